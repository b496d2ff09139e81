// name: outcomes-of
// group: initiatives
// title: What does something aim at, and what did it achieve?
// title_zh: 某个主体的目标与成效是什么？
// note: AIMS_AT is a goal, ACHIEVED what a source says was reached.
// note_zh: AIMS_AT 为目标，ACHIEVED 为来源所称已取得的成效。
// ask: what (did|has) {entity} (achieve|achieved)
// ask: what does {entity} aim at, and what did it achieve
// ask: (outcomes|results|aims|goals) of {entity}
// ask: what does {entity} aim at
// ask_zh: {entity}的?(目标|成效|成果|效果)(是什么|有哪些|如何)?
// ask_zh: {entity}(取得|实现)了?(哪些|什么)(成效|成果|效果|目标)
// means: {entity} outcome/goal ai? how? figure? deploy? apply? win? change? report? say? launch? serve? what_for? yesno? fact? use? run? offer? where? many? bank? mention?
// param entity: Entity = icbc
:param entity => 'icbc';
MATCH (e:Entity {id: $entity})-[r:AIMS_AT|ACHIEVED]->(o:Entity)
RETURN e.id AS entity_id, e.name AS entity, type(r) AS relation, o.id AS outcome_id, o.name AS outcome, o.name_en AS outcome_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY relation, outcome_id, r.id;
