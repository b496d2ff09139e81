// name: products-of
// group: platforms
// title: Which products does a bank have?
// title_zh: 某家银行有哪些产品？
// ask: (which|what) products does {bank} (offer|have|sell)
// ask_zh: {bank}(有|提供|推出)了?(哪些|什么)产品
// means: {bank} product offer? launch? run? ai? service? part? yesno? customer? serve? win? what_is? use? report? who? many? say? user? how? platform?
// param bank: Bank = icbc
:param bank => 'icbc';
MATCH (b:Bank {id: $bank})-[r:LAUNCHED|DEVELOPED|OPERATES|OFFERS]->(x:Product)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, type(r) AS relation, x.id AS product_id, x.name AS product, x.name_en AS product_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY product_id, relation, r.id;
