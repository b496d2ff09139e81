// name: rank
// group: metrics
// title: Which banks report the most of a metric?
// title_zh: 某项指标各银行排名如何？
// note: A bound stays a bound: may_be_exceeded_by names the banks further down that could in truth stand higher (about is taken as within 10 %). A figure that is limited to a platform or product (about) has a row of its own. Each row is the figure of the newest source; forecasts are left out. see_also names metrics that are kept apart from this one though one name is part of the other: sources may mean the same by them.
// note_zh: 界限保持为界限：may_be_exceeded_by 列出实际上可能排得更高的后续银行（“约”按上下 10% 计）。限于某平台或产品的数值单列一行（about）。每行取最新来源的数值，不含预测值。see_also 列出名称相互包含、但分开统计的指标，来源所指可能相同。
// ask: (which bank has the (most|highest|largest)|rank banks by|which banks (have|report) the most( of)?|compare banks on) {metric}
// ask_zh: (哪家银行|哪个银行|各银行|各家银行)(的|按)?{metric}(最多|最高|最大|排名|排行)(如何|是怎样的)?
// ask_zh: {metric}(最多|最高|最大)的(银行)?是(哪家|哪个)(银行)?
// ask_zh: {metric}(的)?各(家)?银行(的)?(排名|排行)(如何|是怎样的)?
// means: {metric} most/compare/more money? ratio? bank? use? apply? who? whose? report? figure? many? compare? invest? staff?
// means: {metric} {*Bank} {*Bank} {*Bank}? and? most? compare? more? many? money? ratio? bank? win? what_is? use? apply? who? whose? report? figure? many? invest? staff? user? customer? how? publish? initiative?
// means: {metric} {*Entity!Metric} {*Entity!Metric} {*Entity!Metric}? {*Entity!Metric}? {*Entity!Metric}? each/most/more each? most? compare? more? many? money? ratio? bank? who? whose? report? figure? use? app? user? customer?
// param metric: Metric = ai-application-scenarios
:param metric => 'ai-application-scenarios';
MATCH (m:Metric {id: $metric})<-[:OF_METRIC]-(o:Observation)<-[:REPORTED]-(b:Bank)
WHERE o.canonical_value IS NOT NULL AND coalesce(o.nature, '') <> 'expected'
MATCH (o)-[:CITES]->(s:Source)
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
WITH m, b, o, subject, max(s.published) AS published
ORDER BY b.id, subject.id, published DESC, coalesce(o.period_end, '') DESC, o.canonical_value DESC, o.id
WITH m, b, subject, collect(o)[0] AS o
WITH m, collect({bank: b, about: subject, figure: o}) AS ranked
UNWIND ranked AS row
WITH m, row.bank AS b, row.about AS subject, row.figure AS o,
     [other IN ranked WHERE other.bank.id <> row.bank.id
        AND other.figure.canonical_value <= row.figure.canonical_value
        AND (other.figure.comparator IN ['>', '>='] OR row.figure.comparator IN ['<', '<=']
          OR ((other.figure.comparator = '~' OR row.figure.comparator = '~')
            AND other.figure.canonical_value * 1.1 >= row.figure.canonical_value * 0.9))
        | other.bank.name] AS may_be_exceeded_by,
     CASE row.figure.comparator WHEN '>' THEN 0 WHEN '>=' THEN 1 WHEN '=' THEN 2 WHEN '~' THEN 3 WHEN '<=' THEN 4 ELSE 5 END AS side
OPTIONAL MATCH (like:Metric)
WHERE like.id <> m.id AND like.quantity_kind = m.quantity_kind AND (like.name CONTAINS m.name OR m.name CONTAINS like.name)
WITH m, b, subject, o, may_be_exceeded_by, side, like ORDER BY like.id
WITH m, b, subject, o, may_be_exceeded_by, side, collect(like.name) AS see_also
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric,
       o.comparator AS comparator, o.canonical_value AS value, o.canonical_unit AS unit, o.as_written AS as_written,
       o.period AS period, o.nature AS nature, o.attributed_to AS attributed_to, subject.name AS about,
       may_be_exceeded_by, see_also, o.sources AS sources, o.evidence AS evidence
ORDER BY value DESC, side, bank_id, about;
