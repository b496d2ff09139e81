// name: awards
// group: awards
// title: Which awards were given to whom?
// title_zh: 哪些奖项授予了谁？
// ask: (which|what) awards (were given|are there|were given to whom)
// ask: list (all )?awards
// ask_zh: 有(哪些|什么)(奖项|获奖)
// ask_zh: (哪些|什么)奖项(授予|颁给)了谁
// ask_zh: 谁获(得)?了奖
// means: award who? bank? win? offer? mention? whose? initiative? outcome? platform? product? ai? relate? use? report? say? news? what_is? launch? fact? run?
MATCH (x:Entity)-[r:RECEIVED]->(a:Award)
RETURN a.id AS award_id, a.name AS award, a.name_en AS award_en, x.class AS class, x.id AS winner_id, x.name AS winner,
       r.period AS period, r.nature AS nature, r.attributed_to AS attributed_to, r.sources AS sources, r.evidence AS evidence
ORDER BY award_id, winner_id, r.id;
