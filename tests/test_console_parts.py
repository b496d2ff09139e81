"""The parts of the console by themselves: what completes a text, what a script holds, how values look."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bankgraph.cli.console.completer import ConsoleCompleter, suggestions
from bankgraph.cli.console.history import History
from bankgraph.cli.console.parameters import assigned, constant
from bankgraph.cli.console.script import ending, split
from bankgraph.cli.console.values import Values
from bankgraph.cli.console.words import Words
from bankgraph.cli.query import literal
from bankgraph.ontology import Schema
from bankgraph.queries import Named, read_catalogue
from bankgraph.queries.name_index import NameIndex
from bankgraph.stores import Graph
from bankgraph.stores.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def words(schema: Schema, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Words:
    with EmbeddedStore(schema, tmp_path_factory.mktemp("words")) as store:
        store.replace(graph)
        known = NameIndex.of(store).by_id.values()
    return Words(schema, read_catalogue(), Values(known), {"model": "deepseek", "since": 2024})


def _texts(before: str, words: Words) -> list[str]:
    found = suggestions(before, words)
    assert found.length <= len(before)
    return [item.text for item in found.items]


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("MATCH (b:Ba", "Bank"),
        ("MATCH (:Ba", "Bank"),
        ("MATCH (b:银行", "Bank"),
        ("MATCH (b:Bank|Mo", "Model"),
        ("MATCH (b) WHERE b:Ba", "Bank"),
        ("MATCH (b)-[:DEP", "DEPLOYS"),
        ("MATCH (b)-[d:dep", "DEPLOYS"),
        ("MATCH (b)-[:USES|DEP", "DEPLOYS"),
        ("MATCH (b)-[:部署", "DEPLOYS"),
        ("MATCH (b:Bank) RETURN b.bank", "bank_type"),
        ("MATCH (b:Bank {bank", "bank_type"),
        ("MATCH (b:Bank {id: 'x', bank", "bank_type"),
        ("MATCH (b)-[d:DEPLOYS {statu", "status"),
        ("mat", "match"),
        ("MAT", "MATCH"),
        ("MATCH (bank:Bank) RETURN ba", "bank"),
        ("MATCH (b:Bank) WHERE b.bank_type = 'state", "state-owned"),
        ("MATCH (m:Model {id: $mo", "model"),
        ("MATCH (b:Bank {id: '工行", "icbc"),
        ("MATCH (b:Bank {id: '中国工商银行", "icbc"),
        ("MATCH (b:Bank {id: 'gsyh", "icbc"),
        ("MATCH (b:Bank {id: 'gongshang", "icbc"),
        ('MATCH (b:Bank {id: "ICBC', "icbc"),
        ("MATCH (b:Bank {name: 'icbc", "中国工商银行"),
        ("MATCH (b) WHERE b.name_en CONTAINS '宁波银行", "Bank of Ningbo"),
        ("MATCH (b) WHERE b.id IN ['icbc', '宁波银行", "bank-of-ningbo"),
        (":run banks-dep", "banks-deploying"),
        (":run 部署了某个", "banks-deploying"),
        (":run banks-deploying 深度", "deepseek"),
        (":run banks-deploying model=dee", "deepseek"),
        (":param model => '深度", "deepseek"),
        (":sch", ":schema"),
        (":schema DEPL", "DEPLOYS"),
        (":last js", "json"),
    ],
)
def test_the_first_completion_is_the_word_meant(before: str, first: str, words: Words) -> None:
    assert _texts(before, words)[0] == first


@pytest.mark.parametrize(
    "before", ["MATCH (b) // Ba", "RETURN `Ba", "MATCH (b) /* Ba", "RETURN 12", ":viz", ":nothing x"]
)
def test_where_nothing_of_ours_can_stand_no_values_are_offered(before: str, words: Words) -> None:
    assert set(_texts(before, words)) <= {":viz"}


def test_a_type_is_no_label_and_a_label_no_type(words: Words) -> None:
    assert "DEPLOYS" not in _texts("MATCH (b:", words)
    assert "Bank" not in _texts("MATCH (b)-[:", words)


def test_a_value_fits_the_class_of_the_packs_parameter(words: Words, schema: Schema) -> None:
    found = _texts(":run banks-deploying ", words)
    assert found
    assert words.values
    classes = {thing.cls for i in found for thing in words.values.found(i, 1)}
    assert all(schema.is_a(cls, ["Model"]) for cls in classes)


def test_a_quote_in_a_value_is_escaped() -> None:
    schema_words = Words(values=Values([Named("x", "Thing", "O'Hara", "O'Hara", ())]))
    assert _texts("MATCH (n {name: 'oh", schema_words) == ["O\\'Hara"]


def test_without_the_engine_the_vocabulary_still_completes(schema: Schema) -> None:
    assert _texts("MATCH (b:Ba", Words(schema))[0] == "Bank"
    assert _texts("MATCH (b:Bank {id: 'gsyh", Words(schema)) == []
    assert _texts("MAT", Words()) == ["MATCH"]


def test_an_empty_word_is_completed_when_asked_for(words: Words) -> None:
    completer = ConsoleCompleter(words)
    document = Document("MATCH (b:Bank {id: '")
    assert list(completer.get_completions(document, CompleteEvent(text_inserted=True))) == []
    assert list(completer.get_completions(document, CompleteEvent(completion_requested=True)))


def test_the_second_statement_is_completed_by_itself(words: Words) -> None:
    completer = ConsoleCompleter(words)
    document = Document("RETURN 'a;b';\nMATCH (b:Ba")
    found = list(completer.get_completions(document, CompleteEvent(text_inserted=True)))
    assert [found[0].text, found[0].start_position] == ["Bank", -2]


def test_a_key_finds_its_values_at_once_among_a_hundred_thousand(words: Words) -> None:
    many = Values(
        Named(f"bank-{n}", "Bank", f"第{n}银行", f"Bank {n}", (f"B{n}",), (), (f"di {n} yin hang",))
        for n in range(100_000)
    )
    crowd = Words(words.schema, words.packs, many)
    took = []
    for before in ("MATCH (b {id: 'bank-99", "MATCH (b {id: '第9998", "MATCH (b {id: 'nothing", "(b {id: 'd"):
        start = time.perf_counter()
        suggestions(before, crowd)
        took.append(time.perf_counter() - start)
    assert max(took) < 0.05


@pytest.mark.parametrize(
    ("text", "steps", "rest"),
    [
        ("RETURN 1;", ("RETURN 1",), ""),
        ("RETURN 1", (), "RETURN 1"),
        ("RETURN ';", (), "RETURN ';"),
        ('RETURN \';\'; RETURN "a;\\";b";', ("RETURN ';'", 'RETURN "a;\\";b"'), ""),
        ("RETURN `;`;", ("RETURN `;`",), ""),
        ("RETURN 1 // ;\n;", ("RETURN 1 // ;",), ""),
        ("RETURN /* ; */ 1;", ("RETURN /* ; */ 1",), ""),
        ("// only a remark", (), ""),
        (":param x => 1\nRETURN $x;", (":param x => 1", "RETURN $x"), ""),
        (":params;", (":params",), ""),
        ("  :help\n", (":help",), ""),
        (";;", (), ""),
        ("quit", (":quit",), ""),
        ("", (), ""),
    ],
)
def test_a_text_is_taken_apart_at_its_semicolons(text: str, steps: tuple[str, ...], rest: str) -> None:
    found = split(text)
    assert (found.steps, found.rest) == (steps, rest)


@given(st.text(alphabet="ab;'\"`/*\n\\ :()[]{}"))
def test_any_text_can_be_taken_apart(text: str) -> None:
    found = split(text)
    assert not found.rest or text.endswith(found.rest)
    ending(text)


def test_a_pack_as_it_is_shipped_is_a_script() -> None:
    pack = read_catalogue()["banks-deploying"]
    found = split(Path(pack.file).read_text(encoding="utf-8"))
    assert found.steps[0] == ":param model => 'deepseek'"
    statement = (*found.steps[1:], found.rest.strip())
    assert next(s for s in statement if s).rstrip(";").endswith("d.id")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'北京银行'", "北京银行"),
        (r"'it\'s'", "it's"),
        (r'"a\nb"', "a\nb"),
        (r"'\u5317'", "北"),
        ("12", 12),
        ("-1.5", -1.5),
        ("true", True),
        ("null", None),
        ('["a", 1]', ["a", 1]),
        ('{"a": 1}', {"a": 1}),
    ],
)
def test_a_constant_is_read(text: str, value: object) -> None:
    assert constant(text) == value


@pytest.mark.parametrize("text", ["date()", "1 + 1", "['a']", "'a' + 'b'", "deepseek"])
def test_what_is_no_constant_is_left_to_the_engine(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's own
        constant(text)


@given(st.text() | st.integers() | st.booleans() | st.none())
def test_a_value_is_read_back_as_it_is_written(value: object) -> None:
    assert constant(literal(value)) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("model => 'a'", ("model", "'a'", True)),
        ("model=deepseek r1", ("model", "deepseek r1", False)),
        ("`model` =>1", ("model", "1", True)),
        ("model", None),
        ("=> 1", None),
    ],
)
def test_an_assignment_is_read(text: str, found: object) -> None:
    assert assigned(text) == found


def test_history_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "history"
    History(file).store_string("MATCH (b)\nRETURN b;")
    assert list(History(file).load_history_strings()) == ["MATCH (b)\nRETURN b;"]
    assert file.stat().st_mode & 0o077 == 0


def test_history_that_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    unwritable = History(tmp_path / "file" / "history")
    unwritable.store_string("RETURN 1;")
    assert list(unwritable.load_history_strings()) == []
    directory = History(tmp_path)
    directory.store_string("RETURN 1;")
    assert list(directory.load_history_strings()) == []
