// name: who-runs
// group: initiatives
// title: Who launched, developed, operates, offers or pursues something?
// title_zh: 某项举措、平台或产品由谁推出、研发、运营、提供或推进？
// ask: who (launched|developed|operates|offers|pursues|runs|built|made|issued) {thing}
// ask: whose is {thing}
// ask_zh: (谁|哪家银行|哪些银行|哪个机构)(推出|研发|运营|提供|推进|开发|发布|打造)了?{thing}
// ask_zh: {thing}(是)?(由)?(谁|哪家银行|哪个机构)(推出|研发|运营|提供|推进|开发|发布|打造)的?
// means: {thing!Metric} whose platform? product? initiative? model? bank? lead? run? launch? offer? publish? who? area? technology? service? system? what_is?
// means: {thing!Metric} who/bank launch/run/offer/publish launch? run? offer? publish? belong? platform? product? initiative? lead? model? area? technology? service? system? what_is?
// param thing: Entity = d-icbc
:param thing => 'd-icbc';
MATCH (w:Entity)-[r:LAUNCHED|DEVELOPED|OPERATES|OFFERS|PURSUES|ESTABLISHED|ISSUED|HELD]->(t:Entity {id: $thing})
RETURN t.id AS thing_id, t.name AS thing, type(r) AS relation, w.class AS class, w.id AS who_id, w.name AS who, w.name_en AS who_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY relation, who_id, r.id;
