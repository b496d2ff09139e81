// name: shares-of
// group: metrics
// title: Which shares and rates does a bank report?
// title_zh: 某家银行报告了哪些占比和比率？
// ask: (which|what) (shares|rates|percentages|ratios) does {bank} report
// ask_zh: {bank}(报告|披露|公布)了?(哪些|什么)(占比|比率|百分比|比例)
// means: {bank} ratio report? figure? many? metric? mention? share? what_is? say?
// param bank: Bank = icbc
:param bank => 'icbc';
MATCH (b:Bank {id: $bank})-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric)
WHERE o.canonical_unit = '%'
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric, m.name_en AS metric_en,
       o.comparator AS comparator, o.value AS value, o.unit AS unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit,
       coalesce(o.change_baseline, o.change_basis) AS change_against, o.period AS period, o.period_inferred AS period_inferred,
       o.nature AS nature, o.attributed_to AS attributed_to, subject.name AS about, o.as_written AS as_written,
       o.sources AS sources, o.evidence AS evidence
ORDER BY metric_id, coalesce(o.period_end, ''), o.id;
