// name: banks-deploying
// group: adoption
// title: Which banks deploy a model?
// title_zh: 哪些银行部署了某个模型？
// note: Deployment that is only planned, still being built, or ended is not listed; bankgraph show MODEL has it.
// note_zh: 仅计划中、建设中或已结束的部署不在此列；用 bankgraph show 查看模型的全部陈述。
// ask: which banks? (deploy|deploys|deployed|have deployed|has deployed|are deploying|is deploying|run|runs) {model}
// ask_zh: (哪些|哪家|什么)银行(已经|已)?(部署|接入|上线)了?{model}
// means: bank/who deploy/run {model} launch? yesno? mention? say? report? news?
// means: deploy {model} where? launch? yesno? mention? say? report? news?
// means: bank {model} launch? yesno? mention? say? report? news?
// param model: Model = deepseek
:param model => 'deepseek';
MATCH (b:Bank)-[d:DEPLOYS]->(m:Model {id: $model})
WHERE coalesce(d.status, 'in use') = 'in use'
OPTIONAL MATCH (m)-[a:APPLIES_TO]->(area:BusinessArea)<-[c:APPLIES_TO]-(b)
WHERE any(source IN a.sources WHERE source IN d.sources AND source IN c.sources)
WITH b, d, m, area ORDER BY area.id
WITH b, d, m, collect(DISTINCT area.name) AS applied_to
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS model_id, m.name_en AS model,
       d.status AS status, d.period AS period, d.nature AS nature, d.attributed_to AS attributed_to,
       applied_to, d.sources AS sources, d.evidence AS evidence
ORDER BY bank_id, d.id;
