// name: figures-about
// group: metrics
// title: Which figures are there about something?
// title_zh: 关于某个主体有哪些数值？
// ask: (which|what) (figures|numbers) are there (about|on) {entity}
// ask: (figures|numbers) about {entity}
// ask_zh: (关于|有关){entity}(有)?的?(哪些|什么)(数值|数据|数字)
// means: {entity} figure metric? report? many? how? mention? relate? yesno? ratio? money? say? fact?
// means: otherwise {entity} figure metric? figure? report? many? use? deploy? apply? launch? run? serve? offer? win? customer? user? change? trend? staff? ratio? money?
// param entity: Entity = icbc-smart-brain
:param entity => 'icbc-smart-brain';
MATCH (x:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric)
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
WITH x, o, m, subject WHERE x.id = $entity OR subject.id = $entity
RETURN x.class AS class, x.id AS reported_by_id, x.name AS reported_by, m.id AS metric_id, m.name AS metric, m.name_en AS metric_en,
       o.comparator AS comparator, o.value AS value, o.unit AS unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit,
       coalesce(o.change_baseline, o.change_basis) AS change_against, o.period AS period, o.period_inferred AS period_inferred,
       o.nature AS nature, o.attributed_to AS attributed_to, subject.name AS about, o.as_written AS as_written,
       o.sources AS sources, o.evidence AS evidence
ORDER BY reported_by_id, metric_id, coalesce(o.period_end, ''), o.id;
