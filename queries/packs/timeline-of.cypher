// name: timeline-of
// group: initiatives
// title: What is dated about something, oldest first?
// title_zh: 某个主体有哪些带日期的事实（由早到晚）？
// note: Facts without a date are not listed; period_inferred says that the date follows from the text around it.
// note_zh: 没有日期的事实不在此列；period_inferred 表示日期由上下文推得。
// ask: (timeline|history|chronology) of {entity}
// ask: what happened when (at|with|to) {entity}
// ask_zh: {entity}的?(时间线|时间轴|大事记|历程|发展历程)
// means: {entity} timeline when? where? change? how? relate? fact? most? trend? what_is? say? initiative? ai? technology? report? platform? launch? who? bank?
// means: {entity} trend/change when relate? fact? most? what_is? say? initiative? ai? technology? report? platform? launch? who? bank?
// means: {entity!Bank} when launch/publish/initiative/win/publish initiative? launch? publish? platform? product? service? where? who? bank? say? app? system? report?
// means: {entity!Bank} when
// means: {*Bank} {entity!Bank/Metric} when launch? publish? initiative? platform? product? service? where? who? say? app? system? report? deploy? timeline?
// param entity: Entity = icbc
:param entity => 'icbc';
CALL () {
  MATCH (e:Entity {id: $entity})-[r]-(x:Entity) WHERE r.period IS NOT NULL
  RETURN e, type(r) AS relation, CASE WHEN startNode(r).id = e.id THEN 'from' ELSE 'to' END AS direction, x, r AS statement, null AS as_written
  UNION ALL
  MATCH (e:Entity {id: $entity})-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(x:Metric) WHERE o.period IS NOT NULL
  RETURN e, 'REPORTED' AS relation, 'from' AS direction, x, o AS statement, o.as_written AS as_written
}
RETURN statement.period AS period, statement.period_inferred AS period_inferred, e.id AS entity_id, e.name AS entity, direction, relation,
       x.class AS class, x.id AS other_id, x.name AS other, as_written, statement.status AS status, statement.nature AS nature,
       statement.attributed_to AS attributed_to, statement.sources AS sources, statement.evidence AS evidence
ORDER BY coalesce(statement.period_start, ''), coalesce(statement.period_end, ''), relation, other_id, statement.id;
