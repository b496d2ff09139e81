// name: banks-applying-ai-to
// group: areas
// title: Which banks apply AI to a business area?
// title_zh: 哪些银行在某业务领域应用人工智能？
// ask: which banks (apply|use) (ai|artificial intelligence) (to|in|for) {area}
// ask_zh: 哪些银行(在|把AI用于|将AI应用于){area}(中|领域)?(应用|使用)?(AI|人工智能)?
// param area: BusinessArea = customer-service
:param area => 'customer-service';
MATCH (b:Bank)-[r:APPLIES_TO]->(a:BusinessArea {id: $area})
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, a.id AS area_id, a.name AS area,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to, r.sources AS sources, r.evidence AS evidence
ORDER BY bank_id, r.id;
