CALL () {
  MATCH (e:Entity)
  RETURN e.id AS id, e.class AS class, e.name_zh AS name_zh, e.name_en AS name_en, e.aliases AS aliases,
    [] AS proxies, coalesce(e.pinyin, []) AS readings, labels(e) AS labels, null AS published
  UNION ALL
  MATCH (s:Source)
  RETURN s.id AS id, 'Source' AS class, s.title AS name_zh, s.title AS name_en, [] AS aliases,
    [s.publisher] AS proxies, [] AS readings, labels(s) AS labels, s.published AS published
}
RETURN id, class, name_zh, name_en, aliases, proxies, readings, labels, published ORDER BY id
