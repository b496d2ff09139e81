"""A sample graph and the page that shows it, open in Chromium."""

from __future__ import annotations

import re
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bankgraph.ontology import ENTITY, Schema
from bankgraph.queries import Node, Relationship, Subgraph
from bankgraph.stores import Graph, Properties
from bankgraph.stores.values import Scalar
from bankgraph.viz import render

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

    def choose(self, place: int) -> None:
        """Choose the entity at a place of the graph's list, by the address."""
        id_ = self.page.evaluate("place => bankgraph.graph.entities[place].id", place)
        self.find(id_)

    def find(self, id_: str) -> None:
        """Choose an entity through the search box, by its id."""
        self.page.evaluate(
            """id => {
                const query = document.getElementById("query");
                query.value = id;
                query.dispatchEvent(new Event("input"));
                const places = [...document.querySelectorAll("#results [data-entity]")];
                const graph = window.bankgraph.graph;
                (places.find((each) => graph.entities[each.dataset.entity].id === id) ?? places[0]).click();
            }""",
            id_,
        )

    def tool(self, name: str) -> None:
        """Take an entry of the menu."""
        self.page.click("#tools summary")
        self.page.click(f"#tools [data-tool={name}]")

    def shown(self) -> set[str]:
        """The ids of the entities that are not left out of the picture."""
        return set(
            self.page.evaluate(
                "bankgraph.graph.entities.filter((_, at) => !bankgraph.isHidden(at)).map(({ id }) => id)"
            )
        )

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

    def labels(self) -> list[str]:
        """The names as they stand on the canvas."""
        return list(self.page.evaluate("bankgraph.written.flatMap(({ lines }) => lines)"))

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


def data_of(page: str) -> str:
    """The data that a page carries, unpacked."""
    found = re.search(r'id="data">([^<]*)<', page)
    assert found is not None
    return zlib.decompress(b64decode(found[1])).decode("utf-8")


Open = Callable[..., Visit]


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
