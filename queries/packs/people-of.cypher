// name: people-of
// group: organization
// title: Who leads a bank or one of its units?
// title_zh: 某家银行及其部门由谁领导？
// ask: who (leads|heads|runs|is in charge of|leads a unit of) {organization}
// ask: (leaders|people) of {organization}
// ask: who (leads|heads) {organization} (or one of its units|and its units)
// ask: who is (the )?{office:chairman|president|vice president|chief information officer|cio} (of|at) {organization}
// ask: who is {organization}'?s {office:chairman|president|vice president|chief information officer|cio}
// ask_zh: 谁(领导|负责|执掌|管理){organization}
// ask_zh: {organization}(及其部门)?由谁(领导|负责|管理)
// ask_zh: {organization}的?(负责人|领导|高管|领导人)(是谁|有谁|有哪些)
// ask_zh: {organization}的?{office:董事长|副行长|行长|首席信息官}(是谁|有谁|是哪位)
// ask_zh: 谁是{organization}的?{office:董事长|副行长|行长|首席信息官}
// means: {organization} lead who? what_is? fact? technology? say? use? report? win?
// means: {organization} {office:董事长|副行长|行长|首席信息官|chairman|president|vice president|chief information officer|cio} who? lead? what_is?
// note: An office is found by its usual names in Chinese and English; any is every one.
// note_zh: 职务按中英文通用名称查找；any 表示不限职务。
// param organization: Entity = icbc
// param office: text = any
:param organization => 'icbc';
:param office => 'any';
WITH [['董事长', 'chairman'], ['行长', 'president'], ['副行长', 'vice president'], ['首席信息官', 'chief information officer', 'cio']] AS offices
WITH coalesce([office IN offices WHERE toLower($office) IN office][0], [toLower($office)]) AS asked
MATCH (p:Person)-[r:LEADS]->(x:Entity)
WHERE ($office = 'any' OR toLower(r.role) IN asked) AND (x.id = $organization OR EXISTS { MATCH (x)-[:PART_OF]->(:Entity {id: $organization}) })
RETURN x.id AS organization_id, x.name AS organization, p.id AS person_id, p.name AS person, p.name_en AS person_en, r.role AS role,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY person_id, r.id;
