// name: banks-not-deploying
// group: gaps
// title: Which banks are not said to deploy a model?
// title_zh: 来源未提及哪些银行部署了某个模型？
// note: Not said in these sources; that says nothing about what a bank has. A deployment that is only planned, or has ended, is none; a bank that uses or made the model is not listed. The evidence is where each bank is named.
// note_zh: 指在这些来源中未见提及，并不说明该银行没有。仅计划中或已结束的部署不算部署；以其他方式使用或研发该模型的银行不在此列。出处为各银行被提到之处。
// ask: which banks? (do not|don't|does not|doesn't) (deploy|use|run) {model}
// ask: which banks have not deployed {model}
// ask_zh: (哪些|什么)银行(没有|没|未|尚未|还没)(部署|使用|接入){model}
// means: bank/who not {model} deploy/use/apply report? mention? news? claim? fact? say? relate? run? document? users? others? yesno? where? launch? what_is?
// means: bank/who not {model} report? mention? deploy? use? apply? news? claim? fact? say? relate? run? document? users? others? yesno? where? launch? what_is?
// param model: Model = deepseek
:param model => 'deepseek';
MATCH (m:Model {id: $model})
MATCH (b:Bank)-[named:CITES]->(s:Source)
WHERE NOT EXISTS { MATCH (b)-[r:DEPLOYS|USES|DEVELOPED|LAUNCHED]->(m) WHERE coalesce(r.status, 'in use') = 'in use' }
WITH m, b, s, named ORDER BY s.id, named.start
WITH m, b, collect(DISTINCT s.id) AS sources, collect(s.id + '#char=' + toString(named.start) + ',' + toString(named.end)) AS evidence
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS model_id, m.name AS model, sources, evidence
ORDER BY bank_id;
