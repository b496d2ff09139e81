MATCH (e:Entity)-[p:REPORTED]->(o:Observation)-[q:OF_METRIC]->(m:Metric), (o)-[c:CITES]->(s:Source)
WHERE e.id IN $ids AND m.id IN $ids
OPTIONAL MATCH (o)-[t:ABOUT]->(x:Entity) WHERE x.id IN $ids
RETURN p, o, q, c, s, t ORDER BY o.id, s.id, c.start
