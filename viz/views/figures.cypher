// name: figures
// title: What banks report, metric by metric
// title_zh: 各银行披露的指标
MATCH (b:Bank)-[:REPORTED]->(:Observation)-[:OF_METRIC]->(m:Metric)
RETURN DISTINCT b, m;
