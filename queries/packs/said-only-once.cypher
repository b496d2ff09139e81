// name: said-only-once
// group: evidence
// title: Which facts about something rest on one source?
// title_zh: 关于某个主体，哪些事实只有一个来源？
// ask: (which|what) facts about {entity} (rest on|have) (only )?one source
// ask_zh: (关于)?{entity}(有)?的?(哪些|什么)事实只有(一个|单一|1个)来源
// means: {entity} once fact? claim? only? news? say? yesno? mention? report? figure? document?
// param entity: Entity = deepseek
:param entity => 'deepseek';
CALL () {
  MATCH (e:Entity {id: $entity})-[r]-(y:Entity) WHERE size(r.sources) = 1
  RETURN e, type(r) AS relation, CASE WHEN startNode(r).id = e.id THEN 'from' ELSE 'to' END AS direction, y, r AS statement, null AS as_written
  UNION ALL
  MATCH (e:Entity {id: $entity})-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(y:Metric) WHERE size(o.sources) = 1
  RETURN e, 'REPORTED' AS relation, 'from' AS direction, y, o AS statement, o.as_written AS as_written
}
RETURN e.id AS entity_id, e.name AS entity, direction, relation, y.id AS other_id, y.name AS other, as_written,
       statement.status AS status, statement.period AS period, statement.nature AS nature, statement.attributed_to AS attributed_to,
       statement.sources AS sources, statement.evidence AS evidence
ORDER BY relation, direction, other_id, statement.id;
