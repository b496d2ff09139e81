// name: banks-in-source
// group: evidence
// title: Which banks does a source name?
// title_zh: 某个来源点名了哪些银行？
// ask: (which|what) banks (does|do|did) {source} (mention|name|cover|discuss|talk about)
// ask: (which|what) banks (are|is) (named|mentioned|covered) (in|by) {source}
// ask_zh: {source}(提到|点名|讲|写|涉及|介绍)了?(哪些|哪几家)银行
// means: {source} bank which/who/many mention? say? news? report? several? document?
// param source: Source = caijing-wang-2025-11-27
:param source => 'caijing-wang-2025-11-27';
MATCH (b:Bank)-[c:CITES]->(s:Source {id: $source})
WITH b, s, c ORDER BY c.start
WITH b, s, collect(s.id + '#char=' + toString(c.start) + ',' + toString(c.end)) AS evidence
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, s.id AS source_id, s.title AS title, [s.id] AS sources, evidence
ORDER BY bank_id;
