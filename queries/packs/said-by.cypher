// name: said-by
// group: evidence
// title: What does a source say?
// title_zh: 某个来源说了什么？
// ask: what does {source} say
// ask_zh: {source}说了(什么|哪些)
// param source: Source = jinrong-shibao-2025-05-13
:param source => 'jinrong-shibao-2025-05-13'
CALL () {
  MATCH (e:Entity)-[r]->(x:Entity) WHERE $source IN r.sources
  RETURN e, type(r) AS predicate, x, null AS o, r.period AS period, r.nature AS nature,
         r.sources AS sources, r.evidence AS evidence, r.id AS statement
  UNION ALL
  MATCH (e:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(x:Metric) WHERE $source IN o.sources
  RETURN e, 'REPORTED' AS predicate, x, o, o.period AS period, o.nature AS nature,
         o.sources AS sources, o.evidence AS evidence, o.id AS statement
}
RETURN e.id AS subject_id, e.name AS subject, predicate, x.id AS object_id, x.name AS object,
       o.comparator AS comparator, o.value AS value, o.unit AS unit, o.change_value AS change,
       o.change_unit AS change_unit, period, nature, sources, evidence
ORDER BY subject_id, predicate, object_id, statement;
