// name: products-by-bank
// group: platforms
// title: Which bank has which platforms and products?
// title_zh: 各银行分别有哪些平台和产品？
// ask: which banks? (have|has|offers?|operates?) which (platforms|products|platforms and products)
// ask: list (all )?(platforms|products|platforms and products)
// ask_zh: (各家?|哪些)银行(分别)?(有|运营|提供)(哪些|什么)(平台和产品|平台|产品)
// means: bank platform/product platform? product? offer? run? launch? who? ai? compare? differ? system? serve? what_is? say? belong? relate? service? unit? share? win? use?
MATCH (b:Bank)-[r:LAUNCHED|DEVELOPED|OPERATES|OFFERS]->(x:Platform|Product)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, type(r) AS relation, x.class AS class, x.id AS thing_id, x.name AS thing, x.name_en AS thing_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY bank_id, class, thing_id, relation, r.id;
