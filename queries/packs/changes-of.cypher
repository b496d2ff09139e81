// name: changes-of
// group: metrics
// title: Which figures of a bank grew or shrank, and by how much?
// title_zh: 某家银行的哪些数值有增减，幅度多少？
// note: A change is what the source states; none is computed.
// note_zh: 增减为来源所述，不作计算。
// ask: (which|what) (figures|numbers) of {bank} (grew|changed|shrank)
// ask: (growth|changes) (of|at) {bank}
// ask: how much did {bank} grow
// ask_zh: {bank}(有)?(哪些|什么)(数值|数据|指标)(增长|下降|变化)了?
// ask_zh: {bank}的?(增长|增幅|变化)(情况|如何|有多少)?
// means: {bank} change figure? metric? many? how? ratio? report? mention? more? say? money? yesno? what_is? outcome? relate?
// param bank: Bank = icbc
:param bank => 'icbc';
MATCH (b:Bank {id: $bank})-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric)
WHERE o.change_value IS NOT NULL
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric, m.name_en AS metric_en,
       o.comparator AS comparator, o.value AS value, o.unit AS unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit,
       coalesce(o.change_baseline, o.change_basis) AS change_against, o.period AS period, o.period_inferred AS period_inferred,
       o.nature AS nature, o.attributed_to AS attributed_to, subject.name AS about, o.as_written AS as_written,
       o.sources AS sources, o.evidence AS evidence
ORDER BY metric_id, coalesce(o.period_end, ''), o.id;
