// name: history-of
// group: metrics
// title: How did a metric of a bank develop?
// title_zh: 某家银行某项指标的历次数值是多少？
// note: Undated figures come first. What a source expects is marked by nature.
// note_zh: 无日期的数值列在最前；来源的预期以 nature 标明。
// ask: how did {metric} (of|at) {bank} (develop|change)
// ask: (trend|history) of {metric} (of|at|for) {bank}
// ask: {bank}'?s? {metric} over time
// ask: what (is|was|were|are) (the )?{metric} (of|at) {bank}( in {year:20[0-9][0-9]})?
// ask: what (is|was|were|are) {bank}'?s {metric}( in {year:20[0-9][0-9]})?
// ask: how (many|much|high|large) (is |are )?{metric} (does|did|do|has) {bank} (have|had|report|spend|reach)( in {year:20[0-9][0-9]})?
// ask: how (much|high|large) (is|was) {bank}'?s {metric}( in {year:20[0-9][0-9]})?
// ask_zh: {bank}的?{metric}(的)?(变化|走势|趋势|历史)(如何|是什么)?
// ask_zh: {bank}的?{metric}(是|有|为|达|达到|有了)?(多少|几个|多高|多大)
// ask_zh: {bank}(在)?{year:20[0-9][0-9]}年?的?{metric}(是|有|为|达|达到)?(多少|几个|多高|多大)
// ask_zh: {year:20[0-9][0-9]}年?{bank}的?{metric}(是|有|为|达|达到)?(多少|几个|多高|多大)
// ask_zh: {bank}有(多少|几)(个|名|位|家|款|项)?{metric}
// means: {bank} {metric} many? ratio? money? what_is? how? report? trend? change? figure? launch? run? serve? deploy? use? offer? win? outcome? user? customer? app? case? service? more? compare? staff? fast? accurate? model? {year:20[0-9][0-9]}? say? invest? yesno? publish?
// means: {bank} {metric} ai accurate/fast serve? report? accurate? fast? how? many? ratio? change? outcome? service? customer? app? {year:20[0-9][0-9]}?
// param bank: Bank = bank-of-beijing
// param metric: Metric = ai-application-scenarios
// param year: text = any
:param bank => 'bank-of-beijing';
:param metric => 'ai-application-scenarios';
:param year => 'any';
MATCH (b:Bank {id: $bank})-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric {id: $metric})
WHERE $year = 'any' OR o.period STARTS WITH $year
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric,
       o.comparator AS comparator, o.value AS value, o.unit AS unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit,
       coalesce(o.change_baseline, o.change_basis) AS change_against, o.period AS period, o.period_inferred AS period_inferred,
       o.nature AS nature, o.attributed_to AS attributed_to, subject.name AS about, o.as_written AS as_written,
       o.sources AS sources, o.evidence AS evidence
ORDER BY coalesce(o.period_end, ''), o.id;
