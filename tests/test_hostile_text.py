"""Whatever the text of a graph is, the page shows it as text, runs none of it and fetches nothing for it."""

from collections.abc import Sequence

from bankgraph.queries import Node, Relationship, Subgraph
from pages import SAMPLE, Open, entity, relation, reported, source, use_everything

PAYLOADS = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<!--<script>window.hit=1//-->",
    "<img src=x onerror=window.hit=1>",
    "<img src=https://evil.example/beacon.png>",
    "<svg onload=window.hit=1>",
    "<svg><script href=https://evil.example/x.js></script></svg>",
    "<iframe src=javascript:parent.hit=1></iframe>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<body onpageshow=window.hit=1>",
    "<details open ontoggle=window.hit=1>",
    "<a href=javascript:window.hit=1>x</a>",
    "javascript:window.hit=1",
    '" autofocus onfocus=window.hit=1 x="',
    "' onmouseover=window.hit=1 '",
    "${window.hit=1}{{constructor.constructor('window.hit=1')()}}",
    "\u2028window.hit=1\u2029",
    "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    "]]><script>window.hit=1</script>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.hit=1>",
    "<template><script>window.hit=1</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.hit=1>'>",
    "<textarea></textarea><script>window.hit=1</script>",
    "</title><script>window.hit=1</script>",
    "</style><script>window.hit=1</script>",
    "--><script>window.hit=1</script><!--",
    "<object data=javascript:window.hit=1></object>",
    "<embed src=https://evil.example/x.swf>",
    "<form action=https://evil.example/><input name=a autofocus></form>",
    "<video src=https://evil.example/x.mp4 onloadstart=window.hit=1></video>",
    "<a href='data:text/html,<script>window.hit=1</script>'>x</a>",
    "<xss style=animation-name:x onanimationstart=window.hit=1>",
    "url(https://evil.example/beacon.png);background:url(https://evil.example/b.png)",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGl0PTE8L3NjcmlwdD4=",
    "__proto__",
    "constructor",
)
ODDITIES = (
    "长" * 10_000,
    "x" * 10_000,
    "\u202e\u202dمصرف الراجحي بنك",
    "👩🏽‍💻👨‍👩‍👧‍👦🏦" * 40,
    "a\x00b\x07c\x1b[31md\x7fe\u0085f\ufeffg\ufffe",
    "\ud800 lone surrogate \udfff",
    "é" + "\u0301" * 500,
    "\u200b\u200b",
)


def hostile(texts: Sequence[str]) -> Subgraph:
    """A ring of entities in which each text stands in every place where text can stand."""
    nodes, relationships = [], []
    for number, words in enumerate(texts):
        id_ = f"{words} {number}"[-80:]
        after = (number + 1) % len(texts)
        following = f"{texts[after]} {after}"[-80:]
        parts = {"description_zh": words, "description_en": words, "bank_type": words, words or "_": words}
        nodes.append(entity("Bank", id_, words, words, words, **parts))
        nodes.append(entity("Metric", f"{id_} metric", words, words))
        nodes.append(source(f"{id_} source", words, words, words))
        observation, edges = reported(
            id_,
            f"{id_} metric",
            (number, number + 1),
            source=f"{id_} source",
            value=1.0,
            unit=words,
            comparator=words,
            as_written=words,
            period=words,
            change_value=2.0,
            change_unit=words,
            change_basis=words,
            change_baseline=words,
        )
        nodes.append(observation)
        relationships += [*edges, relation(id_, "DEPLOYS", following, 1, 2, role=words, note=words)]
        relationships.append(
            Relationship(words or "_", id_, following, {"evidence": [f"{words}#char=1,2"], "id": words})
        )
    return Subgraph((*nodes, Node((words, words), {"id": "odd class", "url": words})), tuple(relationships))


def test_no_text_of_the_graph_is_executed_or_fetched(visit: Open) -> None:
    seen = visit(hostile(PAYLOADS), title="".join(PAYLOADS))
    assert seen.page.evaluate("bankgraph.graph.entities.length") == 2 * len(PAYLOADS) + 1
    use_everything(seen)
    assert seen.page.evaluate("window.hit") is None
    assert seen.requests == [seen.address]
    assert seen.complaints == []


def test_long_and_odd_text_does_not_break_the_page(visit: Open) -> None:
    seen = visit(hostile(ODDITIES), title="".join(ODDITIES))
    use_everything(seen)
    assert seen.complaints == []
    assert seen.colours() > 20
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_source_is_a_link_only_where_its_address_is_one_of_the_web(visit: Open) -> None:
    sources = [
        Node(("Source",), {"id": "a", "title": "Web", "url": "https://example.org/a"}),
        Node(("Source",), {"id": "b", "title": "Script", "url": "javascript:window.hit=1"}),
    ]
    seen = visit(Subgraph((*SAMPLE.nodes, *sources), SAMPLE.relationships))
    links = seen.page.locator("#panel a")
    assert links.all_inner_texts() == ["Web"]


def test_there_are_forty_payloads_and_each_stands_in_every_place() -> None:
    assert len({*PAYLOADS}) >= 40
    for words in PAYLOADS:
        graph = hostile([words])
        values = [v for n in graph.nodes for v in n.properties.values()]
        assert values.count(words) > 20


def test_payloads_do_nothing_in_charts_marks_files_and_time(visit: Open) -> None:
    seen = visit(hostile(PAYLOADS), title="".join(PAYLOADS))
    for place in range(0, 2 * len(PAYLOADS), 2):
        seen.choose(place)
        seen.page.click("[data-act=mark]")
        seen.page.click("[data-act=onlyAround]")
    seen.tool("time")
    seen.page.select_option("#time select", index=0)
    with seen.page.expect_download() as saved:
        seen.tool("saveSvg")
    drawn = saved.value.path().read_text(encoding="utf-8")
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert seen.page.evaluate("window.hit") is None
    assert [url for url in seen.requests if not url.startswith("blob:")] == [seen.address]
    assert seen.complaints == []


def test_a_drawing_saved_of_hostile_text_runs_nothing_either(visit: Open) -> None:
    seen = visit(hostile(PAYLOADS[:12]))
    with seen.page.expect_download() as saved:
        seen.tool("saveSvg")
    page = seen.page.context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(saved.value.path().as_uri())
    assert page.evaluate("window.hit") is None
    assert len(requests) == 1
