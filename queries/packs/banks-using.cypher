// name: banks-using
// group: adoption
// title: Which banks use a model, technology or product?
// title_zh: 哪些银行使用某个模型、技术或产品？
// ask: which banks? (use|uses|are using|is using|employ|employs|have adopted|adopt) {thing}
// ask_zh: (哪些|哪家|什么)银行(使用|采用|运用|用|用上|引入|应用)了?{thing}
// means: bank use/apply {thing!Bank/Metric} news? report? mention? say? who? technology? model? platform? product? service? launch?
// param thing: Entity = large-model
:param thing => 'large-model';
MATCH (b:Bank)-[r:DEPLOYS|USES]->(x:Entity {id: $thing})
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, type(r) AS relation, x.id AS thing_id, x.name AS thing,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY bank_id, relation, r.id;
