// name: technologies-of
// group: adoption
// title: Which technologies and models does a bank use?
// title_zh: 某家银行使用哪些技术和模型？
// ask: (which|what) (technologies|technologies and models) does {bank} use
// ask_zh: {bank}(使用|采用)了?(哪些|什么)(技术和模型|技术)
// means: {bank} technology use? apply? ai? model? based_on? launch? deploy? run?
// param bank: Bank = psbc
:param bank => 'psbc';
MATCH (b:Bank {id: $bank})-[r:USES|DEPLOYS|DEVELOPED|LAUNCHED]->(t:Technology|Model)
RETURN b.id AS bank_id, b.name AS bank, type(r) AS relation, t.class AS class, t.id AS technology_id,
       t.name AS technology, t.name_en AS technology_en, r.status AS status, r.period AS period,
       r.nature AS nature, r.attributed_to AS attributed_to, r.sources AS sources, r.evidence AS evidence
ORDER BY technology_id, relation, r.id;
