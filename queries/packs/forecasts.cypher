// name: forecasts
// group: metrics
// title: Which figures and facts are expected rather than reached?
// title_zh: 哪些数值和事实是预期而非已实现？
// ask: (which|what) (figures|facts|figures and facts) are (expected|forecast|only expected)
// ask: list (all )?(forecasts|expectations)
// ask_zh: (哪些|什么)(数值|事实|数值和事实)(是|属于)(预期|预测|预计)的?
// ask_zh: 有(哪些|什么)(预期|预测|预计)
// means: forecast figure? fact? not? only? metric? bank? report? outcome? serve? what_is? use? launch? timeline? goal? planned? deploy? apply? initiative? change? how? mention? say? news? where? many? claim? unused? who? ai?
CALL () {
  MATCH (x:Entity)-[r]->(y:Entity) WHERE r.nature = 'expected'
  RETURN x, type(r) AS relation, y, r AS statement, null AS as_written
  UNION ALL
  MATCH (x:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(y:Metric) WHERE o.nature = 'expected'
  RETURN x, 'REPORTED' AS relation, y, o AS statement, o.as_written AS as_written
}
RETURN x.class AS class, x.id AS subject_id, x.name AS subject, relation, y.id AS object_id, y.name AS object, as_written,
       statement.status AS status, statement.period AS period, statement.attributed_to AS attributed_to,
       statement.sources AS sources, statement.evidence AS evidence
ORDER BY subject_id, relation, object_id, statement.id;
