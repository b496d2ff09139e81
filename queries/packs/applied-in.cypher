// name: applied-in
// group: areas
// title: What is applied in an area, by whomever?
// title_zh: 某个领域应用了什么？
// ask: what is applied (in|to) {area}
// ask: (everything|what) (is )?(used )?in {area}
// ask_zh: {area}(领域)?(应用|用到|使用)了?(哪些|什么)
// means: {area} apply/use area? ai? technology? model? where? how? serve? launch? deploy? who? bank?
// means: {area} technology apply/use system/platform/product area? ai? model? serve? launch? deploy? who? bank?
// means: {area} ai how? serve? launch? deploy? who? bank?
// param area: BusinessArea = customer-service
:param area => 'customer-service';
MATCH (x:Entity)-[r:APPLIES_TO]->(a:BusinessArea {id: $area})
RETURN a.id AS area_id, a.name AS area, x.class AS class, x.id AS applied_id, x.name AS applied, x.name_en AS applied_en, r.role AS role,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY class, applied_id, r.id;
