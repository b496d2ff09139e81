// name: initiatives-by-bank
// group: initiatives
// title: Which bank pursues which initiatives?
// title_zh: 各银行分别推进哪些举措？
// ask: which banks? pursues? which initiatives
// ask: list (all )?initiatives( by bank)?
// ask_zh: (各家?|哪些)银行(分别)?(推进|推出|有)了?(哪些|什么)(举措|战略|计划)
// means: bank initiative ai? launch? who? run? not? differ? what_is? win? compare? share? relate? use? technology? platform? report? say?
MATCH (b:Bank)-[r:LAUNCHED|DEVELOPED|PURSUES]->(i:Initiative)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, type(r) AS relation, i.id AS initiative_id, i.name AS initiative,
       i.name_en AS initiative_en, i.initiative_type AS initiative_type, r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY bank_id, initiative_id, relation, r.id;
