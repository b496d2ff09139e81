// name: source-of-figure
// group: evidence
// title: Which source states a figure of a bank?
// title_zh: 某家银行的某个数值出自哪个来源？
// note: A value is compared by its digits, whatever the unit (5300 with 53 million); any is every value.
// note_zh: 数值按有效数字比较，不论单位（5300 与 53 million 相同）；any 表示不限数值。
// ask: (which|what) (source|article|report)s? (say|says|state|states|give|gives|report|reports) (the )?{metric} (of|at) {bank}
// ask_zh: {bank}的?{metric}(出自|来自)(哪里|哪篇文章|哪个来源|哪篇报道)
// means: {bank} {metric} news which/who/where say? report? fact? figure? many? more? money? {value:[0-9][0-9,.]*}? scale? ratio? change? mention? publish? case? yesno? outcome?
// means: {bank} {metric} say/report/mention who figure? many? more? money? {value:[0-9][0-9,.]*}? scale? ratio? change? case? outcome?
// means: {bank} {metric} differ/several/once news/say/claim/mention/figure differ? several? once? mention? yesno? figure? news? say? claim? fact? report? mention? many? case?
// param bank: Bank = bank-of-beijing
// param metric: Metric = ai-application-scenarios
// param value: text = any
:param bank => 'bank-of-beijing';
:param metric => 'ai-application-scenarios';
:param value => 'any';
MATCH (b:Bank {id: $bank})-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric {id: $metric})
WHERE $value = 'any' OR any(power IN range(-9, 12) WHERE abs(o.canonical_value / (toFloat(replace($value, ',', '')) * 10.0 ^ power) - 1) < 0.000001)
MATCH (s:Source) WHERE s.id IN o.sources
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric, o.as_written AS as_written,
       subject.name AS about, o.period AS period, o.period_inferred AS period_inferred, o.nature AS nature, o.attributed_to AS attributed_to,
       s.id AS source_id, s.title AS title, s.publisher AS publisher, s.published AS published, o.sources AS sources, o.evidence AS evidence
ORDER BY source_id, coalesce(o.period_end, ''), o.id;
