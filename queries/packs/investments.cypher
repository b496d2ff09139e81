// name: investments
// group: organization
// title: Who invests or hires, and for what?
// title_zh: 谁在投资或招聘，投向什么、招什么？
// note: How much is invested is a figure: bankgraph figures-for METRIC.
// note_zh: 投入金额属于数值：bankgraph figures-for 指标。
// ask: who (invests|hires|recruits)
// ask: which banks (are hiring|are recruiting|hire|recruit|invest)
// ask_zh: (哪些|哪家)银行(正在|在)?(招聘|招募|招人|投资)
// means: bank/who hire hire? staff? technology? ai? who? area? where? invest? bank?
// means: bank/who invest where/area/hire technology? ai? who? hire? staff?
MATCH (x:Organization)-[r:INVESTS_IN|RECRUITS_FOR]->(y:Entity)
RETURN x.id AS organization_id, x.name AS organization, x.name_en AS organization_en, type(r) AS relation, y.class AS class, y.id AS object_id, y.name AS object, y.name_en AS object_en,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY relation, organization_id, object_id, r.id;
