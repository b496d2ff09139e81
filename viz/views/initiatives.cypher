// name: initiatives
// title: What banks undertake, and what came of it
// title_zh: 各银行的举措与成效
MATCH p = (:Bank)-[:LAUNCHED|PURSUES]->(:Entity)
OPTIONAL MATCH q = (x:Entity)-[:ACHIEVED]->(:Entity)
WHERE x IN nodes(p)
RETURN p, q;
