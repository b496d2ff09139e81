// name: said-about
// group: evidence
// title: What does a source say about something?
// title_zh: 某个来源就某个主体说了什么？
// ask: what does {source} say (about|of) {entity}
// ask_zh: {source}(是)?(怎么说|如何说|说了什么关于){entity}(的)?
// ask_zh: {source}说{entity}(什么|怎么样)
// means: {source} {entity} say/mention/report/fact/figure/news/relate say? mention? report? fact? figure? news? how? relate? where?
// means: {source} {*Bank} {entity!Bank} say? mention? report? fact? figure? news? many? how? ratio? change? money? relate?
// param source: Source = jinrong-shibao-2025-05-13
// param entity: Entity = bank-of-ningbo
:param source => 'jinrong-shibao-2025-05-13';
:param entity => 'bank-of-ningbo';
CALL () {
  MATCH (e:Entity {id: $entity})-[r]-(x:Entity) WHERE $source IN r.sources
  RETURN startNode(r) AS e, type(r) AS predicate, endNode(r) AS x, null AS o, null AS about, r AS statement
  UNION
  MATCH (e:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(x:Metric) WHERE $source IN o.sources
  OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
  WITH e, x, o, subject WHERE $entity IN [e.id, x.id, subject.id]
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
