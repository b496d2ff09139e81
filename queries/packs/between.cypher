// name: between
// group: evidence
// title: What do the sources say of two things together?
// title_zh: 来源就两个事物之间说了什么？
// note: What is not listed is not said in these sources; that does not mean that it is not so.
// note_zh: 未列出的即这些来源未提及，并不说明没有。
// ask: (does|did|has|is) {one} (use|used|using|deploy|deployed|deploying|run|have|adopt|adopted|developed|develop|launched|launch) {other}
// ask: what is between {one} and {other}
// ask_zh: {one}(有没有|是否)?(部署|使用|用|采用|接入|上线|推出|研发|有)(了|过)?{other}(吗|没有)
// ask_zh: {one}(有没有|是否)(部署|使用|用|采用|接入|上线|推出|研发)(了|过)?{other}
// means: {one!Metric} {other!Metric} use/apply what_for
// means: {one!Metric} {other!Metric} use/deploy/apply/launch/offer/run/based_on/belong/serve/win yesno? -which
// means: {one!Metric} {other!Metric} relate how? yesno?
// means: {one!Metric} {other!Metric} yesno -which
// means: {one!Metric} {other!Metric} relate/news news? how? mention? what_is? report?
// means: {one!Metric} {other!Metric} fact/say/claim/mention how? relate? mention? news? say? fact? claim? report?
// means: otherwise {one!Metric} {other!Metric} use? deploy? apply? launch? run? offer? based_on? belong? serve? win? relate? lead? publish? invest? influence? share? platform? product? technology? model? initiative? service? system? area? award? unit? document? customer? part? ai? -which what_for? outcome? goal? mention? say? office? app? case?
// param one: Entity = bank-of-beijing
// param other: Entity = deepseek
:param one => 'bank-of-beijing';
:param other => 'deepseek';
MATCH (x:Entity)-[r]->(y:Entity)
WHERE (x.id = $one AND y.id = $other) OR (x.id = $other AND y.id = $one)
RETURN x.id AS subject_id, x.name AS subject, x.name_en AS subject_en, type(r) AS predicate, y.id AS object_id, y.name AS object, y.name_en AS object_en,
       r.status AS status, r.role AS role, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY predicate, subject_id, r.id;
