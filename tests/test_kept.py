"""What is kept of a snapshot: the same values again, or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from bankgraph.ontology import Schema, UnreachableError
from bankgraph.queries import lookup, read_catalogue
from bankgraph.stores import Graph, Node, Rows
from bankgraph.stores.embedded import EmbeddedStore
from bankgraph.stores.graph import version_node
from bankgraph.stores.kept import Kept
from bankgraph.stores.kept_answers import KeptAnswers

CATALOGUE = read_catalogue()
EVERY_KIND = (
    "MATCH p = (b:Bank {id: $id})-[r:DEPLOYS|OPERATES]->(x) "
    "RETURN b, r, p, [b, r, 1, 2.0, 'a', null, true, {a: [b], b: 0.1}] AS several, {node: 1} AS map, "
    "1.0 AS number, 9007199254740993 AS large, '\u00e9“' AS text ORDER BY r.id"
)


@pytest.fixture
def store(schema: Schema, graph: Graph, tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(schema, tmp_path / "home") as store:
        store.replace(graph)
        yield store


def _file(store: EmbeddedStore) -> Path:
    (file,) = Path(store.name).glob("snapshots/*/kept.sqlite")
    return file


def _again(schema: Schema, store: EmbeddedStore) -> EmbeddedStore:
    return EmbeddedStore(schema, store.name)


def test_what_is_kept_is_what_was_answered(store: EmbeddedStore, schema: Schema) -> None:
    asked = [(EVERY_KIND, {"id": "icbc"}), (lookup("entity"), {"id": "icbc"})]
    asked += [
        (pack.cypher, {p.name: p.default or "" for p in pack.parameters}) for pack in CATALOGUE.values()
    ]
    for cypher, parameters in asked:
        answered = store.query(cypher, parameters)
        assert store.recall(cypher, parameters) == answered
        kept = store.recall(cypher, parameters)
        assert repr(kept) == repr(answered)
    assert _without_an_engine(_again(schema, store), EVERY_KIND, {"id": "icbc"}).rows


def _without_an_engine(store: EmbeddedStore, cypher: str, parameters: dict[str, str]) -> Rows:
    with store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "query", _refuse)
        return store.recall(cypher, parameters)


def _refuse(*_: object) -> Rows:
    raise AssertionError("the engine is asked")


@pytest.mark.parametrize(
    "varying",
    [
        "RETURN rand() AS x",
        "RETURN randomUUID() AS x",
        "RETURN timestamp() AS x",
        "RETURN datetime () AS x",
        "RETURN date.realtime() AS x",
        "MATCH (b:Bank) RETURN b.id AS x ORDER BY rand() LIMIT 1",
        "CALL db.labels() YIELD label RETURN label AS x",
    ],
)
def test_what_varies_is_not_kept(store: EmbeddedStore, varying: str) -> None:
    store.recall(varying)
    assert store.kept
    assert KeptAnswers(store.kept).find(varying, {}) is None


def test_other_parameters_are_another_question(store: EmbeddedStore) -> None:
    cypher = "RETURN $a AS a"
    for value in (1, "1", True, None, [1], {"a": 1}, 1.5):
        assert store.recall(cypher, {"a": value}).rows == ((value,),)
        assert store.recall(cypher, {"a": value}).rows == ((value,),)


def test_parameters_that_json_does_not_know_are_asked(store: EmbeddedStore) -> None:
    assert store.kept
    KeptAnswers(store.kept).keep("RETURN 1", {"a": object()}, Rows(("x",), ()))
    assert KeptAnswers(store.kept).find("RETURN 1", {"a": object()}) is None


@pytest.mark.parametrize("damage", [b"", b"no database", os.urandom(20_000)])
def test_a_damaged_file_is_as_none(store: EmbeddedStore, schema: Schema, damage: bytes) -> None:
    answered = store.recall(EVERY_KIND, {"id": "icbc"})
    store.close()
    _file(store).write_bytes(damage)
    with _again(schema, store) as other:
        assert other.recall(EVERY_KIND, {"id": "icbc"}) == answered
        assert other.recall(EVERY_KIND, {"id": "icbc"}) == answered


def test_a_place_that_cannot_be_written_keeps_nothing(store: EmbeddedStore, schema: Schema) -> None:
    answered = store.query(EVERY_KIND, {"id": "icbc"})
    directory = _snapshot(store)
    (directory / "kept.sqlite").mkdir()
    with _again(schema, store) as other:
        assert other.recall(EVERY_KIND, {"id": "icbc"}) == answered


def _snapshot(store: EmbeddedStore) -> Path:
    (directory,) = (path for path in Path(store.name, "snapshots").iterdir())
    return directory


def test_the_kept_go_with_their_snapshot(store: EmbeddedStore) -> None:
    store.recall(EVERY_KIND, {"id": "icbc"})
    first = _file(store)
    store.replace(Graph((version_node("0" * 20, 0),), ()))
    assert not first.exists()
    assert store.recall(EVERY_KIND, {"id": "icbc"}).rows == ()


def test_an_answer_of_another_graph_is_not_mixed_in(
    store: EmbeddedStore, schema: Schema, graph: Graph
) -> None:
    """Answered from what is kept, then asked of the engine, when the graph was replaced in between."""
    store.recall(EVERY_KIND, {"id": "icbc"})
    with _again(schema, store) as other:
        assert other.recall(EVERY_KIND, {"id": "icbc"}).rows
        store.replace(Graph((version_node("0" * 20, 0),), ()))
        with pytest.raises(UnreachableError, match="the graph was replaced while it was asked; ask again"):
            other.recall("MATCH (b:Bank) RETURN b.id AS id ORDER BY id")
        assert other.recall("MATCH (b:Bank) RETURN b.id AS id ORDER BY id").rows == ()


def test_many_write_at_once(tmp_path: Path) -> None:
    kept = [Kept(str(tmp_path / "kept.sqlite")) for _ in range(4)]

    def put(own: Kept, number: int) -> None:
        for i in range(25):
            own.put(f"space {number}", {str(i): [number, i]})

    threads = [Thread(target=put, args=(own, number)) for number, own in enumerate(kept)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [kept[0].get(f"space {n}", str(i)) for n in range(4) for i in range(25)]
    assert {repr(value) for value in found} <= {repr([n, i]) for n in range(4) for i in range(25)} | {"None"}
    assert sum(value is not None for value in found) > 50


def test_what_is_put_together_is_there_at_the_end(tmp_path: Path) -> None:
    kept, other = Kept(str(tmp_path / "kept.sqlite")), Kept(str(tmp_path / "kept.sqlite"))
    with kept.together():
        kept.put("a", {"x": 1})
        assert kept.get("a", "x") == 1
        assert other.get("a", "x") is None
    assert other.get("a", "x") == 1


def test_a_node_of_a_kept_answer_is_a_node(store: EmbeddedStore) -> None:
    store.recall(lookup("entity"), {"id": "icbc"})
    ((found,),) = store.recall(lookup("entity"), {"id": "icbc"}).rows
    assert isinstance(found, Node)
    assert found.label == "Bank"
