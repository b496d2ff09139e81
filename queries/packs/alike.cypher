// name: alike
// group: network
// title: Which banks are most alike, and in what?
// title_zh: 哪些银行与某家银行最相似，相似在哪里？
// note: Alike in these sources: counted are the things that both are stated to use, apply, pursue or achieve in the same way, and the metrics that both report. More is written about some banks than about others.
// note_zh: 指在这些来源中的相似：统计两家银行以相同方式使用、应用、推进或取得的事物，以及都报告的指标。各银行的报道篇幅不同。
// ask: (which|what) banks? (is|are) (most )?(like|alike|similar to) {bank}
// ask: who is (most )?(like|similar to) {bank}
// ask_zh: (哪些|什么|哪家)银行(与|和|跟){bank}(最)?(相似|相像|类似|像)(，?相似在哪里)?
// means: {bank} similar use? bank? who? others? model? where? share? how? most? compare? ai? area? more? initiative? report? fact? yesno? which?
// means: {bank} share most bank? who? others? compare? how? ai? where?
// param bank: Bank = bank-of-communications
:param bank => 'bank-of-communications';
CALL () {
  MATCH (b:Bank {id: $bank})-[r]->(x:Technology|Model|Platform|Product|Initiative|BusinessArea|CustomerSegment|Outcome)<-[q]-(other:Bank)
  WHERE type(r) = type(q) AND coalesce(r.status, 'in use') = 'in use' AND coalesce(q.status, 'in use') = 'in use'
  RETURN b, other, x, r.evidence + q.evidence AS spans
  UNION ALL
  MATCH (b:Bank {id: $bank})-[:REPORTED]->(r:Observation)-[:OF_METRIC]->(x:Metric)<-[:OF_METRIC]-(q:Observation)<-[:REPORTED]-(other:Bank)
  RETURN b, other, x, r.evidence + q.evidence AS spans
}
WITH b, other, x, spans WHERE other.id <> b.id
UNWIND spans AS span
WITH b, other, x, span ORDER BY x.id, span
WITH b, other, collect(DISTINCT x.name) AS shared, collect(DISTINCT span) AS evidence, collect(DISTINCT split(span, '#')[0]) AS sources
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, other.id AS other_id, other.name AS other, other.name_en AS other_en, size(shared) AS in_common, shared, sources, evidence
ORDER BY in_common DESC, other_id;
