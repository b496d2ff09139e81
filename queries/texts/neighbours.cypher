CALL () {
  MATCH (e:Entity)-[]-(other:Entity) WHERE e.id IN $ids RETURN other
  UNION
  MATCH (e:Entity)-[:REPORTED]->(:Observation)-[:OF_METRIC|ABOUT]->(other:Entity) WHERE e.id IN $ids RETURN other
  UNION
  MATCH (e:Entity)<-[:OF_METRIC|ABOUT]-(:Observation)<-[:REPORTED]-(other:Entity) WHERE e.id IN $ids RETURN other
}
RETURN DISTINCT other.id AS id ORDER BY id
