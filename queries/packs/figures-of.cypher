// name: figures-of
// group: metrics
// title: Which figures does a bank report?
// title_zh: 某家银行报告了哪些数值？
// ask: (which|what) (figures|numbers|metrics) does {bank} report
// ask_zh: {bank}(报告|披露|公布)了?(哪些|什么)(数值|数据|指标)
// means: {bank} figure/metric report? many? publish? launch? how? fact? win? say? mention? where? what_is?
// param bank: Bank = bank-of-beijing
:param bank => 'bank-of-beijing';
MATCH (b:Bank {id: $bank})-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric)
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
RETURN b.id AS bank_id, b.name AS bank, m.id AS metric_id, m.name AS metric, m.name_en AS metric_en,
       o.comparator AS comparator, o.value AS value, o.unit AS unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit,
       coalesce(o.change_baseline, o.change_basis) AS change_against, o.period AS period, o.period_inferred AS period_inferred,
       o.nature AS nature, o.attributed_to AS attributed_to, subject.name AS about, o.as_written AS as_written, o.sources AS sources, o.evidence AS evidence
ORDER BY metric_id, coalesce(period, ''), o.id;
