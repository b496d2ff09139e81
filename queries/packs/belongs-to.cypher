// name: belongs-to
// group: initiatives
// title: What is something part of?
// title_zh: 某个主体属于什么？
// ask: what does {part} belong to
// ask: what is {part} (a )?part of
// ask_zh: {part}(属于|隶属于|归属于)(什么|哪里|谁|哪家银行)
// means: {part!Metric} belong lead? bank? who? where? platform? initiative? most? more? part? area? app? system? product? serve? service? model? what_is? outcome? document? unit?
// param part: Entity = deepseek
:param part => 'deepseek';
MATCH (p:Entity {id: $part})-[r:PART_OF]->(w:Entity)
RETURN p.id AS part_id, p.name AS part, w.class AS class, w.id AS whole_id, w.name AS whole, w.name_en AS whole_en, r.role AS role,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY class, whole_id, r.id;
