// name: areas-by-bank
// group: areas
// title: Which areas have the most banks?
// title_zh: 哪些领域有最多银行涉足？
// ask: (which|what) areas have the most banks
// ask: where do (most )?banks apply ai
// ask_zh: (哪些|什么)(领域|业务)(有)?(最多|较多)的?银行(涉足|应用)?
// ask_zh: 银行(主要)?在(哪些|什么)领域应用(AI|人工智能)
// means: area bank figure? most? apply? use? ai? launch? many? initiative? serve? part? mention? more? where? who? others? yesno? unit? technology?
// means: area ai apply/use/most bank? most? where? who? others? figure? yesno? unit? technology?
// means: ai apply/use where bank? most? who? others? figure? yesno? unit? technology?
// means: area most who/others/bank ai? apply? use? where? figure?
MATCH (b:Bank)-[r:APPLIES_TO]->(a:BusinessArea)
UNWIND r.evidence AS span
WITH a, b, span ORDER BY b.id, span
WITH a, collect(DISTINCT b.name) AS names, collect(DISTINCT span) AS evidence, collect(DISTINCT split(span, '#')[0]) AS sources
RETURN a.id AS area_id, a.name AS area, a.name_en AS area_en, size(names) AS banks, names AS bank_names, sources, evidence
ORDER BY banks DESC, area_id;
