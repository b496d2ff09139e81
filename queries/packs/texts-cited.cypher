// name: texts-cited
// group: evidence
// title: Which texts is the graph made of?
// title_zh: 图谱由哪些文本构成？
// note: graph_state is the fingerprint of the whole graph, and graph_statements how many statements it has from all texts. The evidence is the first place where the text names a thing.
// note_zh: graph_state 为整个图谱的指纹，graph_statements 为全部文本的陈述总数。出处为该文本首次点名某事物之处。
// ask: which (texts|sources) is the graph made of
// ask_zh: 图谱(由|有)哪些(文本|来源)(构成)?
// means: news figure? fact? based_on? use? many? mention? where? part? launch? document? say? report? what_is? change? who?
// means: news based_on/launch/use document? fact? say?
// means: where figure place
// means: document based_on/launch figure? fact?
MATCH (s:Source)<-[named:CITES]-(:Entity)
WITH s, named ORDER BY s.id, named.start, named.end
WITH s, count(named) AS things_named, collect(s.id + '#char=' + toString(named.start) + ',' + toString(named.end))[0] AS first
CALL () { MATCH (g:GraphVersion) RETURN g.fingerprint AS graph_state, g.statements AS graph_statements }
RETURN s.id AS source, s.title AS title, s.publisher AS publisher, s.published AS published, s.language AS language,
       s.sha256 AS sha256, s.characters AS characters, [key IN keys(s) WHERE key = 'url' | s[key]][0] AS url,
       things_named, graph_state, graph_statements,
       [s.id] AS sources, [first] AS evidence
ORDER BY published, source;
