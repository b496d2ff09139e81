// name: amounts-of
// group: metrics
// title: Which amounts of money does a bank report?
// title_zh: 某家银行披露了哪些金额？
// ask: how much (money )?(does|did|has) {bank} (invest|invested|spend|spent)( in {year:20[0-9][0-9]})?
// ask: (which|what) amounts (of money )?does {bank} report
// ask_zh: {bank}(投入|投资|花)了?多少(钱|资金|金额)?
// ask_zh: {bank}(在)?{year:20[0-9][0-9]}年?(投入|投资|花)了?多少(钱|资金|金额)?
// ask_zh: {bank}(有|披露了?)(哪些|什么)金额
// means: {bank} money figure/mention mention? report?
// means: {bank} many invest technology money? {year:20[0-9][0-9]}?
// means: {bank} money invest? report? many? figure? {year:20[0-9][0-9]}?
// means: {bank} many invest money? {year:20[0-9][0-9]}?
// param bank: Bank = icbc
// param year: text = any
:param bank => 'icbc';
:param year => 'any';
MATCH (b:Bank {id: $bank})-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric {quantity_kind: 'money'})
WHERE $year = 'any' OR o.period STARTS WITH $year
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric, m.name_en AS metric_en,
       o.comparator AS comparator, o.value AS value, o.unit AS unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit,
       coalesce(o.change_baseline, o.change_basis) AS change_against, o.period AS period, o.period_inferred AS period_inferred,
       o.nature AS nature, o.attributed_to AS attributed_to, subject.name AS about, o.as_written AS as_written,
       o.sources AS sources, o.evidence AS evidence
ORDER BY metric_id, coalesce(o.period_end, ''), o.id;
