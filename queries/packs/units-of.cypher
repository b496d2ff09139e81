// name: units-of
// group: organization
// title: Which units does a bank have or set up?
// title_zh: 某家银行有或设立了哪些机构和部门？
// ask: (which|what) (units|departments|branches|teams) does {bank} (have|set up|have or set up)
// ask: (units|departments|branches) of {bank}
// ask_zh: {bank}(有|设立|成立|有或设立)了?(哪些|什么)(部门|机构|分行|团队|分支机构|机构和部门)
// means: {bank} unit launch? run? offer? win? place? yesno?
// means: {bank} {*Technology} unit launch? run? win? use? what_is?
// param bank: Bank = bank-of-communications
:param bank => 'bank-of-communications';
CALL () {
  MATCH (b:Bank {id: $bank})-[r:ESTABLISHED]->(u:OrganizationUnit) RETURN b, r, u
  UNION ALL
  MATCH (b:Bank {id: $bank})<-[r:PART_OF]-(u:OrganizationUnit) RETURN b, r, u
}
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, type(r) AS relation, u.id AS unit_id, u.name AS unit, u.name_en AS unit_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY unit_id, relation, r.id;
