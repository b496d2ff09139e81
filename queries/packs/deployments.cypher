// name: deployments
// group: adoption
// title: Which bank deploys which model?
// title_zh: 各银行分别部署了哪些模型？
// ask: which (banks deploy|bank deploys) which models?
// ask: list (all )?(model )?deployments
// ask_zh: (哪些|各家?)银行(分别)?部署了?(哪些|什么)(大)?模型
// means: bank model deploy? use? apply? who? compare? how? based_on? run? launch?
// means: model deploy/use who? compare? how? based_on? run? launch? apply?
// means: who run/deploy/use model/bank deploy? use? apply? run? launch?
MATCH (b:Bank)-[r:DEPLOYS]->(m:Model)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS model_id, m.name AS model, r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY bank_id, model_id, r.id;
