// name: shared-by
// group: network
// title: What do two banks have in common?
// title_zh: 两家银行有哪些共同点？
// ask: what do {one} and {other} (have in common|share)
// ask: (compare|common ground of) {one} and {other}
// ask_zh: {one}(和|与){other}有(哪些|什么)(共同点|相同之处|共同之处)
// means: {one} {other} share/compare/similar/relate ai? technology? use? model? bank? how? platform? what_is? win? what_is? several? initiative? where? yesno? say? fact? report? relate? area? product? unit? who?
// means: {one} {other} launch/product/technology/platform launch? product? technology? platform? ai? use? apply? offer? model? where? area? initiative?
// means: {one} {other} {*Metric} launch and? ai?
// param one: Bank = icbc
// param other: Bank = bank-of-communications
:param one => 'icbc';
:param other => 'bank-of-communications';
CALL () {
  MATCH (a:Bank {id: $one})-[r]->(x:Technology|Model|Platform|Product|Initiative|BusinessArea|CustomerSegment|Outcome)<-[q]-(b:Bank {id: $other})
  WHERE type(r) = type(q) AND coalesce(r.status, 'in use') = 'in use' AND coalesce(q.status, 'in use') = 'in use'
  RETURN a, b, type(r) AS relation, x, r, q
  UNION ALL
  MATCH (a:Bank {id: $one})-[:REPORTED]->(r:Observation)-[:OF_METRIC]->(x:Metric)<-[:OF_METRIC]-(q:Observation)<-[:REPORTED]-(b:Bank {id: $other})
  RETURN a, b, 'REPORTED' AS relation, x, r, q
}
WITH a, b, relation, x, r, q WHERE a.id <> b.id
RETURN a.id AS one_id, a.name AS one, b.id AS other_id, b.name AS other, relation, x.class AS class, x.id AS shared_id, x.name AS shared, x.name_en AS shared_en,
       r.sources + [s IN q.sources WHERE NOT s IN r.sources] AS sources, r.evidence + q.evidence AS evidence
ORDER BY class, shared_id, relation, r.id, q.id;
