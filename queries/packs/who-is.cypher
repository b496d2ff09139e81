// name: who-is
// group: organization
// title: Who is a person, and what does that person lead?
// title_zh: 某人是谁，担任什么职务？
// ask: who is {person}
// ask: what (office|post|title|role)s? does {person} (have|hold)
// ask_zh: {person}是谁
// ask_zh: {person}(担任|任)(什么|哪些)职(务|位)
// means: {person} who/what_is/lead/office who? what_is? lead? office? bank? where? what_for? say? {*Organization}?
// param person: Person = qian-bin
:param person => 'qian-bin';
MATCH (p:Person {id: $person})-[r:LEADS|SPOKE_AT]->(x:Entity)
RETURN p.id AS person_id, p.name AS person, p.name_en AS person_en, type(r) AS relation, r.role AS role, x.class AS class, x.id AS other_id, x.name AS other, x.name_en AS other_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY relation, other_id, role, r.id;
