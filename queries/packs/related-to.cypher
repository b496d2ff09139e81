// name: related-to
// group: network
// title: What is a thing related to?
// title_zh: 某个事物与什么相关？
// note: Each statement is a row. Read "from" as the thing doing it, "to" as its being done to the thing.
// note_zh: 每条陈述一行。direction 为 from 时该事物是主语，为 to 时是宾语。
// ask: what is {entity} related to
// ask_zh: {entity}与(什么|哪些事物)(相关|有关)
// means: {entity} relate who? how? fact? mention? say? what_is? report?
// means: otherwise {entity} use? deploy? apply? launch? run? offer? based_on? belong? serve? win? relate? lead? publish? invest? place? influence? share? bank? platform? product? technology? model? initiative? service? system? area? award? document? customer? part? ai? who? where? what_for? outcome? goal? mention? say? office? app? case?
// param entity: Entity = deepseek
:param entity => 'deepseek';
MATCH (e:Entity {id: $entity})-[r]-(other:Entity)
RETURN e.id AS entity_id, e.name AS entity, CASE WHEN startNode(r).id = e.id THEN 'from' ELSE 'to' END AS direction,
       type(r) AS relation, other.class AS class, other.id AS other_id, other.name AS other, r.role AS role,
       r.status AS status, r.period AS period, r.period_start AS period_start, r.period_end AS period_end,
       r.period_inferred AS period_inferred, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY relation, direction, other_id, r.id;
