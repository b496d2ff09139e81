// name: history-of
// group: metrics
// title: How did a metric of a bank develop?
// title_zh: 某家银行某项指标的历次数值是多少？
// note: Undated figures come first. What a source expects is marked by nature.
// note_zh: 无日期的数值列在最前；来源的预期以 nature 标明。
// ask: how did {metric} (of|at) {bank} (develop|change)
// ask: (trend|history) of {metric} (of|at|for) {bank}
// ask: {bank}'?s? {metric} over time
// ask_zh: {bank}的?{metric}(的)?(变化|走势|趋势|历史)(如何|是什么)?
// param bank: Bank = bank-of-beijing
// param metric: Metric = ai-application-scenarios
:param bank => 'bank-of-beijing';
:param metric => 'ai-application-scenarios';
MATCH (b:Bank {id: $bank})-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric {id: $metric})
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric,
       o.comparator AS comparator, o.value AS value, o.unit AS unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit,
       coalesce(o.change_baseline, o.change_basis) AS change_against, o.period AS period, o.period_inferred AS period_inferred,
       o.nature AS nature, o.attributed_to AS attributed_to, subject.name AS about, o.as_written AS as_written,
       o.sources AS sources, o.evidence AS evidence
ORDER BY coalesce(o.period_end, ''), o.id;
