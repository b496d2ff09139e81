// name: without-outcome
// group: gaps
// title: Which initiatives are without a reported outcome?
// title_zh: 哪些举措没有报告成效？
// note: No outcome is stated in these sources; that says nothing about what was reached.
// note_zh: 指在这些来源中未见成效的表述，并不说明没有成效。
// ask: (which|what) initiatives (are without|have no) (a )?(reported )?(outcome|result)s?
// ask_zh: (哪些|什么)举措(没有|未|没)(报告|披露|提到)?(成效|成果|结果)
// means: initiative not outcome/goal ai? news? report? mention? bank? fact? figure? say? who? yesno?
MATCH (x:Entity)-[r:LAUNCHED|DEVELOPED|PURSUES]->(i:Initiative)
WHERE NOT EXISTS { MATCH (i)-[:ACHIEVED]->(:Entity) }
RETURN i.id AS initiative_id, i.name AS initiative, i.name_en AS initiative_en, x.class AS class, x.id AS by_id, x.name AS by, type(r) AS relation,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY initiative_id, by_id, relation, r.id;
