CALL () {
  MATCH (:Entity {id: $id})-[:REPORTED]->(o:Observation) RETURN o
  UNION
  MATCH (:Entity {id: $id})<-[:OF_METRIC]-(o:Observation) RETURN o
  UNION
  MATCH (:Entity {id: $id})<-[:ABOUT]-(o:Observation) RETURN o
}
MATCH (e:Entity)-[:REPORTED]->(o)-[:OF_METRIC]->(m:Metric)
OPTIONAL MATCH (o)-[:ABOUT]->(x:Entity)
RETURN e.id AS subject_id, e.name AS subject, e.name_en AS subject_en, m.id AS metric_id, m.name AS metric, m.name_en AS metric_en,
       o.comparator AS comparator, o.value AS value, o.unit AS unit, o.canonical_value AS canonical_value, o.canonical_unit AS canonical_unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit,
       o.change_basis AS change_basis, o.change_baseline AS change_baseline,
       o.period AS period, o.period_inferred AS period_inferred, coalesce(o.period_end, o.period_start) AS dated,
       o.status AS status, o.role AS role, o.nature AS nature, o.attributed_to AS attributed_to,
       x.id AS about_id, x.name AS about, x.name_en AS about_en, o.as_written AS as_written, o.sources AS sources, o.evidence AS evidence,
       [k IN keys(o) WHERE NOT k IN ['id', 'content_hash', 'status', 'period', 'period_start', 'period_end', 'period_inferred',
         'role', 'nature', 'attributed_to', 'sources', 'evidence', 'as_written', 'comparator', 'value', 'unit',
         'canonical_value', 'canonical_unit', 'change_comparator', 'change_value', 'change_unit', 'change_basis',
         'change_baseline'] | [k, o[k]]] AS more
ORDER BY metric_id, subject_id, o.id
