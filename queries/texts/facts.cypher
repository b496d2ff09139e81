CALL () {
  MATCH (a:Entity)-[r]->(b:Entity)
  RETURN DISTINCT a.id AS subject, null AS metric, b.id AS other, a.class AS subject_class, b.class AS other_class, null AS metric_class
  UNION
  MATCH (a:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric)
  OPTIONAL MATCH (o)-[:ABOUT]->(b:Entity)
  RETURN DISTINCT a.id AS subject, m.id AS metric, b.id AS other, a.class AS subject_class, b.class AS other_class, m.class AS metric_class
}
RETURN subject, metric, other, subject_class, other_class, metric_class ORDER BY subject, metric, other
