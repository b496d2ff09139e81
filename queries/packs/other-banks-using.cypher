// name: other-banks-using
// group: adoption
// title: Which banks other than one have or use something?
// title_zh: 除某家银行外，还有哪些银行使用或推出了某个事物？
// ask: which (other )?banks (besides|except|other than|apart from) {bank} (use|deploy|have|run|launched) {thing}
// ask_zh: 除了?{bank}(以外|之外|外)?，?(还有)?(哪些|哪家|什么)银行(也)?(使用|部署|用|有|推出)了?{thing}
// means: {bank} others {thing!Bank/Metric} bank? who? use? apply? run? deploy? technology? model? platform? product? service? launch? report? mention? say? yesno? news?
// param bank: Bank = bank-of-hangzhou
// param thing: Entity = smart-assistant
:param bank => 'bank-of-hangzhou';
:param thing => 'smart-assistant';
MATCH (b:Bank)-[r:DEPLOYS|USES|LAUNCHED|DEVELOPED|OFFERS|OPERATES]->(x:Entity {id: $thing})
WHERE b.id <> $bank
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, type(r) AS relation, x.id AS thing_id, x.name AS thing,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY bank_id, relation, r.id;
