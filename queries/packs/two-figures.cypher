// name: two-figures
// group: metrics
// title: What are two figures of a bank?
// title_zh: 某家银行的两项指标各是多少？
// ask: what (are|were) (the )?{metric} and (the )?{other} (of|at) {bank}
// ask: what (are|were) {bank}'?s {metric} and {other}
// ask_zh: {bank}的?{metric}(和|与|、|及){other}(各|分别)?(是|有|为)?(多少|几个|多大|多高)
// means: {bank} {metric} {other} and/each/many/compare and? each? many? ratio? money? how? report? trend? change? figure? launch? run? serve? deploy? use? offer? outcome? user? customer? app? case? service? more? compare? staff? fast? accurate? {year:20[0-9][0-9]}? say? invest? yesno? publish? system? platform? product? active? income? area? ai? technology? and?
// param bank: Bank = icbc
// param metric: Metric = fintech-employees
// param other: Metric = fintech-employees-share-of-staff
// param year: text = any
:param bank => 'icbc';
:param metric => 'fintech-employees';
:param other => 'fintech-employees-share-of-staff';
:param year => 'any';
MATCH (b:Bank {id: $bank})-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric)
WHERE m.id IN [$metric, $other] AND ($year = 'any' OR o.period STARTS WITH $year)
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric, m.name_en AS metric_en,
       o.comparator AS comparator, o.value AS value, o.unit AS unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit,
       coalesce(o.change_baseline, o.change_basis) AS change_against, o.period AS period, o.period_inferred AS period_inferred,
       o.nature AS nature, o.attributed_to AS attributed_to, subject.name AS about, o.as_written AS as_written,
       o.sources AS sources, o.evidence AS evidence
ORDER BY metric_id, coalesce(o.period_end, ''), o.id;
