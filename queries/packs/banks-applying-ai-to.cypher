// name: banks-applying-ai-to
// group: areas
// title: Which banks apply AI to a business area?
// title_zh: 哪些银行在某业务领域应用人工智能？
// note: An area whose Chinese name holds a name of the one asked for is listed too (信贷风控 with 风控), as is a bank of whose own platforms, products or initiatives one is applied there. The sources name the area; whether it is AI or another technology that serves it stands in the evidence.
// note_zh: 中文名称包含所问领域某一名称的领域一并列出（如问风控，含信贷风控）；自有平台、产品或举措应用于该领域的银行也列出。来源点名该领域；所用是人工智能还是其他技术，见出处原文。
// ask: which banks? (apply|applies|use|uses) (ai|artificial intelligence) (to|in|for) {area}
// ask_zh: 哪些银行(在|把AI用于|将AI应用于){area}(中|领域)?(应用|使用)?(AI|人工智能)?
// means: bank/who {area} ai apply? use? launch? area? deploy? based_on? run? where? report? mention? say? fact? news? yesno? model? technology?
// means: bank/who {area} apply/use/launch area? based_on? run? where? report? mention? say? fact? news? yesno? model? technology?
// means: bank {area} who? area? based_on? run? where? report? mention? say? fact? news? yesno? model? technology?
// means: bank/who {area} {*BusinessArea} ai/apply/use/launch ai? apply? use? launch? area? deploy? mention? technology?
// param area: BusinessArea = customer-service
:param area => 'customer-service';
MATCH (asked:BusinessArea {id: $area})
CALL () {
  MATCH (b:Bank)-[r:APPLIES_TO]->(a:BusinessArea)
  RETURN b, null AS through, r, a, '' AS made, [] AS made_by, [] AS made_sources
  UNION ALL
  MATCH (b:Bank)-[q:LAUNCHED|DEVELOPED|OPERATES|OFFERS|PURSUES|ESTABLISHED]->(x:Entity)-[r:APPLIES_TO]->(a:BusinessArea)
  WHERE any(source IN q.sources WHERE source IN r.sources)
  RETURN b, x.name AS through, r, a, q.id AS made, q.evidence AS made_by, q.sources AS made_sources
}
WITH asked, b, through, r, a, made, made_by, made_sources
WHERE any(name IN [asked.name] + coalesce(asked.aliases, []) WHERE a.name CONTAINS name)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, through, a.id AS area_id, a.name AS area,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources + [s IN made_sources WHERE NOT s IN r.sources] AS sources, r.evidence + [e IN made_by WHERE NOT e IN r.evidence] AS evidence
ORDER BY bank_id, r.id, made;
