// name: located-in
// group: organization
// title: What is in a place?
// title_zh: 某地有哪些机构或平台？
// ask: what is (located )?in {place}
// ask: which (branches|units|platforms) are in {place}
// ask: what (is|are) there in {place}
// ask_zh: {place}有(哪些|什么)(机构|分行|平台)
// ask_zh: (哪些|什么)(机构|分行|平台)(在|位于){place}
// ask_zh: {place}有(哪些|什么)(东西)?
// means: {place} unit/platform/place where? unit? platform? bank? -where serve? who? launch? service? product? system? what_is? area? fact?
// param place: Place = wuhan
:param place => 'wuhan';
MATCH (x:Entity)-[r:LOCATED_IN]->(p:Place {id: $place})
RETURN p.id AS place_id, p.name AS place, x.class AS class, x.id AS located_id, x.name AS located, x.name_en AS located_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY class, located_id, r.id;
