// name: what-is
// group: evidence
// title: What is a thing, and what is it called?
// title_zh: 某个事物是什么，又叫什么？
// note: The type and the home city are an editor's entries, not cited facts; the evidence is where each source first names the thing.
// note_zh: 类型与总部城市为编者标注，并非有出处的事实；出处为各来源首次点名之处。
// ask: (what|who) (is|are) {entity}
// ask: tell me about {entity}
// ask_zh: {entity}是(什么|谁)
// ask_zh: (什么是|谁是|介绍一下){entity}
// means: {entity} what_is? say? fact? mention?
// means: {*Bank} {entity!Bank/Metric/BusinessArea/Technology/Place} what_is initiative? platform? product? system? service? technology? model?
// param entity: Entity = deepseek
:param entity => 'deepseek';
MATCH (e:Entity {id: $entity})
OPTIONAL MATCH (e)-[named:CITES]->(s:Source)
WITH e, s, named ORDER BY s.id, named.start
WITH e, collect(DISTINCT s.id) AS sources, collect(s.id + '#char=' + toString(named.start) + ',' + toString(named.end)) AS evidence
RETURN e.id AS entity_id, e.class AS class, e.name AS name, e.name_zh AS name_zh, e.name_en AS name_en, e.aliases AS aliases,
       e.short_name_zh AS short_name_zh, e.short_name_en AS short_name_en, e.pinyin AS pinyin,
       coalesce(e.bank_type, e.initiative_type, e.platform_type, e.product_type, e.quantity_kind) AS type,
       e.home_city_zh AS home_city_zh, e.home_city_en AS home_city_en,
       e.description_zh AS description_zh, e.description_en AS description_en,
       e.content_hash AS content_hash, sources, evidence
ORDER BY entity_id;
