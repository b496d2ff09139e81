MATCH (e:Entity {id: $id})-[c:CITES]->(s:Source)
RETURN s.id AS source, s.title AS title, s.publisher AS publisher, s.published AS published, c.start AS start, c.end AS end
ORDER BY published, source, start
