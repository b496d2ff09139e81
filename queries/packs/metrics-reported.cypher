// name: metrics-reported
// group: metrics
// title: Which metrics are reported, and by how many banks?
// title_zh: 有哪些指标，各有多少家银行报告？
// ask: (which|what) metrics are (there|reported)
// ask: list (all )?metrics
// ask_zh: (有|报告了)?(哪些|什么)指标(被报告)?
// ask_zh: 指标有哪些
// means: metric bank? how? share? report? many? figure? compare? fact? who? bank? many? report? apply? serve? mention? use? what_is? relate? based_on? launch?
MATCH (x:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric)
WITH m, x, o ORDER BY x.id, o.id
WITH m, collect(DISTINCT x.name) AS reported_by, count(DISTINCT CASE WHEN x.class = 'Bank' THEN x.id END) AS banks, collect(o) AS figures
UNWIND figures AS o
UNWIND o.evidence AS span
WITH m, reported_by, banks, size(figures) AS figures, span ORDER BY span
WITH m, reported_by, banks, figures, collect(DISTINCT span) AS evidence, collect(DISTINCT split(span, '#')[0]) AS sources
RETURN m.id AS metric_id, m.name AS metric, m.name_en AS metric_en, m.quantity_kind AS quantity_kind, banks, reported_by, figures,
       sources, evidence
ORDER BY banks DESC, metric_id;
