// name: co-adopters
// group: adoption
// title: Which other banks use what a bank uses?
// title_zh: 哪些银行与某家银行使用相同的技术、模型或平台？
// ask: which (other )?banks use the same (technologies|things) as {bank}
// ask: who uses what {bank} uses
// ask_zh: (哪些|什么)银行与{bank}(使用|采用)了?(相同|同样)的(技术|东西)
// ask_zh: (谁|哪些银行)(使用|采用)了?和{bank}(相同|同样)的技术
// means: {bank} share bank/who/others use? technology? model? platform? others? run? based_on? yesno? win? product?
// means: {bank} others use technology/model based_on? run? who? bank? platform? yesno? win? product?
// means: {bank} others technology/model/platform based_on? run? who? bank? use? share? platform? -not
// param bank: Bank = psbc
:param bank => 'psbc';
MATCH (b:Bank {id: $bank})-[r:USES|DEPLOYS|DEVELOPED|LAUNCHED]->(t:Technology|Model|Platform)<-[q:USES|DEPLOYS|DEVELOPED|LAUNCHED]-(other:Bank)
WHERE coalesce(r.status, 'in use') = 'in use' AND coalesce(q.status, 'in use') = 'in use'
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, type(r) AS relation, t.id AS thing_id, t.name AS thing,
       other.id AS other_id, other.name AS other, type(q) AS relation_of_other,
       r.sources + [s IN q.sources WHERE NOT s IN r.sources] AS sources, r.evidence + q.evidence AS evidence
ORDER BY thing_id, other_id, relation, relation_of_other, r.id, q.id;
