// name: areas-of
// group: areas
// title: Where does a bank apply AI and digital technology?
// title_zh: 某家银行把AI和数字技术应用于哪些领域？
// note: A row that runs through a platform, product or initiative cites both facts.
// note_zh: 经由平台、产品或举措的行同时给出两处出处。
// ask: (where|in which areas) does {bank} apply (ai|artificial intelligence|technology)
// ask: (which|what) areas does {bank} (cover|work in)
// ask_zh: {bank}(在|把AI应用于|将AI应用于|把AI用于)(哪些|什么)(领域|业务|场景)(应用|使用)?(了)?(AI|人工智能)?
// ask: where does {bank} (use|apply) (ai|artificial intelligence)
// ask_zh: {bank}把(ai|人工智能)(用|应用)(在|于)(哪里|什么地方|哪些领域)
// means: {bank} area ai? apply? use? launch? where? run? part?
// means: {bank} ai apply/use/where how? where? area? what_for?
// means: {bank} ai what_for/launch area? where? use? win?
// param bank: Bank = psbc
:param bank => 'psbc';
CALL () {
  MATCH (b:Bank {id: $bank})-[r:APPLIES_TO]->(a:BusinessArea) RETURN b, b AS through, r, a, [] AS made_by, [] AS made_sources
  UNION ALL
  MATCH (b:Bank {id: $bank})-[q:LAUNCHED|DEVELOPED|OPERATES|OFFERS|PURSUES]->(x:Entity)-[r:APPLIES_TO]->(a:BusinessArea)
  RETURN b, x AS through, r, a, q.evidence AS made_by, q.sources AS made_sources
}
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, a.id AS area_id, a.name AS area, a.name_en AS area_en, through.class AS through_class, through.id AS through_id, through.name AS through,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources + [x IN made_sources WHERE NOT x IN r.sources] AS sources, r.evidence + made_by AS evidence
ORDER BY area_id, through_id, r.id, made_by;
