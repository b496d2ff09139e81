// name: models-of
// group: adoption
// title: Which models does a bank deploy, use or make?
// title_zh: 某家银行部署、使用或研发了哪些模型？
// note: A model of which a source says only that it influences banks is not listed.
// note_zh: 来源仅称其对银行有影响的模型不在此列。
// ask: (which|what) (ai )?models does {bank} (deploy|use|have|develop)
// ask_zh: {bank}(部署|使用|用|研发|采用|接入|有)了?(哪些|什么)(大)?模型
// means: {bank} model use? deploy? launch? run? ai? offer? who?
// param bank: Bank = bank-of-beijing
:param bank => 'bank-of-beijing';
MATCH (b:Bank {id: $bank})-[r:DEPLOYS|USES|DEVELOPED|LAUNCHED]->(m:Model)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, type(r) AS relation, m.id AS model_id, m.name AS model,
       m.name_en AS model_en, r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY model_id, relation, r.id;
