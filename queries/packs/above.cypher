// name: above
// group: metrics
// title: Which banks report more than a number for a metric?
// title_zh: 哪些银行的某项指标超过某个数？
// note: The number is in the unit that rank gives (count, CNY, %). A bank whose figure is a bound that leaves it open is listed too, with is_above "not known". Forecasts are left out.
// note_zh: 数以 rank 所列单位计（个、元、%）。数值为界限、无法断定者也列出，is_above 为 "not known"。不含预测值。
// ask: (which|what) banks? (have|has|report) (more than|over|above|at least) {least:\d+} {metric}
// ask_zh: (哪些|哪家)银行的?{metric}(超过|大于|高于|在){least:\d+}(个|%|人|户)?(以上)?
// means: bank {metric} more {least:\d+} many? report? figure? use? case?
// param metric: Metric = ai-application-scenarios
// param least: integer = 250
:param metric => 'ai-application-scenarios';
:param least => 250;
MATCH (m:Metric {id: $metric})<-[:OF_METRIC]-(o:Observation)<-[:REPORTED]-(b:Bank)
WHERE o.canonical_value IS NOT NULL AND coalesce(o.nature, '') <> 'expected'
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
WITH m, b, o, subject,
     CASE WHEN o.comparator IN ['=', '~', '>', '>='] AND (o.canonical_value > $least OR (o.comparator = '>' AND o.canonical_value = $least)) THEN 'yes'
          WHEN o.comparator IN ['>', '>='] THEN 'not known'
          WHEN o.comparator IN ['<', '<='] AND o.canonical_value > $least THEN 'not known'
          ELSE 'no' END AS is_above
WHERE is_above <> 'no'
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric, is_above,
       o.comparator AS comparator, o.canonical_value AS value, o.canonical_unit AS unit, o.as_written AS as_written,
       o.period AS period, o.nature AS nature, o.attributed_to AS attributed_to, subject.name AS about,
       o.sources AS sources, o.evidence AS evidence
ORDER BY is_above DESC, value DESC, bank_id, o.id;
