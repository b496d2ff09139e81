MATCH (e:Entity) WHERE e.id IN $ids
OPTIONAL MATCH (e)-[c:CITES]->(s:Source)
RETURN e, c, s ORDER BY e.id, s.id, c.start
