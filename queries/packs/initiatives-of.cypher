// name: initiatives-of
// group: initiatives
// title: Which initiatives does a bank pursue?
// title_zh: 某家银行推进哪些举措？
// ask: (which|what) (initiatives|strategies|plans) does {bank} (pursue|have|run)
// ask_zh: {bank}(推进|推出|有)了?(哪些|什么)(举措|战略|规划|计划)
// means: {bank} initiative ai? launch? run? goal? say? what_is? influence? win? use? many? deploy? apply? report? mention? where? how? who? technology? yesno?
// param bank: Bank = bank-of-beijing
:param bank => 'bank-of-beijing';
MATCH (b:Bank {id: $bank})-[r:LAUNCHED|DEVELOPED|PURSUES]->(i:Initiative)
RETURN b.id AS bank_id, b.name AS bank, type(r) AS relation, i.id AS initiative_id, i.name AS initiative,
       i.name_en AS initiative_en, i.initiative_type AS initiative_type, r.status AS status,
       r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to, r.sources AS sources, r.evidence AS evidence
ORDER BY initiative_id, relation, r.id;
