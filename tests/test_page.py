"""What a reader can do with the page: find, cut down, compare, go through time, take away."""

from __future__ import annotations

import html
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from bankgraph.cli.viz import command
from bankgraph.ontology import Schema
from bankgraph.queries import Node, Subgraph
from bankgraph.viz import render, saved_views
from drawing.making import make
from drawing.ours import subgraph
from pages import SAMPLE, SOURCES, SURVEY, Open, Visit, data_of, entity, relation, reported


def with_readings() -> Subgraph:
    """The sample with the pinyin that a loaded graph has."""
    readings = {
        "bank-of-beijing": ["bei jing yin hang", "jing hang"],
        "icbc": ["zhong guo gong shang yin hang", "gong shang yin hang", "gong hang"],
    }
    nodes = [
        Node(n.labels, {**n.properties, "pinyin": readings[n.id]}) if n.id in readings else n
        for n in SAMPLE.nodes
    ]
    return Subgraph(tuple(nodes), SAMPLE.relationships)


@pytest.mark.parametrize("words", [
    "gongshang", "gong shang yin hang", "zhongguogongshangyinhang", "zgg", "gsyh", "gh",
    "工商", "中国工商银行", "Industrial and Comm", "IACBOC", "ICBC", "工行",
])  # fmt: skip
def test_search_finds_by_characters_pinyin_initials_english_and_alias(visit: Open, words: str) -> None:
    seen = visit(with_readings())
    seen.page.fill("#query", words)
    assert "Industrial and Commercial Bank of China" in seen.page.inner_text("#results li:first-child")


def test_search_over_ten_thousand_answers_within_fifty_milliseconds(visit: Open) -> None:
    seen = visit(subgraph(make(10_000)))
    taken = seen.page.evaluate(
        """() => {
            const words = ["smart", "智慧", "node-77", "no such thing", "5"];
            window.bankgraph.sought("first"); // folds the names, once
            return words.map((each) => {
                const started = performance.now();
                window.bankgraph.sought(each);
                return performance.now() - started;
            });
        }"""
    )
    assert sorted(taken)[len(taken) // 2] < 50


def test_only_neighbours_then_one_more_ring_then_all_again(visit: Open) -> None:
    seen = visit()
    everything = seen.shown()
    seen.find("icbc")
    seen.page.click("[data-act=onlyAround]")
    assert seen.shown() == {"icbc", "leading-ai-plus"}
    seen.find("leading-ai-plus")
    seen.page.click("[data-act=addAround]")
    assert seen.shown() == {"icbc", "leading-ai-plus", "risk-control"}
    seen.page.click("#showing .all")
    assert seen.shown() == everything


def test_an_entity_can_be_hidden_and_comes_back_when_it_is_looked_for(visit: Open) -> None:
    seen = visit()
    seen.find("deepseek")
    seen.page.click("[data-act=remove]")
    assert "deepseek" not in seen.shown()
    seen.find("deepseek")
    assert "deepseek" in seen.shown()


def test_only_what_connects_the_marked_entities_is_left(visit: Open) -> None:
    seen = visit()
    for id_ in ("icbc", "bank-of-ningbo"):
        seen.find(id_)
        seen.page.click("[data-act=mark]")
    seen.page.click("text=Only what connects these")
    assert seen.shown() == {
        *("icbc", "leading-ai-plus", "risk-control", "ningbo-large-model-team", "bank-of-ningbo"),
    }


def test_nothing_connects_what_is_apart_and_the_marked_stay(visit: Open) -> None:
    apart = Subgraph((*SAMPLE.nodes, entity("Bank", "alone", "孤", "Alone")), SAMPLE.relationships)
    seen = visit(apart)
    for id_ in ("icbc", "alone"):
        seen.find(id_)
        seen.page.click("[data-act=mark]")
    seen.page.click("text=Only what connects these")
    assert seen.shown() == {"icbc", "alone"}


def dated() -> Subgraph:
    """Two initiatives with a period, one without."""
    banks = [entity("Bank", "b", "乙银行", "Bank B")]
    made = [entity("Initiative", f"i{n}", f"举措{n}", f"Initiative {n}") for n in range(3)]
    spans = [("2022", "2022-01-01", "2022-12-31"), ("2024", "2024-01-01", "2024-12-31")]
    relations = [
        relation("b", "LAUNCHED", f"i{n}", n, n + 1, period=p, period_start=start, period_end=end)
        for n, (p, start, end) in enumerate(spans)
    ]
    return Subgraph((*banks, *made, *SOURCES), (*relations, relation("b", "LAUNCHED", "i2", 3, 4)))


def slide(seen: Visit, name: str, value: int) -> None:
    seen.page.evaluate(
        """([name, value]) => {
            const slider = document.querySelector(`#time [name=${name}]`);
            slider.value = value;
            slider.dispatchEvent(new Event("input"));
        }""",
        [name, value],
    )


def test_the_time_slider_leaves_what_held_then(visit: Open) -> None:
    seen = visit(dated())
    seen.tool("time")
    assert "2022-01-01 – 2024-12-31" in seen.page.inner_text("#time output")
    slide(seen, "to", 1)
    assert seen.shown() == {"b", "i0", "i2"}
    seen.page.click("#time label input")
    assert seen.shown() == {"b", "i0"}
    slide(seen, "to", 3)
    slide(seen, "from", 3)
    assert seen.shown() == {"b", "i1"}
    seen.page.click("#time .act")
    assert seen.shown() == {"b", "i0", "i1", "i2"}


def test_the_time_slider_goes_by_dates_of_publication(visit: Open) -> None:
    seen = visit()
    seen.tool("time")
    slide(seen, "from", 1)
    assert "2025-11-27 – 2025-11-27" in seen.page.inner_text("#time output")
    assert "psbc" in seen.shown()
    assert "deepseek" not in seen.shown()


def test_a_metric_of_several_banks_is_a_chart_with_bounds_as_bounds(visit: Open) -> None:
    seen = visit()
    seen.find("ai-application-scenarios")
    chart = seen.page.locator(".chart")
    assert chart.locator(".subject").all_text_contents() == ["Bank of Beijing", "Postal Savings Ban…"]
    assert chart.locator(".value").all_text_contents() == ["> 300", "> 230"]
    assert chart.locator(".beyond").count() == 2
    assert "at least this" in seen.panel()


def test_a_chart_puts_only_like_with_like_and_draws_no_bar_for_what_is_not_known(visit: Open) -> None:
    figures = (
        reported("icbc", "technology-investment", (1, 2), value=20.0, unit="%", comparator="="),
        reported("psbc", "technology-investment", (2, 3), value=10.0, unit="%", comparator="<"),
        reported("psbc", "technology-investment", (3, 4), value=5.0, unit="亿元", comparator="="),
        reported("bank-of-beijing", "technology-investment", (4, 5), change_value=3.0, change_unit="%"),
    )
    graph = Subgraph(
        (*SAMPLE.nodes, *(n for n, _ in figures)),
        (*SAMPLE.relationships, *(e for _, es in figures for e in es)),
    )
    seen = visit(graph)
    seen.find("technology-investment")
    chart = seen.page.locator(".chart")
    assert chart.count() == 1
    assert chart.locator(".value").all_text_contents() == ["20", "< 10"]
    assert chart.locator(".bar").count() == 2
    assert chart.locator(".bar.below").count() == 1
    assert chart.locator(".unknown").count() == 1
    widths = chart.locator(".bar").evaluate_all("bars => bars.map((bar) => bar.width.baseVal.value)")
    assert widths[0] == pytest.approx(2 * widths[1])


def test_a_picture_of_one_metric_opens_with_its_chart(visit: Open) -> None:
    kept = {"bank-of-beijing", "psbc", "ai-application-scenarios", SURVEY}
    nodes = [n for n in SAMPLE.nodes if n.id in kept or n.id.startswith("observation-")]
    ids = {n.id for n in nodes}
    seen = visit(
        Subgraph(tuple(nodes), tuple(r for r in SAMPLE.relationships if r.start in ids and r.end in ids))
    )
    assert seen.page.locator(".chart").count() == 1


def test_the_picture_is_saved_as_png_and_as_svg(visit: Open) -> None:
    seen = visit(title="a/b: c")
    with seen.page.expect_download() as png:
        seen.tool("savePng")
    assert png.value.suggested_filename == "a-b-c.png"
    assert png.value.path().read_bytes().startswith(b"\x89PNG")
    with seen.page.expect_download() as svg:
        seen.tool("saveSvg")
    drawn = ElementTree.parse(svg.value.path()).getroot()  # noqa: S314
    words = " ".join(drawn.itertext())
    assert "Bank of Beijing" in words
    assert len(drawn.findall("{http://www.w3.org/2000/svg}path")) >= len(seen.shown())


def test_on_paper_there_is_the_picture_and_what_is_said(visit: Open) -> None:
    seen = visit(part="#entity=bank-of-beijing")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    seen.page.emulate_media(media="print")
    assert seen.page.locator("#printed").is_visible()
    assert seen.page.locator("#panel h2").is_visible()
    assert not seen.page.locator(".switches").is_visible()
    assert seen.page.pdf().startswith(b"%PDF")


def test_dots_move_only_when_asked_and_stay_where_they_are_put(visit: Open) -> None:
    seen = visit()
    positions = "JSON.stringify(bankgraph.network.getPositions())"
    before = seen.page.evaluate(positions)
    seen.page.wait_for_timeout(300)
    assert seen.page.evaluate(positions) == before
    seen.tool("physics")
    seen.page.wait_for_timeout(700)
    moved = seen.page.evaluate(positions)
    assert moved != before
    seen.tool("physics")
    still = seen.page.evaluate(positions)
    seen.find("icbc")
    assert seen.page.evaluate(positions) == still


def test_the_slash_key_goes_to_the_search_and_escape_closes_the_menu(visit: Open) -> None:
    seen = visit()
    seen.page.keyboard.press("/")
    assert seen.page.evaluate("document.activeElement.id") == "query"
    seen.page.focus("#tools summary")
    seen.page.keyboard.press("Enter")
    assert seen.page.locator("#tools .menu").is_visible()
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#tools .menu").is_visible()


def test_the_picture_is_reached_and_moved_by_keyboard_in_its_turn(visit: Open) -> None:
    seen = visit()
    assert seen.page.evaluate("Math.max(...[...document.querySelectorAll('*')].map((e) => e.tabIndex))") == 0
    seen.page.focus("#graph .vis-network")
    before = seen.page.evaluate("bankgraph.network.getViewPosition().x")
    seen.page.keyboard.down("ArrowRight")
    seen.page.wait_for_timeout(300)
    seen.page.keyboard.up("ArrowRight")
    assert seen.page.evaluate("bankgraph.network.getViewPosition().x") != before


def test_a_selection_can_be_passed_on_as_a_link(visit: Open) -> None:
    seen = visit()
    seen.find("deepseek")
    there = visit(part=seen.page.evaluate("location.hash"))
    assert there.page.inner_text("#panel h2") == "DeepSeek"


def test_more_than_ten_thousand_stand_folded_and_open_when_clicked(visit: Open) -> None:
    seen = visit(subgraph(make(10_500)), viewport={"width": 1400, "height": 900})
    folded = seen.shown()
    assert 50 < len(folded) < 500
    assert sum(map(int, re.findall(r"\+(\d+)", " ".join(seen.labels())))) > 0
    seen.click_entity(sorted(seen.named() & folded)[0])
    assert folded < seen.shown()
    seen.find("node-10321")
    assert "node-10321" in seen.shown()
    seen.page.click("text=Fold all")
    assert seen.shown() == folded
    assert seen.complaints == []


def test_a_phone_shows_few_of_many_and_all_when_asked(visit: Open, shipped: Subgraph) -> None:
    seen = visit(shipped, viewport={"width": 390, "height": 844})
    few = seen.shown()
    assert 10 < len(few) < 60
    assert len(few) / 2 < len(seen.named()) <= len(few)
    seen.page.click("text=Unfold all")
    assert len(seen.shown()) == len(seen.radii()) > 400


@pytest.mark.parametrize("size", [200, 1000])
def test_names_of_a_crowd_do_not_cover_each_other(visit: Open, size: int) -> None:
    seen = visit(subgraph(make(size)), viewport={"width": 1400, "height": 900})
    boxes = seen.page.evaluate("bankgraph.written.map(({ box }) => box)")
    assert len(boxes) > 20
    for number, a in enumerate(boxes):
        for b in boxes[number + 1 :]:
            assert (
                a["left"] + a["width"] <= b["left"] + 0.01
                or b["left"] + b["width"] <= a["left"] + 0.01
                or a["top"] + a["height"] <= b["top"] + 0.01
                or b["top"] + b["height"] <= a["top"] + 0.01
            )


COVERED = """() => {
    const { network, graph, sizeOf, isHidden, written } = window.bankgraph;
    const rank = graph.nodes.map(({ prominence }) => prominence).sort((a, b) => b - a);
    const landmark = rank[Math.ceil(rank.length / 20) - 1];
    const dots = graph.nodes.map((_, place) => {
        const { x, y } = network.canvasToDOM(network.getPosition(place));
        return { place, x, y, radius: sizeOf(place) * network.getScale() };
    }).filter(({ place }) => !isHidden(place));
    const lesser = written.filter(({ place }) => graph.nodes[place].prominence < landmark);
    return lesser.map(({ place, box }) => [graph.entities[place].id, dots.filter((dot) => dot.place !== place
        && Math.abs(dot.x - box.left - box.width / 2) < box.width / 2 - 1
        && Math.abs(dot.y - box.top - box.height / 2) < box.height / 2 - 1).length]);
}"""


def test_a_lesser_name_of_a_crowd_covers_the_middle_of_no_dot(visit: Open, shipped: Subgraph) -> None:
    seen = visit(shipped, viewport={"width": 1400, "height": 900})
    seen.named()  # waits for the names
    covered = dict(seen.page.evaluate(COVERED))
    assert len(covered) > 20
    assert [name for name, dots in covered.items() if dots] == []


def test_the_table_holds_every_statement_a_thousand_at_a_time(visit: Open) -> None:
    seen = visit(subgraph(make(500)))
    seen.page.click("#statements summary")
    rows = seen.page.locator("#statements tbody tr")
    rows.first.wait_for()
    assert rows.count() == 1000
    seen.page.click("text=More statements")
    assert rows.count() == 1491
    assert seen.page.locator("text=More statements").count() == 0
    assert "Source" in seen.page.inner_text("#statements thead")


# ------------------------------------------------------------------ the file


def test_data_and_library_are_packed_and_the_file_is_small(schema: Schema) -> None:
    page = render(subgraph(make(200)), schema, title="Made up")
    assert len(page.encode()) < 450_000
    assert '"title":"Made up"' in data_of(page)
    assert "Apache 2.0 License" in page


def test_a_notebook_shows_the_page_in_a_frame(chromium: Browser, schema: Schema, tmp_path: Path) -> None:
    page = render(SAMPLE, schema, title="Banks")
    file = tmp_path / "notebook.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{page._repr_html_()}", encoding="utf-8")
    context = chromium.new_context()
    seen = context.new_page()
    problems: list[str] = []
    seen.on("pageerror", lambda error: problems.append(str(error)))
    seen.goto(file.as_uri())
    frame = seen.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached")
    frame.locator("#query").fill("京行")
    frame.locator("#query").press("Enter")
    assert "北京银行" in frame.locator("#panel").inner_text()
    assert problems == []
    assert html.unescape(page._repr_html_().split('srcdoc="')[1].split('"')[0]) == page
    context.close()


def test_the_help_names_every_saved_view() -> None:
    told = CliRunner().invoke(command, ["--help"]).output
    assert f"({', '.join(saved_views())})" in " ".join(told.split())


def test_saved_views_name_themselves_in_both_languages() -> None:
    views = saved_views()
    assert {"adoption", "comparable", "figures", "initiatives"} <= {*views}
    assert all(name == Path(view.file).stem and view.title and view.title_zh for name, view in views.items())
