"""A class, a relation, a unit and a metric are added by Turtle and YAML alone, and everything knows them."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bankgraph.loaders import Knowledge, load, property_graph, read_knowledge, shipped_data
from bankgraph.ontology import InvalidDataError, Schema, load_schema, shipped_ontology
from bankgraph.queries import whole_graph
from bankgraph.stores import Store
from bankgraph.stores.embedded import EmbeddedStore
from bankgraph.viz import render
from pages import data_of

TERMS = """
my:Robot a owl:Class ; rdfs:subClassOf bg:Entity ;
    bg:colour "#12ab34" ; bg:shape "hexagon" ;
    skos:prefLabel "Robot"@en , "网点机器人"@zh ;
    skos:definition "A machine that greets customers."@en , "迎接客户的机器。"@zh .

my:employsRobot a owl:ObjectProperty ; rdfs:subPropertyOf bg:relatedTo ;
    rdfs:domain bg:Organization ; rdfs:range my:Robot ;
    skos:prefLabel "employs robot"@en , "启用机器人"@zh ; bg:inverseLabel "robot of"@en , "启用方"@zh ;
    skos:definition "Has it at work in a branch."@en , "在网点使用。"@zh .

my:height a owl:DatatypeProperty ; rdfs:domain my:Robot ;
    skos:prefLabel "height"@en , "身高"@zh ; skos:definition "How tall it is."@en , "有多高。"@zh .

my:shift a owl:DatatypeProperty ; rdfs:subPropertyOf bg:qualifier ;
    skos:prefLabel "shift"@en , "班次"@zh ;
    skos:definition "When in the day it is so."@en , "一天中的时段。"@zh .

unit:dozen a bg:Unit ; skos:notation "dozen" ; qudt:hasQuantityKind bg:Count ;
    qudt:conversionMultiplier 12 ; bg:referenceUnit unit:count ;
    skos:prefLabel "dozen"@en , "打"@zh ; skos:definition "Twelve."@en , "十二个。"@zh .
"""
PREFIXES = """\
@prefix bg: <https://w3id.org/bankgraph/ontology#> .
@prefix my: <https://example.org/robots#> .
@prefix unit: <https://w3id.org/bankgraph/unit/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
ADDED = f"""\
Robot:
  teller-bot: {{zh: 大堂机器人, en: Teller Bot, height: 1.5 m}}
Metric:
  robots-at-work: {{zh: 在岗机器人数, en: robots at work, quantity_kind: count}}
source:
  id: robot-news
  title: 机器人上岗
  publisher: 机器人报
  published: 2026-01-02
  language: zh
  sha256: {"ab" * 32}
  characters: 100
statements:
- {{subject: bank-of-beijing, predicate: EMPLOYS_ROBOT, object: teller-bot, shift: night, at: [0, 10]}}
- {{subject: bank-of-beijing, metric: robots-at-work, about: teller-bot, value: 2.5, unit: 打,
    shift: day, at: [10, 30]}}
"""

ROOMS = ("ontology", "loaders", "stores", "queries", "viz", "cli")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a person adds: `robots.ttl` and `data/robots.yaml`."""
    folder = tmp_path_factory.mktemp("extension")
    (folder / "robots.ttl").write_text(PREFIXES + TERMS, encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "robots.yaml").write_text(ADDED, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def extended(folder: Path) -> Schema:
    return load_schema([folder / "robots.ttl"])


@pytest.fixture(scope="module")
def more(folder: Path, extended: Schema) -> Knowledge:
    return read_knowledge([shipped_data(), folder / "data"], extended)


@pytest.fixture(scope="module")
def store(more: Knowledge, extended: Schema, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with EmbeddedStore(extended, tmp_path_factory.mktemp("extended-graph")) as store:
        load(more, store, extended)
        yield store


def test_the_new_terms_are_in_the_schema_beside_the_shipped_ones(extended: Schema, schema: Schema) -> None:
    assert {*extended.classes} - {*schema.classes} == {"Robot"}
    assert {*extended.curated_relations} - {*schema.curated_relations} == {"EMPLOYS_ROBOT"}
    assert {*extended.units} - {*schema.units} == {"dozen"}
    assert [a.name for a in extended.own_attributes["Robot"]] == ["height"]


def test_terms_added_to_a_copy_of_the_shipped_turtle_give_the_same_schema(
    extended: Schema, tmp_path: Path
) -> None:
    from bankgraph.ontology.reader import read_ontology

    copy = tmp_path / "copy.ttl"
    prefix = "@prefix my: <https://example.org/robots#> .\n"
    copy.write_text(shipped_ontology().read_text(encoding="utf-8") + prefix + TERMS, encoding="utf-8")
    assert read_ontology([copy]) == extended


def test_the_new_class_relation_unit_and_metric_are_in_the_property_graph(
    more: Knowledge, extended: Schema
) -> None:
    graph = property_graph(more, extended)
    nodes = {node.id: node for node in graph.nodes}
    assert nodes["teller-bot"].labels == ("Entity", "Robot")
    assert nodes["teller-bot"].properties["height"] == "1.5 m"
    (employs,) = [r for r in graph.relationships if r.type == "EMPLOYS_ROBOT"]
    assert (employs.start, employs.end) == ("bank-of-beijing", "teller-bot")
    assert employs.properties["evidence"] == ["robot-news#char=0,10"]
    (measured,) = [r.start for r in graph.relationships if (r.type, r.end) == ("OF_METRIC", "robots-at-work")]
    figure = nodes[measured].properties
    assert (figure["value"], figure["unit"]) == (2.5, "打")
    assert (figure["canonical_value"], figure["canonical_unit"]) == (30.0, "count")


def test_the_embedded_store_answers_in_the_new_words(store: Store) -> None:
    employs = "MATCH (b:Bank)-[e:EMPLOYS_ROBOT]->(r:Robot:Entity) RETURN b.id, r.name_zh, r.height, e.sources"
    assert store.query(employs).rows == (("bank-of-beijing", "大堂机器人", "1.5 m", ["robot-news"]),)
    figure = (
        "MATCH (:Bank)-[:REPORTED]->(o:Observation)-[:OF_METRIC]->(m:Metric {id: 'robots-at-work'}) "
        "MATCH (o)-[:ABOUT]->(r:Robot) RETURN o.canonical_value, o.canonical_unit, r.id"
    )
    assert store.query(figure).rows == ((30.0, "count", "teller-bot"),)


def test_the_picture_shows_the_new_class_in_its_name_and_colour(store: Store, extended: Schema) -> None:
    page = data_of(render(whole_graph(store), extended, title="机器人"))
    drawn = {"name": ["网点机器人", "Robot"], "colour": "#12ab34", "shape": "hexagon"}
    assert json.dumps(drawn, ensure_ascii=False, separators=(",", ":")) in page
    for text in ("大堂机器人", "启用机器人", "在岗机器人数", "机器人上岗"):
        assert text in page


@pytest.mark.parametrize(
    ("right", "wrong", "what"),
    [
        ("Robot:\n", "Robbot:\n", "unknown key 'Robbot'; did you mean 'Robot'?"),
        (
            "EMPLOYS_ROBOT",
            "EMPLOYS_ROBOTS",
            "unknown relation 'EMPLOYS_ROBOTS'; did you mean 'EMPLOYS_ROBOT'?",
        ),
        ("unit: 打", "unit: dozens", "unknown unit 'dozens'; did you mean 'dozen'?"),
        (
            "metric: robots-at-work",
            "metric: robot-at-work",
            "unknown entity 'robot-at-work'; did you mean 'robots-at-work'?",
        ),
        ("height:", "hight:", "unknown key 'hight'; did you mean 'height'?"),
        ("object: teller-bot", "object: deepseek", "EMPLOYS_ROBOT takes no Model ('deepseek') as object"),
        (
            "unit: 打",
            "unit: 亿元",
            "unit '亿元' measures money, but metric 'robots-at-work' is of kind count",
        ),
    ],
)
def test_mistakes_are_explained_in_the_new_words(
    extended: Schema, tmp_path: Path, right: str, wrong: str, what: str
) -> None:
    file = tmp_path / "robots.yaml"
    file.write_text(ADDED.replace(right, wrong), encoding="utf-8")
    with pytest.raises(InvalidDataError) as error:
        read_knowledge([shipped_data(), file], extended)
    assert what in [p.what for p in error.value.problems]
    assert {p.file for p in error.value.problems} == {str(file)}


def test_without_the_turtle_the_new_words_are_unknown(schema: Schema, folder: Path) -> None:
    with pytest.raises(InvalidDataError) as error:
        read_knowledge([shipped_data(), folder / "data"], schema)
    said = [p.what.split(";")[0] for p in error.value.problems]
    assert {"unknown key 'Robot'", "unknown relation 'EMPLOYS_ROBOT'", "unknown unit '打'"} <= {*said}


def test_the_command_loads_and_finds_them(folder: Path, tmp_path: Path) -> None:
    def bankgraph(*arguments: str) -> str:
        command = [str(Path(sys.executable).with_name("bankgraph")), *arguments]
        environment = {**os.environ, "BANKGRAPH_HOME": str(tmp_path / "home")}
        found = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert found.returncode == 0, found.stderr
        return str(found.stdout)

    graph = str(tmp_path / "graph")
    added = ("--data", str(folder / "data"), "--ontology", str(folder / "robots.ttl"))
    bankgraph("load", *added, "--to", graph)
    query = "MATCH (b:Bank)-[:EMPLOYS_ROBOT]->(r:Robot) RETURN b.id AS bank, r.name_en AS robot"
    for options in ((), added):
        found = bankgraph("cypher", query, *options, "--store", graph, "--format", "json")
        assert json.loads(found) == [{"bank": "bank-of-beijing", "robot": "Teller Bot"}]
    card = bankgraph("show", "teller-bot", *added, "--store", graph)
    assert "启用方 robot of  北京银行 Bank of Beijing  (班次 shift night)  [robot-news#char=0,10]" in card
    assert "2.5 打" in card
    assert "(班次 shift day)" in card
    assert not (tmp_path / "home").exists()


# ---------------------------------------------------------------- why this needs no Python


def texts_in(code: str) -> Iterator[tuple[int, str]]:
    """Line and value of every text in Python code that is not a docstring."""
    tree = ast.parse(code)
    said = [n.value for n in ast.walk(tree) if isinstance(n, ast.Expr)]  # docstrings, and nothing else
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in said:
            yield node.lineno, node.value


def test_a_text_is_found_and_a_docstring_or_an_identifier_is_not() -> None:
    code = '"""Bank"""\ndef Model(Person="Bank", x=f"{y}Award"):\n    """Event"""\n    [Document, "Place"]\n'
    assert sorted(texts_in(code)) == [(2, "Award"), (2, "Bank"), (4, "Place")]


def test_no_python_file_names_a_class_or_a_relation_of_the_domain(schema: Schema) -> None:
    domain = {*schema.entity_classes, *schema.curated_relations}
    root = Path(__file__).parents[1]
    files = [file for room in ROOMS for file in sorted((root / room).rglob("*.py"))]
    assert {file.parent.name for file in files} >= {*ROOMS}
    named = [
        f"{file.relative_to(root)}:{line}: {text}"
        for file in files
        for line, text in texts_in(file.read_text(encoding="utf-8"))
        if text in domain
    ]
    assert named == []
