// name: users-of
// group: adoption
// title: What uses a technology, model or platform?
// title_zh: 哪些主体使用了某项技术、模型或平台？
// ask: (what|who) (uses|is built on) {thing}
// ask: what is {thing} used (by|in)
// ask_zh: (谁|什么|哪些主体)(使用|采用|基于)了?{thing}
// ask_zh: {thing}被(谁|什么|哪些主体)(使用|采用)
// means: users {thing!Bank/Metric} technology? bank? platform? product? use? unit? service? model? initiative? apply? launch?
// means: who use/apply/based_on {thing!Bank/Metric} platform? product? technology? model? unit? service? bank? initiative? launch?
// means: {thing!Bank/Metric} use platform/product/system who? unit? service? bank? technology? model? initiative? apply? launch?
// means: {thing!Bank/Metric} users platform? product? technology? bank?
// param thing: Entity = large-model
:param thing => 'large-model';
MATCH (x:Entity)-[r:USES|DEPLOYS|BUILT_ON]->(t:Entity {id: $thing})
RETURN x.class AS class, x.id AS user_id, x.name AS user, x.name_en AS user_en, type(r) AS relation,
       t.id AS thing_id, t.name AS thing, r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY class, user_id, relation, r.id;
