// name: serving
// group: platforms
// title: Who or what serves a group of customers?
// title_zh: 哪些银行、平台或产品服务某类客户？
// ask: (who|what) serves {segment}
// ask: (which|what) (banks|platforms|products) serve {segment}
// ask_zh: (谁|什么|哪些银行|哪些平台|哪些产品|哪些平台和产品)服务于?{segment}
// means: {segment} serve/offer bank? who? platform? product? service? launch? what_for? use? initiative? area?
// means: {segment} platform/product/service platform? product? bank? launch? what_for? who? use? initiative? area?
// param segment: CustomerSegment = small-and-micro-enterprises
:param segment => 'small-and-micro-enterprises';
MATCH (x:Entity)-[r:SERVES]->(s:Entity {id: $segment})
RETURN s.id AS segment_id, s.name AS segment, x.class AS class, x.id AS serving_id, x.name AS serving, x.name_en AS serving_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY class, serving_id, r.id;
