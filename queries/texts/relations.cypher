MATCH (a:Entity)-[r]->(b:Entity) WHERE a.id = $id OR b.id = $id
RETURN a.id AS subject_id, a.class AS subject_class, a.name AS subject, a.name_en AS subject_en, type(r) AS predicate,
       b.id AS object_id, b.class AS object_class, b.name AS object, b.name_en AS object_en,
       r.status AS status, r.period AS period, r.period_inferred AS period_inferred, coalesce(r.period_end, r.period_start) AS dated,
       r.role AS role, r.nature AS nature, r.attributed_to AS attributed_to, r.sources AS sources, r.evidence AS evidence,
       [k IN keys(r) WHERE NOT k IN ['id', 'content_hash', 'status', 'period', 'period_start', 'period_end', 'period_inferred',
         'role', 'nature', 'attributed_to', 'sources', 'evidence'] | [k, r[k]]] AS more
ORDER BY predicate, subject_id, object_id, r.id
