// name: who-said
// group: evidence
// title: Who is quoted on something?
// title_zh: 就某个事物发言的是谁，说了什么？
// ask: who (said|says|spoke|talked) (anything |something )?(about|of|on) {entity}
// ask_zh: 谁(谈到|提到|说到|评价)了?{entity}
// means: {entity!Source} say who fact? claim? mention? report? how? bank?
// means: {entity!Source} {*Entity!Bank} say who influence? change? bank? unit? service? fact? claim? mention? how? goal? outcome?
// param entity: Entity = bocom-intelligent-counters
:param entity => 'bocom-intelligent-counters';
CALL () {
  MATCH (e:Entity {id: $entity})-[r]-(x:Entity) WHERE r.attributed_to IS NOT NULL
  RETURN startNode(r) AS e, type(r) AS predicate, endNode(r) AS x, null AS as_written, r AS statement
  UNION
  MATCH (e:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(x:Metric) WHERE o.attributed_to IS NOT NULL
  OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
  WITH e, x, o, subject WHERE $entity IN [e.id, x.id, subject.id]
  RETURN e, 'REPORTED' AS predicate, x, o.as_written AS as_written, o AS statement
}
MATCH (speaker:Entity) WHERE speaker.id = statement.attributed_to
RETURN speaker.id AS speaker_id, speaker.name AS speaker, speaker.name_en AS speaker_en,
       e.id AS subject_id, e.name AS subject, predicate, x.id AS object_id, x.name AS object, as_written,
       statement.status AS status, statement.period AS period, statement.nature AS nature,
       statement.sources AS sources, statement.evidence AS evidence
ORDER BY speaker_id, subject_id, predicate, object_id, statement.id;
