// name: claims-of
// group: evidence
// title: What is only claimed, general or said on behalf of others about something?
// title_zh: 关于某个主体，哪些只是宣称、泛指或转述？
// ask: (what|which facts) (is|are) (only )?claimed (about|by) {entity}
// ask: (claims) (of|about|by) {entity}
// ask: what does {entity} claim
// ask_zh: (关于)?{entity}(有)?的?(哪些|什么)(是|属于)?(宣称|声称|转述|说法)
// ask_zh: {entity}(宣称|声称)了?(什么|哪些)
// means: {entity} claim fact? only? who? not? serve? part? news? mention? say? launch? report? area? bank? more? company? publish? what_is?
// means: {entity} say
// param entity: Entity = icbc
:param entity => 'icbc';
CALL () {
  MATCH (e:Entity {id: $entity})-[r]-(y:Entity) WHERE r.nature IS NOT NULL OR r.attributed_to IS NOT NULL
  RETURN e, type(r) AS relation, CASE WHEN startNode(r).id = e.id THEN 'from' ELSE 'to' END AS direction, y, r AS statement, null AS as_written
  UNION ALL
  MATCH (e:Entity {id: $entity})
  MATCH (y:Entity)-[r]->(z:Entity)
  WHERE r.attributed_to = $entity AND y.id <> $entity AND z.id <> $entity
  RETURN e, y.id + ' ' + type(r) AS relation, 'said by' AS direction, z AS y, r AS statement, null AS as_written
  UNION ALL
  MATCH (e:Entity {id: $entity})
  MATCH (y:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric)
  WHERE o.attributed_to = $entity AND y.id <> $entity
  RETURN e, y.id + ' REPORTED' AS relation, 'said by' AS direction, m AS y, o AS statement, o.as_written AS as_written
  UNION ALL
  MATCH (e:Entity {id: $entity})-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(y:Metric)
  WHERE o.nature IS NOT NULL OR o.attributed_to IS NOT NULL
  RETURN e, 'REPORTED' AS relation, 'from' AS direction, y, o AS statement, o.as_written AS as_written
}
RETURN e.id AS entity_id, e.name AS entity, direction, relation, y.id AS other_id, y.name AS other, as_written,
       statement.nature AS nature, statement.attributed_to AS attributed_to, statement.period AS period,
       statement.sources AS sources, statement.evidence AS evidence
ORDER BY relation, direction, other_id, statement.id;
