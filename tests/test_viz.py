"""The page is one file that reaches for nothing, runs nothing it is told to run, and says its sources."""

import hashlib
import itertools
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page

from bankgraph.ontology import ENTITY, Label, Schema, load_schema
from bankgraph.queries import Node, Relationship, Subgraph
from bankgraph.stores import Graph, Properties
from bankgraph.stores.graph import Scalar
from bankgraph.viz import Citation, fold, render
from bankgraph.viz.details import Describer
from bankgraph.viz.dots import dots
from bankgraph.viz.figures import figure
from bankgraph.viz.labels import columns, wrapped
from bankgraph.viz.layout import Box, positions

ARTICLE = "jinrong-shibao-2025-05-13"
SURVEY = "caijing-wang-2025-11-27"


def entity(class_: str, id_: str, zh: str, en: str, *aliases: str, **properties: str) -> Node:
    names: Properties = {"id": id_, "name": zh, "name_zh": zh, "name_en": en, "aliases": list(aliases)}
    return Node((ENTITY, class_), {**names, **properties, "content_hash": f"hash-of-{id_}"})


def relation(subject: str, type_: str, object_: str, start: int, end: int, **qualifiers: str) -> Relationship:
    properties: Properties = {
        "id": f"{subject}-{type_}-{object_}",
        "evidence": [f"{ARTICLE}#char={start},{end}"],
        "sources": [ARTICLE],
        "content_hash": "hash-of-relation",
    }
    return Relationship(type_, subject, object_, {**properties, **qualifiers})


def reported(
    subject: str, metric: str, span: tuple[int, int], about: str = "", source: str = ARTICLE, **values: Scalar
) -> tuple[Node, list[Relationship]]:
    id_ = f"observation-{subject}-{metric}-{span[0]}"
    node = Node(("Observation",), {"id": id_, **values})
    edges = [
        Relationship("REPORTED", subject, id_, {}),
        Relationship("OF_METRIC", id_, metric, {}),
        Relationship("CITES", id_, source, {"start": span[0], "end": span[1]}),
    ]
    return node, [*edges, *([Relationship("ABOUT", id_, about, {})] if about else [])]


def source(id_: str, title: str, publisher: str, published: str) -> Node:
    properties = {"id": id_, "title": title, "publisher": publisher, "published": published}
    return Node(("Source",), properties | {"language": "en", "sha256": "0" * 64})


def named(id_: str, start: int, end: int) -> Relationship:
    return Relationship("CITES", id_, ARTICLE, {"start": start, "end": end})


ENTITIES = (
    entity(
        *("Bank", "bank-of-beijing", "北京银行", "Bank of Beijing", "京行", "Beijing Bank", "BOB"),
        bank_type="city-commercial",
        home_city_zh="北京",
        home_city_en="Beijing",
        description_zh="总部位于北京的城市商业银行。",
        description_en="A city commercial bank headquartered in Beijing.",
    ),
    entity("Bank", "bank-of-shanghai", "上海银行", "Bank of Shanghai", "上行", bank_type="city-commercial"),
    entity("Bank", "bank-of-ningbo", "宁波银行", "Bank of Ningbo", "甬行", bank_type="city-commercial"),
    entity("Bank", "bank-of-hangzhou", "杭州银行", "Bank of Hangzhou", bank_type="city-commercial"),
    entity("Bank", "psbc", "中国邮政储蓄银行", "Postal Savings Bank of China", "邮储银行", "PSBC"),
    entity("Bank", "icbc", "中国工商银行", "Industrial and Commercial Bank of China", "工行", "ICBC"),
    entity("BankGroup", "small-and-medium-sized-banks", "中小银行", "Small and medium-sized banks"),
    entity("Model", "deepseek", "DeepSeek", "DeepSeek", "深度求索"),
    entity("Model", "chatgpt", "ChatGPT", "ChatGPT"),
    entity("Technology", "large-model", "大模型", "Large models", "LLM"),
    entity("Initiative", "all-in-ai", "“All in AI”战略", "All in AI strategy", initiative_type="strategy"),
    entity("Initiative", "leading-ai-plus", "“领航AI+”行动", "Leading AI+ initiative"),
    entity("Platform", "beijing-mobile-banking", "北京银行手机银行", "Bank of Beijing mobile banking"),
    entity("Platform", "shanghai-ai-mobile-banking", "AI手机银行", "AI mobile banking"),
    entity("Product", "smart-assistant", "智能助手", "Smart Assistant"),
    entity("BusinessArea", "customer-service", "客户服务", "Customer service"),
    entity("BusinessArea", "risk-control", "风险控制", "Risk control"),
    entity("BusinessArea", "wealth-management", "财富管理", "Wealth management"),
    entity("OrganizationUnit", "ningbo-large-model-team", "大模型专项团队", "Large-model project team"),
    entity(
        "Metric",
        "ai-application-scenarios",
        "AI应用场景数",
        "AI application scenarios",
        quantity_kind="count",
    ),
    entity("Metric", "technology-investment", "科技投入", "Technology investment", quantity_kind="money"),
    entity(
        "Metric", "technology-staff-share", "科技人员占比", "Share of technology staff", quantity_kind="ratio"
    ),
    entity("Metric", "mobile-banking-customers", "手机银行客户数", "Mobile banking customers"),
    entity("Metric", "knowledge-retrieval", "知识检索效率", "Knowledge retrieval efficiency"),
)

RELATIONS = (
    relation("bank-of-beijing", "DEPLOYS", "deepseek", 1834, 1890, status="in use"),
    relation("bank-of-beijing", "LAUNCHED", "all-in-ai", 1790, 1832, period="2024"),
    relation("bank-of-beijing", "OPERATES", "beijing-mobile-banking", 2100, 2130),
    relation("all-in-ai", "USES", "large-model", 1795, 1850),
    relation("bank-of-shanghai", "OPERATES", "shanghai-ai-mobile-banking", 900, 950),
    relation("shanghai-ai-mobile-banking", "APPLIES_TO", "customer-service", 951, 990),
    relation("shanghai-ai-mobile-banking", "USES", "large-model", 955, 999),
    relation("bank-of-ningbo", "ESTABLISHED", "ningbo-large-model-team", 1900, 1960, status="in use"),
    relation("ningbo-large-model-team", "APPLIES_TO", "risk-control", 1965, 1990),
    relation("bank-of-hangzhou", "OFFERS", "smart-assistant", 2200, 2260),
    relation("smart-assistant", "APPLIES_TO", "wealth-management", 2262, 2290),
    relation("smart-assistant", "APPLIES_TO", "customer-service", 2292, 2320),
    relation("icbc", "LAUNCHED", "leading-ai-plus", 400, 460),
    relation("leading-ai-plus", "APPLIES_TO", "risk-control", 470, 520),
    relation("psbc", "USES", "large-model", 600, 640),
    relation("deepseek", "INFLUENCES", "small-and-medium-sized-banks", 150, 230, nature="claimed"),
    relation("chatgpt", "INFLUENCES", "small-and-medium-sized-banks", 150, 230, nature="claimed"),
    relation("bank-of-beijing", "PART_OF", "small-and-medium-sized-banks", 700, 730),
)

FIGURES = (
    reported(
        *("bank-of-beijing", "ai-application-scenarios", (1204, 1250)),
        source=SURVEY,
        value=300.0,
        unit="count",
        comparator=">",
        as_written="over 300",
        canonical_value=300.0,
        canonical_unit="count",
    ),
    reported(
        *("psbc", "ai-application-scenarios", (610, 660)),
        source=SURVEY,
        value=230.0,
        unit="count",
        comparator=">",
        as_written="over 230",
    ),
    reported(
        *("bank-of-shanghai", "technology-investment", (860, 930)),
        value=2.519,
        unit="billion yuan",
        comparator="=",
        as_written="2.519 billion yuan",
        canonical_value=2519000000.0,
        canonical_unit="CNY",
        period="2024",
        change_value=3.15,
        change_unit="%",
        change_basis="year on year",
    ),
    reported(
        *("bank-of-ningbo", "technology-staff-share", (1110, 1160)),
        value=7.92,
        unit="%",
        comparator="=",
        period="2024",
        period_inferred=True,
        as_written="7.92%",
    ),
    reported(
        *("bank-of-beijing", "mobile-banking-customers", (2140, 2190), "beijing-mobile-banking", SURVEY),
        value=20.0,
        unit="million",
        comparator="<",
        as_written="nearly 20 million",
        canonical_value=20000000.0,
        canonical_unit="count",
    ),
    reported(
        *("bank-of-shanghai", "knowledge-retrieval", (2500, 2560)),
        change_value=60.0,
        change_unit="%",
        change_basis="unstated",
    ),
    reported("a-bank-not-asked-for", "technology-investment", (1, 2), value=1.0, unit="亿元"),
)

SOURCES = (
    source(ARTICLE, "中小银行开启数字化转型“加速跑”", "金融时报", "2025-05-13"),
    source(SURVEY, "AI构筑银行业核心引擎", "财经网", "2025-11-27"),
)

SAMPLE = Subgraph(
    nodes=(*ENTITIES, *SOURCES, *(node for node, _ in FIGURES)),
    relationships=(
        *RELATIONS,
        named("bank-of-beijing", 620, 635),
        named("deepseek", 160, 168),
        *(edge for _, edges in FIGURES for edge in edges),
    ),
)

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


@dataclass
class Visit:
    """A page open in Chromium, with every request and every complaint that it made."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def click_entity(self, id_: str) -> None:
        x, y = self.page.evaluate(
            """id => {
                const { network, graph } = window.bankgraph;
                const place = graph.entities.findIndex((entity) => entity.id === id);
                const { x, y } = network.canvasToDOM(network.getPosition(place));
                const { left, top } = document.getElementById("graph").getBoundingClientRect();
                return [left + x, top + y];
            }""",
            id_,
        )
        self.page.mouse.click(x, y)

    def radii(self) -> dict[str, float]:
        """The radius on the screen of each entity's dot, by the entity's id."""
        found: dict[str, float] = self.page.evaluate(
            """() => {
                const { network, graph, sizeOf } = window.bankgraph;
                const radius = (place) => sizeOf(place) * network.getScale();
                return Object.fromEntries(graph.entities.map(({ id }, place) => [id, radius(place)]));
            }"""
        )
        return found

    def named(self) -> set[str]:
        """The ids of the entities whose names stand on the canvas."""
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return set(
            self.page.evaluate(
                "bankgraph.written.map(({ place }) => window.bankgraph.graph.entities[place].id)"
            )
        )

    def panel(self) -> str:
        return self.page.inner_text("#panel")

    def colours(self) -> int:
        return int(
            self.page.evaluate(
                """async () => {
                    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                    const canvas = document.querySelector("#graph canvas");
                    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                    return new Set(new Uint32Array(data.buffer)).size;
                }"""
            )
        )

    def background(self) -> str:
        return str(self.page.evaluate("getComputedStyle(document.body).backgroundColor"))


Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load_schema()


@pytest.fixture(scope="session")
def shipped(graph: Graph) -> Subgraph:
    """All that is shipped, as one picture."""
    return Subgraph(graph.nodes, graph.relationships)


@pytest.fixture
def visit(chromium: Browser, schema: Schema, tmp_path: Path) -> Iterator[Open]:
    contexts: list[BrowserContext] = []

    def open_page(graph: Subgraph = SAMPLE, title: str = "Banks", part: str = "", **options: Any) -> Visit:
        file = tmp_path / "page.html"
        file.write_text(render(graph, schema, title=title), encoding="utf-8")
        context = chromium.new_context(**{"locale": "en-GB", "reduced_motion": "reduce"} | options)
        contexts.append(context)
        seen = Visit(context.new_page(), file.as_uri())
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("console", lambda message: seen.complaints.append(message.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.goto(seen.address + part)
        seen.page.wait_for_selector("html[data-ready]")
        return seen

    yield open_page
    for context in contexts:
        context.close()


def use_everything(seen: Visit) -> None:
    """Open every panel, the table and the search results, in both languages, and paint in between."""
    for _ in range(2):
        seen.page.evaluate(
            """async () => {
                const painted = () => new Promise((done) => requestAnimationFrame(done));
                const query = document.getElementById("query");
                document.querySelectorAll("details").forEach((each) => { each.open = true; });
                await painted();
                for (const each of document.querySelectorAll("#statements [data-statement]")) each.click();
                for (const [place, { name }] of window.bankgraph.graph.entities.entries()) {
                    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
                    document.querySelectorAll("#panel details").forEach((each) => { each.open = true; });
                    await painted();
                    await painted();
                    document.querySelector(`#panel [data-entity="${place}"]`).click();
                    await painted();
                    query.value = name[0].slice(0, 200);
                    query.dispatchEvent(new Event("input"));
                    await painted();
                    query.value = "";
                    query.dispatchEvent(new Event("input"));
                }
            }"""
        )
        seen.page.click("#language")


# ------------------------------------------------------------------ what a reader sees


def test_page_makes_no_network_request_and_no_console_message(visit: Open) -> None:
    seen = visit()
    use_everything(seen)
    assert seen.requests == [seen.address]
    assert seen.complaints == []


def test_canvas_is_drawn(visit: Open) -> None:
    assert visit().colours() > 20


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 800)])
def test_no_dot_of_the_whole_graph_is_too_small_to_see(
    visit: Open, shipped: Subgraph, width: int, height: int
) -> None:
    radii = visit(shipped, viewport={"width": width, "height": height}).radii()
    assert len(radii) > 400
    assert min(radii.values()) > 4.5
    assert min(radii[node.id] for node in shipped.nodes if node.label == "Bank") > 8


def test_dots_do_not_grow_into_each_other_when_zoomed_in(visit: Open, shipped: Subgraph) -> None:
    seen = visit(shipped, viewport={"width": 1400, "height": 900})
    for _ in range(12):
        seen.page.click("#zoom button")
    scale = seen.page.evaluate("bankgraph.network.getScale()")
    largest = max(n["size"] for n in seen.page.evaluate("bankgraph.graph.nodes"))
    assert scale > 1
    assert max(seen.radii().values()) < 1.5 * largest * scale


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_graph_names_its_banks(visit: Open, shipped: Subgraph, language: str) -> None:
    seen = visit(shipped, part=f"#lang={language}", viewport={"width": 1400, "height": 900})
    banks = {node.id for node in shipped.nodes if node.label == "Bank"}
    assert len(banks & seen.named()) >= 0.9 * len(banks)


def test_the_whole_graph_fills_the_canvas(visit: Open, shipped: Subgraph) -> None:
    seen = visit(shipped, viewport={"width": 1400, "height": 900})
    across, down = seen.page.evaluate(
        """() => {
            const { network, graph } = window.bankgraph;
            const { clientWidth, clientHeight } = document.getElementById("graph");
            const points = graph.nodes.map((_, place) => network.canvasToDOM(network.getPosition(place)));
            const span = (values) => Math.max(...values) - Math.min(...values);
            const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
            return [span(xs) / clientWidth, span(ys) / clientHeight];
        }"""
    )
    assert across > 0.75
    assert down > 0.75


def test_clicking_a_dot_tells_all_about_it_and_where_each_statement_stands(visit: Open) -> None:
    seen = visit()
    seen.click_entity("bank-of-beijing")
    panel = seen.panel()
    for said in (
        "Bank of Beijing",
        "北京银行",
        "京行",
        "city commercial bank",
        "home city",
        "deploys",
        "> 300",
    ):
        assert said in panel
    assert "AI构筑银行业核心引擎" in panel
    assert "财经网 · 2025-11-27 · characters 1204–1250" in panel
    assert "金融时报 · 2025-05-13 · characters 1834–1890" in panel
    assert "content_hash" not in panel
    assert "hash-of" not in panel


def test_clicking_a_neighbour_in_the_panel_goes_there(visit: Open) -> None:
    seen = visit()
    seen.click_entity("bank-of-beijing")
    seen.page.click("#panel .entity:has-text('DeepSeek')")
    assert seen.page.inner_text("#panel h2") == "DeepSeek"
    assert "deployed by" in seen.panel()


def test_choosing_a_statement_shows_its_sources(visit: Open) -> None:
    seen = visit()
    seen.page.click("#statements summary")
    seen.page.click("#statements tr:has-text('DeepSeek') >> text=deploys")
    assert "characters 1834–1890" in seen.panel()
    assert "in use" in seen.panel()


def test_clicking_a_line_shows_its_statement(visit: Open) -> None:
    seen = visit()
    x, y = seen.page.evaluate(
        """() => {
            const { network, graph } = window.bankgraph;
            const ids = graph.entities.map(({ id }) => id);
            const position = (id) => network.getPosition(ids.indexOf(id));
            const [a, b] = ["bank-of-shanghai", "knowledge-retrieval"].map(position);
            const middle = { x: a.x * 0.35 + b.x * 0.65, y: a.y * 0.35 + b.y * 0.65 };
            const { x, y } = network.canvasToDOM(middle);
            const { left, top } = document.getElementById("graph").getBoundingClientRect();
            return [left + x, top + y];
        }"""
    )
    seen.page.mouse.click(x, y)
    assert "+60 %" in seen.panel()
    assert "basis not stated" in seen.panel()


def test_a_figure_without_a_period_is_shown_as_undated(visit: Open) -> None:
    seen = visit()
    seen.click_entity("psbc")
    assert re.search(r"period\s+not given", seen.panel())


@pytest.mark.parametrize("words", ["bank of beij", "北京银", "京行", "BANK-OF-BEIJING", "ＢＯＢ"])
def test_search_finds_names_in_both_languages_aliases_and_ids(visit: Open, words: str) -> None:
    seen = visit()
    seen.page.fill("#query", words)
    assert "Bank of Beijing" in seen.page.inner_text("#results li[aria-selected=true]")
    seen.page.keyboard.press("Enter")
    assert seen.page.inner_text("#panel h2") == "Bank of Beijing"


def test_search_says_when_nothing_matches(visit: Open) -> None:
    seen = visit()
    seen.page.fill("#query", "no such thing")
    assert seen.page.inner_text("#results") == "Nothing matches"


def test_legend_counts_classes_and_hides_them(visit: Open) -> None:
    seen = visit()
    banks = seen.page.locator("#legend .class", has_text=re.compile(r"^Bank\s*6$"))
    before = seen.colours()
    banks.click()
    assert banks.get_attribute("aria-pressed") == "false"
    assert seen.page.evaluate("bankgraph.view.hidden.size") == 1
    assert seen.colours() < before
    seen.page.click("text=Show all")
    assert banks.get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize(("locale", "part", "legend"), [
    ("zh-CN", "", "银行"),
    ("en-GB", "", "Bank"),
    ("en-GB", "#lang=zh", "银行"),
    ("zh-CN", "#lang=en", "Bank"),
])  # fmt: skip
def test_language_follows_the_browser_and_the_address(
    visit: Open, locale: str, part: str, legend: str
) -> None:
    seen = visit(part=part, locale=locale)
    assert legend in seen.page.inner_text("#legend").split()


def test_language_switch_translates_all_that_has_two_names(visit: Open) -> None:
    seen = visit()
    seen.click_entity("bank-of-shanghai")
    seen.page.click("#language")
    assert seen.page.inner_text("#panel h2") == "上海银行"
    assert "2.519 十亿元（同比 +3.15 %）" in seen.panel()
    assert seen.page.get_attribute("html", "lang") == "zh-CN"


def test_theme_follows_the_system_and_switches(visit: Open) -> None:
    dark, light = visit(color_scheme="dark"), visit(color_scheme="light")
    assert dark.background() != light.background()
    light.page.click("#theme")
    assert light.background() == dark.background()


def test_everything_can_be_reached_by_keyboard(visit: Open) -> None:
    seen = visit()
    seen.page.focus("#legend .class")
    seen.page.keyboard.press("Space")
    assert seen.page.evaluate("bankgraph.view.hidden.size") == 1
    seen.page.focus("#panel .entity")
    seen.page.keyboard.press("Enter")
    assert seen.page.locator("#panel h2").count() == 1
    seen.page.keyboard.press("Escape")
    assert seen.page.locator("#panel .totals").count() == 1


def test_page_fits_a_phone(visit: Open) -> None:
    seen = visit(part="#entity=bank-of-beijing", viewport={"width": 390, "height": 844})
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
    assert seen.page.locator("#panel h2").is_visible()
    seen.page.click("#panel .close")
    assert not seen.page.locator("#panel").is_visible()


def test_empty_graph_says_so_in_both_languages(visit: Open) -> None:
    seen = visit(Subgraph((), ()))
    assert "没有可显示的内容" in seen.page.inner_text("#empty")
    assert "nothing to show" in seen.page.inner_text("#empty")
    assert seen.complaints == []


# ------------------------------------------------------------------ hostile and odd text


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


# ------------------------------------------------------------------ the file


def test_page_is_one_document_whose_policy_allows_no_origin(schema: Schema) -> None:
    page = render(SAMPLE, schema, title="Banks")
    assert page.startswith("<!doctype html>")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=[\"']?(https?:)?//", page)
    assert "@license" in page


def test_identical_input_gives_identical_bytes_in_every_process(schema: Schema) -> None:
    expected = hashlib.sha256(render(SAMPLE, schema, title="Banks").encode()).hexdigest()
    script = (
        "import hashlib, test_viz as t\n"
        "page = t.render(t.SAMPLE, t.load_schema(), title='Banks')\n"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    for seed in ("1", "2"):
        paths = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == expected


def test_order_of_the_input_does_not_change_the_page(schema: Schema) -> None:
    reversed_sample = Subgraph(SAMPLE.nodes[::-1], SAMPLE.relationships[::-1])
    assert render(reversed_sample, schema, title="") == render(SAMPLE, schema, title="")


def test_importing_the_room_imports_neither_pyvis_nor_networkx() -> None:
    script = "import sys, bankgraph.viz; print(sorted({'pyvis', 'networkx', 'numpy'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ------------------------------------------------------------------ folding


def test_observations_become_edges_and_sources_become_citations(schema: Schema) -> None:
    picture = fold(SAMPLE, schema)
    assert {e.id for e in picture.entities} == {e.id for e in ENTITIES}
    figures = [s for s in picture.statements if s.figure]
    assert len(figures) == 6
    scenarios = next(
        s for s in figures if s.subject == "bank-of-beijing" and s.object == "ai-application-scenarios"
    )
    assert scenarios.label == Label("> 300", "> 300")
    assert scenarios.citations == (Citation(SURVEY, 1204, 1250),)


def test_an_observation_without_its_subject_or_metric_is_left_out(schema: Schema) -> None:
    node, edges = reported("bank-of-beijing", "ai-application-scenarios", (0, 1), value=1.0, unit="count")
    for missing in ("bank-of-beijing", "ai-application-scenarios"):
        kept = tuple(e for e in ENTITIES if e.id != missing)
        assert fold(Subgraph((*kept, node), tuple(edges)), schema).statements == ()


def test_a_cited_source_outside_the_subgraph_is_listed_by_its_id(schema: Schema) -> None:
    picture = fold(Subgraph(ENTITIES, RELATIONS), schema)
    assert [(s.id, s.title) for s in picture.sources] == [(ARTICLE, "")]


def test_a_class_added_in_turtle_is_drawn_as_it_says(tmp_path: Path) -> None:
    extra = tmp_path / "extra.ttl"
    extra.write_text(
        "@prefix bg: <https://w3id.org/bankgraph/ontology#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        'bg:Regulator a owl:Class ; rdfs:subClassOf bg:Entity ; bg:colour "#123456" ; bg:shape "star" ;\n'
        '  skos:prefLabel "Regulator"@en , "监管机构"@zh ; skos:definition "d"@en , "d"@zh .\n',
        encoding="utf-8",
    )
    graph = Subgraph((entity("Regulator", "nfra", "金融监管总局", "NFRA"),), ())
    picture = fold(graph, load_schema([extra]))
    assert [(c.label.zh, c.colour, c.shape) for c in picture.classes] == [("监管机构", "#123456", "star")]


@pytest.mark.parametrize(("observation", "zh", "en"), [
    ({"value": 300.0, "unit": "count", "comparator": ">"}, "> 300", "> 300"),
    ({"value": 272.46, "unit": "亿元", "comparator": "="}, "272.46 亿元", "272.46 亿元"),
    ({"value": 1101.0, "unit": "count", "comparator": ">="}, "≥ 1,101", "≥ 1,101"),
    ({"value": 1.5, "unit": "trillion yuan", "comparator": "<="}, "≤ 1.5 万亿元", "≤ 1.5 trillion yuan"),
    ({"value": 4.6, "unit": "%", "comparator": "~"}, "≈ 4.6 %", "≈ 4.6 %"),
    ({"change_value": 3.15, "change_unit": "%", "change_basis": "year on year"},
     "同比 +3.15 %", "+3.15 % year on year"),
    ({"change_value": -2.0, "change_unit": "percentage point", "change_basis": "unstated"},
     "−2 百分点", "−2 percentage point"),
    ({"change_value": 3.0, "change_unit": "times", "change_basis": "baseline", "change_baseline": "2023"},
     "较2023 3 倍", "3 times against 2023"),
    ({"change_value": 30.0, "change_unit": "%", "change_comparator": ">", "change_basis": "unstated"},
     "> +30 %", "> +30 %"),
    ({"as_written": "hundreds of"}, "hundreds of", "hundreds of"),
    ({}, "—", "—"),
])  # fmt: skip
def test_figures_keep_their_bounds_units_and_changes(
    schema: Schema, observation: dict[str, str | float], zh: str, en: str
) -> None:
    assert figure(observation, Describer(schema, {})) == Label(zh, en)


# ------------------------------------------------------------------ labels and layout


@given(st.text(max_size=300))
def test_a_label_is_at_most_three_short_lines(name: str) -> None:
    lines = wrapped(name).split("\n")
    assert len(lines) <= 3
    assert all(columns(line) <= 22 for line in lines)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for line in lines for c in line)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.data())
def test_no_two_boxes_overlap(count: int, data: st.DataObject) -> None:
    ends = st.integers(0, count - 1)
    edges = data.draw(st.lists(st.tuples(ends, ends), max_size=60))
    boxes = [Box(60.0 + 7 * (n % 11), 40.0 + 5 * (n % 3)) for n in range(count)]
    points = positions(boxes, edges)
    for (a, p), (b, q) in itertools.combinations(zip(boxes, points, strict=True), 2):
        assert (
            abs(p[0] - q[0]) + 1 >= (a.width + b.width) / 2
            or abs(p[1] - q[1]) + 1 >= (a.height + b.height) / 2
        )


def test_no_two_boxes_of_a_large_picture_overlap(shipped: Subgraph, schema: Schema) -> None:
    picture = fold(shipped, schema)
    place = {e.id: number for number, e in enumerate(picture.entities)}
    boxes = [Box(110.0, 60.0)] * len(place)
    points = positions(boxes, [(place[s.subject], place[s.object]) for s in picture.statements])
    for p, q in itertools.combinations(points, 2):
        assert abs(p[0] - q[0]) + 2 >= 110 or abs(p[1] - q[1]) + 2 >= 60


def test_an_entity_is_more_prominent_by_its_statements_its_class_and_how_rare_that_is(
    schema: Schema,
) -> None:
    picture = fold(SAMPLE, schema)
    place = {e.id: number for number, e in enumerate(picture.entities)}
    drawn = dots(picture, [(place[s.subject], place[s.object]) for s in picture.statements])
    prominence = {id_: drawn[number].prominence for id_, number in place.items()}
    assert prominence["bank-of-beijing"] > prominence["psbc"]  # more is said of it
    assert prominence["psbc"] > prominence["ai-application-scenarios"]  # more is said of its class
    assert prominence["smart-assistant"] > prominence["psbc"]  # its class is rarer


def test_a_thousand_entities_around_one_are_laid_out() -> None:
    points = positions([Box(100, 50)] * 1001, [(0, n) for n in range(1, 1001)])
    assert len({*points}) == 1001
