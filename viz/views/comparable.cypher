// name: comparable
// title: Metrics that more than one bank reports
// title_zh: 不止一家银行披露的指标
MATCH (m:Metric)<-[:OF_METRIC]-(:Observation)<-[:REPORTED]-(b:Bank)
WITH m, collect(DISTINCT b) AS banks
WHERE size(banks) > 1
RETURN m, banks;
