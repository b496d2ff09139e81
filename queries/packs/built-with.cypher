// name: built-with
// group: platforms
// title: What is something built on, and what does it use?
// title_zh: 某个主体基于或使用了什么？
// ask: what is {thing} built (on|with)
// ask: what does {thing} (use|run on|build on)
// ask_zh: {thing}(基于|依托)了?(什么|哪些技术)(构建|建设|打造)?的?
// ask_zh: {thing}(使用|采用|用)了?什么
// means: {thing!Bank/Metric} based_on what_is? system? product? service? technology? model? platform? use? launch?
// means: {thing!Bank/Metric} technology/model use? launch? run?
// param thing: Entity = icbc
:param thing => 'icbc';
MATCH (t:Entity {id: $thing})-[r:BUILT_ON|USES|DEPLOYS]->(x:Entity)
RETURN t.id AS thing_id, t.name AS thing, type(r) AS relation, x.class AS class, x.id AS used_id, x.name AS used, x.name_en AS used_en,
       r.role AS role, r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY relation, used_id, r.id;
