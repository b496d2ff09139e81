// name: banks-based-in
// group: organization
// title: Which banks are based in a city?
// title_zh: 哪些银行的总部在某个城市？
// note: A bank's home city is an editor's entry, and no source's; the evidence is where the bank is named.
// note_zh: 总部城市由编者标注，并非出自来源；出处为该银行被点名之处。
// ask: which banks? (is|are) (based |headquartered |located )?in {city:[a-z]+}
// ask: (which|what) banks are there in {city:[a-z]+}
// ask: banks? (based |headquartered |located )?in {city:[a-z]+}
// ask: (which|what) (of (the|these) )?(banks?|lenders?) (has|have) (its|their) (head office|headquarters|hq|seat)s? in {city:[a-z]+}
// ask: (which|what) of (the|these) (banks|lenders) (is|are) (based |headquartered |located )?in {city:[a-z]+}
// ask_zh: (哪些|什么|哪家)银行(的)?(位于|总部在|总部位于){city:..|...}
// ask_zh: {city:..|...}有(哪些|什么|哪家)银行
// ask_zh: (总部|大本营)(设在|设于|在|位于){city:..|...}的?银行(有哪些|有哪几家|是哪些|是哪家|是哪几家|有谁)?
// ask_zh: (总部|大本营)(设在|设于|在|位于){city:..|...}的?(有)?(哪些|什么|哪几家)(银行|行)
// param city: text = 北京
:param city => '北京';
MATCH (b:Bank)-[named:CITES]->(s:Source)
WHERE toLower($city) IN [b.home_city_zh, b.home_city_zh + '市', toLower(b.home_city_en)]
WITH b, s, named ORDER BY s.id, named.start
WITH b, collect(DISTINCT s.id) AS sources, collect(s.id + '#char=' + toString(named.start) + ',' + toString(named.end)) AS evidence
RETURN b.id AS bank_id, b.name AS bank, b.name_en AS bank_en, b.home_city_zh AS city, b.home_city_en AS city_en, sources, evidence
ORDER BY bank_id;
