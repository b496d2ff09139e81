// name: most-used
// group: network
// title: Which technologies, models and platforms are used the most?
// title_zh: 哪些技术、模型和平台被使用得最多？
// ask: (which|what) (technologies|models|platforms|technologies and models|technologies, models and platforms) are (used )?(the )?most( used| central)?
// ask_zh: (哪些|什么)(技术|模型|平台|技术和模型|技术、模型和平台)(被)?(使用|采用|应用)得?最多
// means: technology/model/platform most use? apply? bank? technology? model? platform? mention? who? who? users? serve? customer?
MATCH (x:Entity)-[r:USES|DEPLOYS|BUILT_ON]->(t:Technology|Model|Platform)
WHERE coalesce(r.status, 'in use') = 'in use'
UNWIND r.evidence AS span
WITH t, x, span ORDER BY x.id, span
WITH t, collect(DISTINCT x.name) AS used_by, collect(DISTINCT span) AS evidence, collect(DISTINCT split(span, '#')[0]) AS sources
RETURN t.class AS class, t.id AS thing_id, t.name AS thing, t.name_en AS thing_en, size(used_by) AS users, used_by, sources, evidence
ORDER BY users DESC, thing_id;
