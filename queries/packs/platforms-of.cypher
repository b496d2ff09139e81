// name: platforms-of
// group: platforms
// title: Which platforms and products does a bank have?
// title_zh: 某家银行有哪些平台和产品？
// ask: (which|what) platforms and products does {bank} (have|operate|offer)
// ask_zh: {bank}(有|运营|提供)了?(哪些|什么)平台和产品
// means: {bank} platform product/service/system offer? run? launch? ai?
// means: {bank} system/service offer? run? launch?
// param bank: Bank = bank-of-shanghai
:param bank => 'bank-of-shanghai';
MATCH (b:Bank {id: $bank})-[r:LAUNCHED|DEVELOPED|OPERATES|OFFERS]->(thing:Platform|Product)
RETURN b.id AS bank_id, b.name AS bank, type(r) AS relation, thing.class AS class, thing.id AS thing_id,
       thing.name AS thing, thing.name_en AS thing_en, r.status AS status, r.period AS period,
       r.nature AS nature, r.attributed_to AS attributed_to, r.sources AS sources, r.evidence AS evidence
ORDER BY thing_id, relation, r.id;
