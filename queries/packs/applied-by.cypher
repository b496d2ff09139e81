// name: applied-by
// group: adoption
// title: Where does a bank apply a technology, model or platform?
// title_zh: 某家银行把某项技术、模型或平台应用于哪些领域？
// note: An area is listed where one source says of both that they are applied to it.
// note_zh: 同一来源说两者都应用于某领域的，列出该领域。
// ask: where does {bank} (use|apply) {thing}
// ask_zh: {bank}把{thing}(用|应用)(在|于)(哪里|什么地方|哪些领域)
// means: otherwise {bank} {thing!Bank/Metric} apply/use/deploy/run/serve where/area where? area? technology? model? launch? part? use? apply? run?
// means: otherwise {bank} {thing!Bank/Metric} apply/use/deploy/run what_for technology? model? area? use? apply? run? launch?
// param bank: Bank = icbc
// param thing: Entity = large-model
:param bank => 'icbc';
:param thing => 'large-model';
MATCH (b:Bank {id: $bank})-[r:APPLIES_TO]->(a:BusinessArea)<-[t:APPLIES_TO]-(x:Entity {id: $thing})
WHERE any(source IN r.sources WHERE source IN t.sources)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, x.id AS thing_id, x.name AS thing,
       a.id AS area_id, a.name AS area, a.name_en AS area_en,
       r.status AS status, r.period AS period, r.period_inferred AS period_inferred, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources + [s IN t.sources WHERE NOT s IN r.sources] AS sources, r.evidence + [e IN t.evidence WHERE NOT e IN r.evidence] AS evidence
ORDER BY area_id, r.id, t.id;
