"""A name means one thing, or none is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bankgraph.ontology import Schema
from bankgraph.queries.name_index import KeptIndex, Named, NameIndex
from bankgraph.queries.names import Names
from bankgraph.stores import Graph
from bankgraph.stores.embedded import EmbeddedStore

TABLE = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))
NOTHING = TABLE.pop("none")
MEANT = [(str(text), identifier) for identifier, texts in TABLE.items() for text in texts]

NAMES = Names(
    NameIndex(
        [
            Named("artificial-intelligence", "Technology", "人工智能", "artificial intelligence", ("AI",)),
            Named("ai-plus", "Initiative", "“AI+”行动", "AI+ action plan", ("“AI+”",)),
            Named("ai-plus-finance", "Initiative", "AI+金融", "AI + finance", ()),
            Named("the-daily", "Organization", "某日报", "The Daily", ()),
            Named("the-daily-2025", "Source", "标题", "标题", (), ("某日报",)),
            Named("a-site-2025", "Source", "文章", "文章", (), ("某网",)),
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("AI", "artificial-intelligence"),
        ("ai+", "ai-plus"),
        ("ＡＩ＋", "ai-plus"),
        ("AI + finance", "ai-plus-finance"),
        ("某日报", "the-daily"),
        ("某网", "a-site-2025"),
    ],
)
def test_a_name_resolves_to_what_it_is_a_name_of(text: str, identifier: str) -> None:
    resolved = NAMES.resolve(text).resolved
    assert resolved
    assert resolved.id == identifier


@pytest.fixture(scope="module", params=["read", "kept"])
def shipped(
    request: pytest.FixtureRequest, schema: Schema, graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Names]:
    """The names as they are read from the graph, and as they are found beside it from then on."""
    with EmbeddedStore(schema, tmp_path_factory.mktemp("graph")) as store:
        store.replace(graph)
        if request.param == "kept":
            Names.of(store)
        names = Names.of(store)
        assert isinstance(names.index, KeptIndex) == (request.param == "kept")
        yield names


def test_what_people_type_means_what_they_mean(shipped: Names) -> None:
    assert len(MEANT) > 450
    wrong = [text for text, identifier in MEANT if _id(shipped, text) != identifier]
    assert not wrong


@pytest.mark.parametrize("text", NOTHING)
def test_no_name_is_guessed(text: str, shipped: Names) -> None:
    assert _id(shipped, text) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("宁坡银行", "bank-of-ningbo"),
        ("兴农桶", "xingnongtong-app"),  # sounds the same, and is too short to be taken for it
        ("廖琳", "liao-lin"),
        ("投产工作台", "one-stop-release-workbench"),
        ("专精特新", "specialized-and-innovative-enterprise-zone"),
        ("揭榜挂师", "jiebang-guashuai-mechanism"),
        ("金融信息化十件大事", "ten-events-in-financial-informatization-2023"),
        ("ICBC 2023 annual report", "icbc-annual-report-2023"),
        ("verification robot", "ai-verification-robots"),
    ],
)
def test_what_is_meant_comes_first_where_nothing_is_chosen(text: str, first: str, shipped: Names) -> None:
    found = shipped.resolve(text)
    assert found.resolved is None
    assert found.candidates[0][0].id == first


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("网尚银行", "mybank"),
        ("工伤银行", "icbc"),
        ("gōngháng", "icbc"),
        ("jiàn shè yín háng", "ccb"),
        ("ZHŌNGGUÓ gōngshāng yínháng", "icbc"),
    ],
)
def test_a_name_is_found_by_its_sound(text: str, identifier: str, shipped: Names) -> None:
    assert _id(shipped, text) == identifier


def test_several_things_of_one_name_are_candidates(shipped: Names) -> None:
    found = shipped.resolve("青岛")
    assert [named.id for named, _ in found.candidates] == [
        "bank-of-qingdao",
        "bocom-qingdao-branch",
        "qingdao",
    ]


def _id(names: Names, text: str) -> str | None:
    resolved = names.resolve(text).resolved
    return resolved.id if resolved else None
