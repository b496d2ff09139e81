// name: not-in-use-yet
// group: initiatives
// title: What is planned, being built or ended rather than in use?
// title_zh: 哪些尚未投入使用或已经结束？
// ask: what is (still )?{status:planned|being built|not in use yet}
// ask: what has {status:ended}
// ask: what is planned, being built or ended
// ask_zh: (哪些|什么){status:尚未|还没|没有}(投入使用|建成|上线)
// ask_zh: (哪些|什么){status:正在建设|在建|计划中|已经结束|已结束}(中|的|了)?
// means: {status=not in use yet} unused planned? building? platform? product? initiative? system? not? deploy? not? launch? run? outcome? forecast? goal? only? who? yesno? model? technology? area?
// means: {status=not in use yet} planned building platform? product? initiative? system? not? deploy? not? launch? run? outcome? forecast? goal? only? who? yesno? model? technology? area?
// means: {status=planned} planned platform? product? initiative? system? not? deploy? launch? use? run? outcome? forecast? goal? only? who? yesno? model? technology? area?
// means: {status=being built} building platform? product? initiative? system? deploy? not? launch? use? run? outcome? forecast? goal? only? who? yesno? model? technology? area?
// means: {status=ended} ended platform? product? initiative? system? not? deploy? launch? use? run? outcome? forecast? goal? only? who? yesno? model? technology? area?
// note: Asked for what is not in use yet, both what is planned and what is being built is listed; any is every status but in use.
// note_zh: 问“尚未投入使用”时，计划中与建设中的都列出；any 表示除使用中以外的全部状态。
// param status: text = any
:param status => 'any';
WITH CASE
    WHEN $status IN ['planned', '计划中'] THEN ['planned']
    WHEN $status IN ['building', 'being built', 'under construction', '正在建设', '在建', '建设中', '还在建设'] THEN ['building']
    WHEN $status IN ['ended', '已经结束', '已结束'] THEN ['ended']
    WHEN $status IN ['not in use yet', '尚未', '还没', '没有'] THEN ['planned', 'building']
    ELSE ['planned', 'building', 'ended'] END AS asked
MATCH (x:Entity)-[r]->(y:Entity) WHERE r.status IN asked
RETURN x.class AS class, x.id AS subject_id, x.name AS subject, type(r) AS relation, y.id AS object_id, y.name AS object,
       r.status AS status, r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to,
       r.sources AS sources, r.evidence AS evidence
ORDER BY status, subject_id, relation, object_id, r.id;
