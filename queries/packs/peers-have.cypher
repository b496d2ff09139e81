// name: peers-have
// group: gaps
// title: Which technologies, models and areas do other banks have and a bank not?
// title_zh: 哪些技术、模型和领域其他银行有而某家银行没有？
// note: Not said in these sources; that says nothing about what a bank has. The evidence is of the banks that have it.
// note_zh: 指在这些来源中未见提及，并不说明该银行没有。出处为拥有者的表述。
// ask: what (do other banks|do peers) have that {bank} (does not|doesn't|lacks)
// ask: what does {bank} lack( that its peers have)?
// ask_zh: (其他银行|同业)有而{bank}没有的?(是什么|有哪些|技术)?
// ask_zh: {bank}(比)?(同业|其他银行)(缺|少)(了)?(什么|哪些)
// means: {bank} not others compare? technology? area? apply? platform? model? use? where? ai? win? initiative? deploy? product? launch? change?
// means: {bank} not technology? use? where? ai? win? initiative? compare? area? model? apply? deploy? platform? product? launch? change? others?
// param bank: Bank = icbc
:param bank => 'icbc';
MATCH (b:Bank {id: $bank})
MATCH (other:Bank)-[r:USES|DEPLOYS|DEVELOPED|LAUNCHED|APPLIES_TO]->(x:Technology|Model|BusinessArea)
WHERE other.id <> b.id AND coalesce(r.status, 'in use') = 'in use' AND NOT EXISTS { MATCH (b)-[:USES|DEPLOYS|DEVELOPED|LAUNCHED|APPLIES_TO]->(x) }
UNWIND r.evidence AS span
WITH b, x, other, span ORDER BY other.id, span
WITH b, x, collect(DISTINCT other.name) AS others, collect(DISTINCT span) AS evidence, collect(DISTINCT split(span, '#')[0]) AS sources
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, x.class AS class, x.id AS thing_id, x.name AS thing, x.name_en AS thing_en, others AS had_by, size(others) AS banks, sources, evidence
ORDER BY banks DESC, class, thing_id;
