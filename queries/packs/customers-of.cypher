// name: customers-of
// group: platforms
// title: Whom does a bank serve, and through what?
// title_zh: 某家银行通过什么服务哪些客户？
// note: A row that runs through a platform, product or initiative cites both facts.
// note_zh: 经由平台、产品或举措的行同时给出两处出处。
// ask: (whom|who) does {bank} serve(, and through what)?
// ask: (customers|customer segments) of {bank}
// ask_zh: {bank}(服务|面向)(哪些|什么)(客户|人群|客群|群体)
// ask_zh: {bank}通过什么服务(哪些|什么)(客户|人群|客群|群体)
// ask_zh: {bank}的(客户|客群)(有哪些|是谁)?
// means: {bank} serve customer? who? product? use? where? system? platform? how?
// means: {bank} customer who? system? platform? how?
// param bank: Bank = bank-of-communications
:param bank => 'bank-of-communications';
CALL () {
  MATCH (b:Bank {id: $bank})-[r:SERVES]->(s:Entity)
  RETURN b, b AS through, r, s, [] AS made_by, [] AS made_sources
  UNION ALL
  MATCH (b:Bank {id: $bank})-[q:LAUNCHED|DEVELOPED|OPERATES|OFFERS|PURSUES]->(x:Entity)-[r:SERVES]->(s:Entity)
  RETURN b, x AS through, r, s, q.evidence AS made_by, q.sources AS made_sources
}
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, through.class AS through_class, through.id AS through_id, through.name AS through,
       s.id AS segment_id, s.name AS segment, s.name_en AS segment_en, r.status AS status, r.period AS period,
       r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources + [x IN made_sources WHERE NOT x IN r.sources] AS sources, r.evidence + made_by AS evidence
ORDER BY segment_id, through_id, r.id, made_by;
