// name: banks-not-applying-ai-to
// group: gaps
// title: Which banks are not said to apply AI to an area?
// title_zh: 来源未提及哪些银行把AI应用于某个领域？
// note: Not said in these sources; that says nothing about what a bank does. The evidence is where each bank is named.
// note_zh: 指在这些来源中未见提及，并不说明该银行没有。出处为各银行被提到之处。
// ask: which banks (do not|don't) apply ai (to|in) {area}
// ask_zh: (哪些|什么)银行(没有|没|未|尚未)(在|把AI应用于|将AI应用于){area}(领域)?(应用)?(AI|人工智能)?
// means: bank/who not {area} ai/apply/use ai? apply? use? area? deploy? report? mention? claim? fact? say? service? document? news? relate? run? launch? technology?
// param area: BusinessArea = customer-service
:param area => 'customer-service';
MATCH (a:BusinessArea {id: $area})
MATCH (b:Bank)-[named:CITES]->(s:Source)
WHERE NOT EXISTS { MATCH (b)-[:APPLIES_TO]->(some:BusinessArea) WHERE any(name IN [a.name] + coalesce(a.aliases, []) WHERE some.name CONTAINS name) }
  AND NOT EXISTS {
    MATCH (b)-[q:LAUNCHED|DEVELOPED|OPERATES|OFFERS|PURSUES|ESTABLISHED]->(:Entity)-[r:APPLIES_TO]->(some:BusinessArea)
    WHERE any(source IN q.sources WHERE source IN r.sources) AND any(name IN [a.name] + coalesce(a.aliases, []) WHERE some.name CONTAINS name)
  }
WITH a, b, s, named ORDER BY s.id, named.start
WITH a, b, collect(DISTINCT s.id) AS sources, collect(s.id + '#char=' + toString(named.start) + ',' + toString(named.end)) AS evidence
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, a.id AS area_id, a.name AS area, sources, evidence
ORDER BY bank_id;
