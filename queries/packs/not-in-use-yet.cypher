// name: not-in-use-yet
// group: initiatives
// title: What is planned, being built or ended rather than in use?
// title_zh: 哪些尚未投入使用或已经结束？
// ask: what is (planned|being built|not in use yet|still planned)
// ask: what has ended
// ask_zh: (哪些|什么)(尚未|还没|没有)(投入使用|建成|上线)
// ask_zh: (哪些|什么)(正在建设|在建|计划中|已经结束|已结束)
MATCH (x:Entity)-[r]->(y:Entity) WHERE r.status IS NOT NULL AND r.status <> 'in use'
RETURN x.class AS class, x.id AS subject_id, x.name AS subject, type(r) AS relation, y.id AS object_id, y.name AS object,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY status, subject_id, relation, object_id, r.id;
