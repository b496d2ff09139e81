// name: said-by
// group: evidence
// title: What does a source say?
// title_zh: 某个来源说了什么？
// ask: what does {source} say
// ask_zh: {source}说了(什么|哪些)
// means: {source} say/fact/report/mention fact? report? news? figure? launch? how? part? money? what_is? claim? document?
// means: {source} news say? fact? launch? how? part? money? what_is? claim? mention? document? figure? report?
// param source: Source = jinrong-shibao-2025-05-13
:param source => 'jinrong-shibao-2025-05-13';
CALL () {
  MATCH (e:Entity)-[r]->(x:Entity) WHERE $source IN r.sources
  RETURN e, type(r) AS predicate, x, null AS o, null AS about, r AS statement
  UNION ALL
  MATCH (e:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(x:Metric) WHERE $source IN o.sources
  OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
  RETURN e, 'REPORTED' AS predicate, x, o, subject.name AS about, o AS statement
}
RETURN e.id AS subject_id, e.name AS subject, predicate, x.id AS object_id, x.name AS object,
       o.comparator AS comparator, o.value AS value, o.unit AS unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit,
       coalesce(o.change_baseline, o.change_basis) AS change_against, about,
       statement.status AS status, statement.period AS period, statement.period_inferred AS period_inferred,
       statement.role AS role, statement.nature AS nature, statement.attributed_to AS attributed_to,
       statement.sources AS sources, statement.evidence AS evidence
ORDER BY subject_id, predicate, object_id, statement.id;
