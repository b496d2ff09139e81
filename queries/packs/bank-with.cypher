// name: bank-with
// group: initiatives
// title: What does a bank do with something?
// title_zh: 某家银行在某方面做了什么？
// note: What the bank, or something of its own, is stated to do with it, or with what has its name in its own (大模型专项项目组 with 大模型).
// note_zh: 列出该银行或其自有平台、产品、举措与所问事物的陈述；名称包含所问事物名称的一并列出。
// ask: what (does|did|has) {bank} (do|done) (with|about) {thing}
// ask_zh: {bank}(用|围绕){thing}做了?(什么|哪些事|哪些工作)
// means: {bank} {thing!Bank/Metric/BusinessArea/Source} doing what_is? what_for? initiative? launch? ai? service? technology? area? app?
// means: otherwise {bank} {thing!Bank/Metric} what_for/launch/apply/use/deploy/technology/platform/product/system/offer/initiative/service/serve/what_is/doing doing? what_for? launch? apply? use? deploy? technology? platform? product? system? offer? initiative? ai? model? serve? service? area? part? where? change? outcome? goal? loan? what_is? customer? run?
// means: {bank} {thing!Bank/Metric/BusinessArea/Source/Technology} how/doing initiative how? doing? ai? launch?
// param bank: Bank = bank-of-ningbo
// param thing: Entity = large-model
:param bank => 'bank-of-ningbo';
:param thing => 'large-model';
MATCH (b:Bank {id: $bank})
MATCH (asked:Entity {id: $thing})
CALL (b) {
  MATCH (b)-[r]->(y:Entity)
  RETURN b AS x, r, y, '' AS made, [] AS made_by, [] AS made_sources
  UNION ALL
  MATCH (b)-[q:LAUNCHED|DEVELOPED|OPERATES|OFFERS|PURSUES|ESTABLISHED]->(x:Entity)-[r]->(y:Entity)
  WHERE any(source IN q.sources WHERE source IN r.sources)
  RETURN x, r, y, q.id AS made, q.evidence AS made_by, q.sources AS made_sources
  UNION ALL
  MATCH (b)-[q:APPLIES_TO]->(y:BusinessArea)<-[r:APPLIES_TO]-(x:Technology|Model|Platform|Product)
  WHERE any(source IN q.sources WHERE source IN r.sources)
  RETURN x, r, y, q.id AS made, q.evidence AS made_by, q.sources AS made_sources
}
WITH b, asked, x, r, y, made, made_by, made_sources
WHERE asked.id IN [x.id, y.id] OR any(name IN [asked.name, asked.name_en] + coalesce(asked.aliases, []) WHERE y.name CONTAINS name OR y.name_en CONTAINS name)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, x.class AS class, x.id AS subject_id, x.name AS subject, type(r) AS relation,
       y.id AS object_id, y.name AS object, y.name_en AS object_en, r.role AS role, r.status AS status, r.period AS period, r.nature AS nature,
       r.attributed_to AS attributed_to, r.sources + [s IN made_sources WHERE NOT s IN r.sources] AS sources, r.evidence + [e IN made_by WHERE NOT e IN r.evidence] AS evidence
ORDER BY subject_id, relation, object_id, r.id, made;
