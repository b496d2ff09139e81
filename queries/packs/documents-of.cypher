// name: documents-of
// group: evidence
// title: Which documents did a bank issue, and what do they mention?
// title_zh: 某家银行发布了哪些文件，文件提到了什么？
// ask: (which|what) documents did {bank} (issue|publish)
// ask: (documents|reports) of {bank}
// ask_zh: {bank}(发布|出具|公布)了?(哪些|什么)(文件|报告|文档)
// means: {bank} document publish? report? launch? yesno? news? hire? say? mention? fact? outcome? relate? area?
// means: {bank} publish report mention? say? yesno? news? hire? fact? launch? outcome? relate? area?
// means: {bank} publish document mention? say? report? yesno? news? hire? fact? launch? outcome? relate? area?
// means: {bank} document say/mention/fact publish? news? fact? say? where? hire?
// param bank: Bank = icbc
:param bank => 'icbc';
MATCH (b:Bank {id: $bank})-[q:ISSUED]->(d:Document)
OPTIONAL MATCH (d)-[m:MENTIONS]->(x:Entity)
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, d.id AS document_id, d.name AS document, d.name_en AS document_en, x.class AS class, x.id AS mentioned_id, x.name AS mentioned,
       q.period AS period, q.nature AS nature, q.attributed_to AS attributed_to,
       q.sources + [s IN coalesce(m.sources, []) WHERE NOT s IN q.sources] AS sources, q.evidence + coalesce(m.evidence, []) AS evidence
ORDER BY document_id, mentioned_id, q.id, m.id;
