// name: influences
// group: network
// title: What influences what?
// title_zh: 什么影响了什么？
// ask: what (influences|affects) {entity}
// ask: what does {entity} (influence|affect)
// ask_zh: (什么|哪些)(影响)了?{entity}
// ask_zh: {entity}影响了?(什么|哪些)
// means: {entity} influence bank? who? how? mention? launch? relate? fact? say? outcome? technology? model? product? area? initiative? change? differ?
// param entity: Entity = deepseek
:param entity => 'deepseek';
MATCH (x:Entity)-[r:INFLUENCES]->(y:Entity) WHERE x.id = $entity OR y.id = $entity
RETURN x.class AS class, x.id AS from_id, x.name AS from_name, y.class AS to_class, y.id AS to_id, y.name AS to_name,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY from_id, to_id, r.id;
