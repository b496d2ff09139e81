// name: investments-of
// group: organization
// title: What does a bank invest in and hire for?
// title_zh: 某家银行投资于什么、为什么招聘？
// note: How much is invested is a figure: bankgraph figures-of BANK.
// note_zh: 投入金额属于数值：bankgraph figures-of 银行。
// ask: what does {organization} (invest in|hire for|recruit for|invest in and hire for)
// ask: (investments|hiring) of {organization}
// ask_zh: {organization}(投资|投入)(于|在)?(什么|哪些领域|哪些方面|哪里)
// ask_zh: {organization}(招聘|招募)(什么|哪些)(人才|岗位|人员)?
// means: {organization} invest where? area? technology? ai? hire? lead?
// means: {organization} hire who? invest? lead? customer? where? technology?
// param organization: Organization = icbc
:param organization => 'icbc';
MATCH (x:Organization {id: $organization})-[r:INVESTS_IN|RECRUITS_FOR]->(y:Entity)
RETURN x.id AS organization_id, x.name AS organization, type(r) AS relation, y.class AS class, y.id AS object_id, y.name AS object, y.name_en AS object_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY relation, object_id, r.id;
