// name: awards-of
// group: awards
// title: Which awards did a bank, or what it makes, receive?
// title_zh: 某家银行及其平台、举措获得过哪些奖项？
// note: A year is that of the statement, or stands in the award's name; any is every year.
// note_zh: 年份指陈述所注期间，或奖项名称中的年份；any 表示不限。
// ask: (which|what) awards did {bank} (win|receive|get)
// ask: (awards|prizes) of {bank}
// ask_zh: {bank}(获得|获|得)过?了?(哪些|什么)(奖|奖项|荣誉)
// means: {bank} award win? many? {year:20[0-9][0-9]}? yesno? initiative? platform? product? outcome? model? use? compare? others? launch? say? report? who? what_is? mention? fact?
// means: {bank} {*Entity!Bank/Metric} award win? many? outcome? initiative? launch?
// param bank: Bank = bank-of-communications
// param year: text = any
:param bank => 'bank-of-communications';
:param year => 'any';
CALL () {
  MATCH (b:Bank {id: $bank})-[r:RECEIVED]->(a:Award) RETURN b, b AS winner, r, a, [] AS made_by, [] AS made_sources
  UNION ALL
  MATCH (b:Bank {id: $bank})-[q:LAUNCHED|DEVELOPED|OPERATES|OFFERS|PURSUES]->(x:Entity)-[r:RECEIVED]->(a:Award)
  RETURN b, x AS winner, r, a, q.evidence AS made_by, q.sources AS made_sources
  UNION ALL
  MATCH (b:Bank {id: $bank})<-[q:PART_OF]-(x:Entity)-[r:RECEIVED]->(a:Award)
  RETURN b, x AS winner, r, a, q.evidence AS made_by, q.sources AS made_sources
}
WITH b, winner, r, a, made_by, made_sources
WHERE $year = 'any' OR r.period STARTS WITH $year OR a.name CONTAINS $year
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, winner.id AS winner_id, winner.name AS winner, a.id AS award_id, a.name AS award, a.name_en AS award_en,
       r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources + [x IN made_sources WHERE NOT x IN r.sources] AS sources, r.evidence + made_by AS evidence
ORDER BY award_id, winner_id, r.id, made_by;
