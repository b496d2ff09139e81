// name: said-more-than-once
// group: evidence
// title: Which facts does more than one source state?
// title_zh: 哪些事实有不止一个来源？
// ask: (which|what) facts (have|rest on) (several|more than one|two) sources?
// ask: (which|what) facts are corroborated
// ask_zh: (哪些|什么)事实(有|得到)(多个|不止一个|两个)来源(支持|佐证)?
// means: fact several news? mention? report? say? not? differ? more? document? part? what_is? relate? where? share? who? claim?
// means: several news fact? mention? say? report? not? differ? more? document? part? what_is? relate? where? share? who? claim?
// means: share news fact/say several? report? where? mention?
CALL () {
  MATCH (x:Entity)-[r]->(y:Entity) WHERE size(r.sources) > 1
  RETURN x, type(r) AS relation, y, r AS statement, null AS as_written
  UNION ALL
  MATCH (x:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(y:Metric) WHERE size(o.sources) > 1
  RETURN x, 'REPORTED' AS relation, y, o AS statement, o.as_written AS as_written
}
RETURN x.class AS class, x.id AS subject_id, x.name AS subject, relation, y.id AS object_id, y.name AS object, as_written,
       size(statement.sources) AS number_of_sources, statement.status AS status, statement.period AS period,
       statement.sources AS sources, statement.evidence AS evidence
ORDER BY number_of_sources DESC, subject_id, relation, object_id, statement.id;
