"""The page is one file that reaches for nothing, runs nothing it is told to run, and says its sources."""

import hashlib
import itertools
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bankgraph.ontology import Label, Schema, load_schema
from bankgraph.queries import Subgraph
from bankgraph.viz import Citation, fold, render
from bankgraph.viz.details import Describer
from bankgraph.viz.dots import dots
from bankgraph.viz.figures import figure
from bankgraph.viz.labels import columns, wrapped
from bankgraph.viz.layout import Box, positions
from pages import (
    ARTICLE,
    ENTITIES,
    RELATIONS,
    SAMPLE,
    SURVEY,
    Open,
    entity,
    reported,
    use_everything,
)

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
    assert "25.19 亿元（同比 +3.15 %）" in seen.panel()
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
    ({"value": 272.46, "unit": "亿元", "comparator": "="}, "272.46 亿元", "27.246 billion yuan"),
    ({"value": 8500.0, "unit": "万", "comparator": ">"}, "> 8,500 万", "> 85 million"),
    ({"value": 6.5, "unit": "万"}, "6.5 万", "65,000"),
    ({"value": 2.29, "unit": "亿户"}, "2.29 亿户", "229 million"),
    ({"value": 1.3, "unit": "million", "comparator": "~"}, "≈ 130 万", "≈ 1.3 million"),
    ({"value": 0.5, "unit": "million yuan"}, "50 万元", "0.5 million yuan"),
    ({"value": 2.0, "unit": "minute"}, "2 分钟", "2 minute"),
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
