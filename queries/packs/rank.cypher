// name: rank
// group: metrics
// title: Which banks report the most of a metric?
// title_zh: 某项指标各银行排名如何？
// note: A bound stays a bound: may_be_exceeded_by names the banks further down that could in truth stand higher. Each bank counts with its latest figure.
// note_zh: 界限保持为界限：may_be_exceeded_by 列出实际上可能排得更高的后续银行。每家银行取其最新数值。
// ask: (which bank has the most|rank banks by|which banks have the most|compare banks on) {metric}
// ask_zh: (哪家银行|各银行|各家银行)(的|按)?{metric}(最多|排名|排行)
// param metric: Metric = ai-application-scenarios
:param metric => 'ai-application-scenarios'
MATCH (m:Metric {id: $metric})<-[:OF_METRIC]-(o:Observation)<-[:REPORTED]-(b:Bank)
WHERE o.canonical_value IS NOT NULL
MATCH (o)-[:CITES]->(s:Source)
OPTIONAL MATCH (o)-[:ABOUT]->(subject:Entity)
WITH m, b, o, subject, max(s.published) AS published
ORDER BY b.id, coalesce(o.period_end, published) DESC, o.id
WITH m, b, collect({value: o.canonical_value, unit: o.canonical_unit, comparator: o.comparator,
                    as_written: o.as_written, period: o.period, nature: o.nature, about: subject.name, published: published,
                    sources: o.sources, evidence: o.evidence})[0] AS f
WITH m, collect({bank: b, figure: f}) AS ranked
UNWIND ranked AS row
WITH m, row.bank AS b, row.figure AS f,
     [other IN ranked WHERE other.bank.id <> row.bank.id AND other.figure.value <= row.figure.value
        AND (other.figure.comparator IN ['>', '>=', '~'] OR row.figure.comparator IN ['<', '<=', '~'])
        | other.bank.name] AS may_be_exceeded_by
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, m.id AS metric_id, m.name AS metric,
       f.comparator AS comparator, f.value AS value, f.unit AS unit, f.as_written AS as_written,
       f.period AS period, f.nature AS nature, f.about AS about, may_be_exceeded_by, f.sources AS sources, f.evidence AS evidence
ORDER BY value DESC, bank_id;
