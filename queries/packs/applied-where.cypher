// name: applied-where
// group: adoption
// title: Where is a technology, model, platform or product applied?
// title_zh: 某项技术、模型、平台或产品应用于哪些领域？
// ask: where is {thing} (applied|used)
// ask: (what|which) (areas|fields) is {thing} applied (to|in)
// ask_zh: {thing}(应用|用)(于|在)(哪些|什么)(领域|业务|场景)?
// ask_zh: {thing}应用在哪里
// means: {thing!Bank/Metric} apply/use/deploy/serve where/area technology? bank? platform? part? product? system? model? service? initiative? run? launch?
// means: {thing!Bank/Metric} area technology? bank? platform? part? product? system? serve? model? service? initiative? run? launch?
// means: {thing!Bank/Metric} where bank? apply? platform? part? product? system? serve? model? service? initiative? run? launch?
// means: {thing!Bank/Metric} apply what_is platform? part? product? system? serve? model? service? initiative? run? launch?
// means: {thing!Bank/Metric} use/apply what_for platform? part? product? system? serve? model? service? initiative? run? launch?
// means: {thing!Bank/Metric} what_for where? what_is? technology? platform? part? product? system? serve? model? service? initiative? run? launch?
// param thing: Entity = large-model
:param thing => 'large-model';
MATCH (t:Entity {id: $thing})-[r:APPLIES_TO]->(a:Entity)
RETURN t.id AS thing_id, t.name AS thing, a.id AS area_id, a.name AS area, a.name_en AS area_en, r.role AS role,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY area_id, r.id;
