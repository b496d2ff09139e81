CALL () {
  MATCH (a:Entity)-[r]->(b:Entity)
  RETURN a.id AS start, b.id AS end, r.id AS id, type(r) AS type, properties(r) AS properties
  UNION ALL
  MATCH (a:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric)
  RETURN a.id AS start, m.id AS end, o.id AS id, 'REPORTED' AS type, properties(o) AS properties
}
RETURN start, end, id, type, properties ORDER BY id
