// name: parts-of
// group: initiatives
// title: What does an initiative, platform or organization comprise?
// title_zh: 某项举措、平台或机构包含哪些组成部分？
// ask: what (are the parts of|is part of|does) {whole}( comprise| include)?
// ask: (components|parts) of {whole}
// ask_zh: {whole}(包括|包含|涵盖)了?(哪些|什么)(部分|内容|组成部分)?
// ask_zh: {whole}的组成部分
// means: {whole!Metric} part who? unit? platform? initiative?
// param whole: Entity = d-icbc
:param whole => 'd-icbc';
MATCH (p:Entity)-[r:PART_OF]->(w:Entity {id: $whole})
RETURN w.id AS whole_id, w.name AS whole, p.class AS class, p.id AS part_id, p.name AS part, p.name_en AS part_en, r.role AS role,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY class, part_id, r.id;
