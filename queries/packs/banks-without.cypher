// name: banks-without
// group: gaps
// title: Which banks report no figure for a metric?
// title_zh: 哪些银行没有报告某项指标？
// note: Not reported in these sources; that says nothing about what a bank has.
// note_zh: 指在这些来源中未见报告，并不说明该银行没有。
// ask: which banks? (reports? no figures? for|reports? no|have no figures? for|has no figures? for|do not report|does not report) {metric}
// ask_zh: (哪些|哪家)银行(没有|没|未)(报告|披露|公布)过?{metric}
// means: bank/who not report/figure {metric} figure? report? only? yesno? what_is? offer? many? publish? mention? say? launch? others?
// param metric: Metric = ai-application-scenarios
:param metric => 'ai-application-scenarios';
MATCH (m:Metric {id: $metric})
MATCH (b:Bank)-[named:CITES]->(s:Source)
WHERE NOT EXISTS { MATCH (b)-[:REPORTED]->(:Observation)-[:OF_METRIC]->(m) }
WITH m, b, s, named ORDER BY s.id, named.start
WITH m, b, collect(DISTINCT s.id) AS sources, collect(s.id + '#char=' + toString(named.start) + ',' + toString(named.end)) AS evidence
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric, sources, evidence
ORDER BY bank_id;
