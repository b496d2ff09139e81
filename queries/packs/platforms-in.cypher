// name: platforms-in
// group: platforms
// title: Which platforms and products work in an area?
// title_zh: 哪些平台和产品应用于某个领域？
// ask: (which|what) (platforms and products|platforms|products) (work in|apply to|are for|are used in) {area}
// ask_zh: (哪些|什么)(平台和产品|平台|产品)(应用|用)于{area}
// means: {area} platform/product/system area? system? platform? product? use? apply? serve? run? deal? offer? launch? who? bank? ai? technology? where?
// param area: BusinessArea = marketing
:param area => 'marketing';
MATCH (x:Platform|Product)-[r:APPLIES_TO]->(a:BusinessArea {id: $area})
RETURN a.id AS area_id, a.name AS area, x.class AS class, x.id AS thing_id, x.name AS thing, x.name_en AS thing_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY class, thing_id, r.id;
