// name: banks-by-source
// group: evidence
// title: Which banks do the sources name, and how many sources name each?
// title_zh: 来源点名了哪些银行，各被几个来源点名？
// ask: (which|what) banks (are|is) (in the graph|in the data|named|covered)
// ask_zh: (图谱|数据)(里|中)?有(哪些|多少家|几家)银行
// means: bank news/mention/several mention? news? several? most? who? many? say? report? once?
MATCH (b:Bank)-[c:CITES]->(s:Source)
WITH b, s, c ORDER BY s.id, c.start
WITH b, collect(DISTINCT s.id) AS sources, collect(s.id + '#char=' + toString(c.start) + ',' + toString(c.end)) AS evidence
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, size(sources) AS named_by, sources, evidence
ORDER BY named_by DESC, bank_id;
