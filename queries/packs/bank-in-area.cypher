// name: bank-in-area
// group: areas
// title: What does a bank do in a business area?
// title_zh: 某家银行在某个领域做了什么？
// note: An area whose Chinese name holds a name of the one asked for is listed too (风险监测 with 风险), as is what the bank has that is applied there.
// note_zh: 中文名称包含所问领域某一名称的领域一并列出；银行应用于该领域的平台、产品和举措也列出。
// ask: what does {bank} do (in|for) {area}
// ask_zh: {bank}在{area}(领域|方面)?(做了什么|有什么动作|有哪些应用)
// means: {bank} {area} what_for/launch/apply/use/technology/platform/product/system/offer/initiative/service/what_is what_is? what_for? launch? apply? use? technology? platform? product? system? offer? initiative? ai? model? serve? customer? service? area? part? where? change? outcome? goal? loan?
// param bank: Bank = bank-of-qingdao
// param area: BusinessArea = risk-monitoring
:param bank => 'bank-of-qingdao';
:param area => 'risk-monitoring';
MATCH (asked:BusinessArea {id: $area})
MATCH (b:Bank {id: $bank})
CALL (b) {
  MATCH (b)-[r:APPLIES_TO]->(a:BusinessArea) RETURN b AS x, r, a, 'APPLIES_TO' AS relation, [] AS made_by, [] AS made_sources
  UNION ALL
  MATCH (b)-[q:LAUNCHED|DEVELOPED|OPERATES|OFFERS|PURSUES|USES|DEPLOYS]->(x:Entity)-[r:APPLIES_TO]->(a:BusinessArea)
  WHERE any(source IN q.sources WHERE source IN r.sources)
  RETURN x, r, a, type(q) AS relation, q.evidence AS made_by, q.sources AS made_sources
}
WITH asked, b, x, r, a, relation, made_by, made_sources
WHERE a.id = asked.id OR any(name IN [asked.name] + coalesce(asked.aliases, []) WHERE a.name CONTAINS name)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, relation, x.class AS class, x.id AS thing_id, x.name AS thing, x.name_en AS thing_en,
       a.id AS area_id, a.name AS area, a.name_en AS area_en, r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources + [s IN made_sources WHERE NOT s IN r.sources] AS sources, r.evidence + made_by AS evidence
ORDER BY area_id, class, thing_id, relation, r.id, made_by;
