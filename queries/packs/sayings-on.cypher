// name: sayings-on
// group: evidence
// title: What does a person say about something?
// title_zh: 某人就某个事物说了什么？
// note: Statements that a source puts in their mouth.
// note_zh: 指来源转述其所说的陈述。
// ask: what (did|does) {speaker} (say|state|claim) (about|of|on) {entity}
// ask_zh: {speaker}(怎么|如何|是怎么)?(评价|谈|看待?|说)(到|起)?{entity}
// ask_zh: {speaker}(对|就|关于){entity}(说了?|表示)(什么|哪些|怎么)?
// means: {speaker} {entity!Source} say/claim/mention/fact how? fact? claim? say? mention? relate?
// param speaker: Person = qian-bin
// param entity: Entity = bocom-intelligent-counters
:param speaker => 'qian-bin';
:param entity => 'bocom-intelligent-counters';
CALL () {
  MATCH (e:Entity {id: $entity})-[r]-(x:Entity) WHERE r.attributed_to = $speaker
  RETURN startNode(r) AS e, type(r) AS predicate, endNode(r) AS x, null AS as_written, r AS statement
  UNION
  MATCH (e:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(x:Metric) WHERE o.attributed_to = $speaker
  OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
  WITH e, x, o, subject WHERE $entity IN [e.id, x.id, subject.id]
  RETURN e, 'REPORTED' AS predicate, x, o.as_written AS as_written, o AS statement
}
RETURN e.id AS subject_id, e.name AS subject, predicate, x.id AS object_id, x.name AS object, x.name_en AS object_en, as_written,
       statement.role AS role, statement.status AS status, statement.period AS period, statement.nature AS nature, statement.attributed_to AS attributed_to,
       statement.sources AS sources, statement.evidence AS evidence
ORDER BY subject_id, predicate, object_id, statement.id;
