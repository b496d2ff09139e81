// name: figures-for
// group: metrics
// title: Which figures are there for a metric?
// title_zh: 某项指标有哪些数值？
// note: Every figure as its source gives it; `rank` puts the comparable ones in order.
// note_zh: 按来源原样列出全部数值；可比的排名见 rank。
// ask: (which|what) (figures|values|numbers) (are there|exist) for {metric}
// ask: (figures|values) (for|of) {metric}
// ask_zh: {metric}(有|的)(哪些|什么)?(数值|数据|数字)
// ask_zh: {metric}是多少
// means: {metric} figure? report? bank? many? who? metric? change?
// param metric: Metric = ai-application-scenarios
:param metric => 'ai-application-scenarios';
MATCH (x:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric {id: $metric})
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
RETURN m.id AS metric_id, m.name AS metric, x.class AS class, x.id AS reported_by_id, x.name AS reported_by,
       o.comparator AS comparator, o.value AS value, o.unit AS unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit,
       coalesce(o.change_baseline, o.change_basis) AS change_against, o.period AS period, o.period_inferred AS period_inferred,
       o.nature AS nature, o.attributed_to AS attributed_to, subject.name AS about, o.as_written AS as_written,
       o.sources AS sources, o.evidence AS evidence
ORDER BY reported_by_id, coalesce(o.period_end, ''), o.id;
