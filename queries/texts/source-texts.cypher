MATCH (s:Source) WHERE s.id IN $ids
RETURN s.id AS source, s.title AS title, s.publisher AS publisher, s.published AS published, s.url AS url, s.sha256 AS sha256
ORDER BY published DESC, source
