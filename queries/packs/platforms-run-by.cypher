// name: platforms-run-by
// group: platforms
// title: Which platforms does a bank have?
// title_zh: 某家银行有哪些平台？
// ask: (which|what) platforms does {bank} (operate|run|have)
// ask_zh: {bank}(有|运营|推出)了?(哪些|什么)平台
// means: {bank} platform offer? run? launch? ai? use? technology? many? figure? belong? system? product? what_is? say? who? report? yesno?
// param bank: Bank = icbc
:param bank => 'icbc';
MATCH (b:Bank {id: $bank})-[r:LAUNCHED|DEVELOPED|OPERATES|OFFERS]->(x:Platform)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, type(r) AS relation, x.id AS platform_id, x.name AS platform, x.name_en AS platform_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY platform_id, relation, r.id;
