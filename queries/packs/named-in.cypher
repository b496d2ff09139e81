// name: named-in
// group: evidence
// title: Where is an entity named?
// title_zh: 某个实体在哪些来源中被点名？
// ask: where is {entity} (named|mentioned)
// ask_zh: {entity}在哪里(被提到|出现|被点名)
// means: {entity} mention where? news? who? document? platform? report? say? product? fact?
// means: {entity} news say? report? document? platform? where? product? fact?
// param entity: Entity = deepseek
:param entity => 'deepseek';
MATCH (e:Entity {id: $entity})-[c:CITES]->(s:Source)
RETURN e.id AS entity_id, e.name AS entity, s.id AS source, s.title AS title, s.publisher AS publisher,
       s.published AS published, [s.id] AS sources,
       [s.id + '#char=' + toString(c.start) + ',' + toString(c.end)] AS evidence
ORDER BY published, source, c.start;
