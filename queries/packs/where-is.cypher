// name: where-is
// group: organization
// title: Where is something?
// title_zh: 某个机构、平台或产品在哪里？
// ask: where is {thing}( located| based)?
// ask: (in )?(which|what) (city|place) is {thing}( in| located in)?
// ask_zh: {thing}(在|位于)(哪里|哪儿|哪个城市|哪座城市|什么地方)
// means: {thing!Bank/Place/Metric/Technology/Model/BusinessArea/Initiative} where/place where? place? launch? unit? platform? product? system? run? what_is? country?
// means: {*Bank} {thing!Bank/Place/Metric/Technology/Model/BusinessArea/Initiative} where/place where? place? launch? unit? platform? product? system? run? what_is? country?
// param thing: Entity = data-asset-financing-platform
:param thing => 'data-asset-financing-platform';
MATCH (x:Entity {id: $thing})-[r:LOCATED_IN]->(p:Place)
RETURN x.class AS class, x.id AS thing_id, x.name AS thing, x.name_en AS thing_en, p.id AS place_id, p.name AS place, p.name_en AS place_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to, r.sources AS sources, r.evidence AS evidence
ORDER BY place_id, r.id;
