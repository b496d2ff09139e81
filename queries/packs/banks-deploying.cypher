// name: banks-deploying
// group: adoption
// title: Which banks deploy a model?
// title_zh: 哪些银行部署了某个模型？
// ask: which banks (deploy|use|run) {model}
// ask_zh: 哪些银行(部署|使用|接入|采用)了?{model}
// param model: Model = deepseek
:param model => 'deepseek'
MATCH (b:Bank)-[d:DEPLOYS]->(m:Model {id: $model})
OPTIONAL MATCH (m)-[a:APPLIES_TO]->(area:BusinessArea)
WHERE any(source IN a.sources WHERE source IN d.sources)
WITH b, d, m, area ORDER BY area.id
WITH b, d, m, collect(area.name) AS applied_to
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS model_id, m.name_en AS model,
       d.status AS status, d.period AS period, applied_to, d.sources AS sources, d.evidence AS evidence
ORDER BY bank_id;
