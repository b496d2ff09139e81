// name: figures-missing-at
// group: gaps
// title: Which metrics do other banks report and a bank does not?
// title_zh: 哪些指标其他银行有报告而某家银行没有？
// note: Not reported in these sources; that says nothing about what a bank has. The evidence is of the banks that report.
// note_zh: 指在这些来源中未见报告，并不说明该银行没有。出处为报告该指标的银行。
// ask: (which|what) (metrics|figures) does {bank} (not report|lack)
// ask: (missing|lacking) (metrics|figures) (of|at) {bank}
// ask_zh: {bank}(没有|未|没)(报告|披露)(哪些|什么)(指标|数值|数据)
// means: {bank} not metric/figure report? others? bank? compare? where? change? publish? offer? yesno? say? mention?
// param bank: Bank = icbc
:param bank => 'icbc';
MATCH (b:Bank {id: $bank})
MATCH (other:Bank)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric)
WHERE other.id <> b.id AND NOT EXISTS { MATCH (b)-[:REPORTED]->(:Observation)-[:OF_METRIC]->(m) }
UNWIND o.evidence AS span
WITH b, m, other, span ORDER BY other.id, span
WITH b, m, collect(DISTINCT other.name) AS reported_by, collect(DISTINCT span) AS evidence, collect(DISTINCT split(span, '#')[0]) AS sources
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric, m.name_en AS metric_en, reported_by, sources, evidence
ORDER BY size(reported_by) DESC, metric_id;
