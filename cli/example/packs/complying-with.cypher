// name: complying-with
// group: example
// title: Who or what complies with a rule?
// title_zh: 哪些机构或产品遵守某项法规？
// ask: (who|what) complies with {rule}
// ask_zh: (谁|什么|哪些机构|哪些产品)遵守{rule}
// param rule: Regulation = example-measures
:param rule => 'example-measures';
MATCH (x:Entity)-[c:COMPLIES_WITH]->(r:Regulation {id: $rule})
RETURN x.id AS entity_id, x.name AS entity, x.name_en AS entity_en, r.id AS rule_id, r.name AS rule,
       c.nature AS nature, c.attributed_to AS attributed_to, c.sources AS sources, c.evidence AS evidence
ORDER BY entity_id, c.id;
