// name: two-sources
// group: evidence
// title: Which figures do two sources both give?
// title_zh: 两个来源都给出了哪些数值？
// note: Figures of one bank and one metric, side by side; whether they are of the same thing and time stands in about and period.
// note_zh: 同一主体同一指标并列；是否同一对象、同一时间见 about 与 period。
// ask: what changed between {one} and {other}
// ask: compare (the )?sources {one} and {other}
// ask_zh: {one}(和|与|到){other}(之间)?(有什么变化|有何变化|有什么不同|有何不同)
// ask_zh: 比较来源{one}(和|与){other}
// means: {one} {other} differ/change/compare/share figure? fact? news? report? change? say? several? mention? yesno? metric? use? document? more?
// means: {one} {other} figure/metric metric? mention? say? report? share? compare? news? use? differ? change? several? more? document? yesno? launch? fact? figure?
// param one: Source = bocom-interim-briefing-2025-08-29
// param other: Source = jingji-ribao-2025-12-11
:param one => 'bocom-interim-briefing-2025-08-29';
:param other => 'jingji-ribao-2025-12-11';
MATCH (x:Entity)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric)<-[:OF_METRIC]-(p:Observation)<-[:REPORTED]-(x)
WHERE $one IN o.sources AND $other IN p.sources AND o.id <> p.id
OPTIONAL MATCH (o)-[:ABOUT]->(about_o:Entity)
OPTIONAL MATCH (p)-[:ABOUT]->(about_p:Entity)
RETURN x.id AS reported_by_id, x.name AS reported_by, m.id AS metric_id, m.name AS metric,
       about_o.name AS about, o.comparator AS comparator, o.value AS value, o.unit AS unit,
       o.change_comparator AS change_comparator, o.change_value AS change, o.change_unit AS change_unit, o.period AS period, o.as_written AS as_written,
       about_p.name AS other_about, p.comparator AS other_comparator, p.value AS other_value, p.unit AS other_unit,
       p.change_comparator AS other_change_comparator, p.change_value AS other_change, p.change_unit AS other_change_unit, p.period AS other_period, p.as_written AS other_as_written,
       o.sources + [s IN p.sources WHERE NOT s IN o.sources] AS sources, o.evidence + p.evidence AS evidence
ORDER BY reported_by_id, metric_id, o.id, p.id;
