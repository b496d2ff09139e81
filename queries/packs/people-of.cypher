// name: people-of
// group: organization
// title: Who leads a bank or one of its units?
// title_zh: 某家银行及其部门由谁领导？
// ask: who (leads|heads|runs|is in charge of) {organization}
// ask: (leaders|people) of {organization}
// ask_zh: (谁)(领导|负责|执掌){organization}
// ask_zh: {organization}的?(负责人|领导|高管|董事长|行长)(是谁|有谁|有哪些)
// param organization: Entity = icbc
:param organization => 'icbc';
MATCH (p:Person)-[r:LEADS]->(x:Entity)
WHERE x.id = $organization OR EXISTS { MATCH (x)-[:PART_OF]->(:Entity {id: $organization}) }
RETURN x.id AS organization_id, x.name AS organization, p.id AS person_id, p.name AS person, p.name_en AS person_en, r.role AS role,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY person_id, r.id;
