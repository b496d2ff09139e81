"""What every store does, whatever its engine."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from bankgraph.loaders import Knowledge, compiled, property_graph, shipped_data
from bankgraph.ontology import Schema, ShrinkingError, UsageError
from bankgraph.stores import (
    Changes,
    Graph,
    LoadOptions,
    Node,
    Properties,
    Relationship,
    Store,
    content_hash,
    difference,
)
from bankgraph.stores.graph import version_node
from bankgraph.stores.staged import StagedGraph
from bankgraph.stores.values import Path as GraphPath
from engines import Server


def _node(label: str, identifier: str, **properties: Any) -> Node:
    values: dict[str, Any] = {"id": identifier, "class": label, **properties}
    labels = ("Entity", "Organization", "Bank") if label == "Bank" else ("Entity", label)
    return Node(labels, {**values, "content_hash": content_hash([labels, values])})


def _edge(kind: str, start: str, end: str, **properties: Any) -> Relationship:
    values: dict[str, Any] = {"id": f"{start}-{kind}-{end}".lower(), **properties}
    hashed = {**values, "content_hash": content_hash([kind, start, end, values])}
    return Relationship(kind, start, end, hashed)


def _graph(nodes: list[Node], edges: list[Relationship]) -> Graph:
    content = Graph(tuple(nodes), tuple(edges))
    return Graph((*nodes, version_node(content.fingerprint, 0)), tuple(edges))


BANK = _node("Bank", "one-bank", name="第一“银行”\n'é😀\\", aliases=["甲", "A;B"], size=1.5)
OTHER = _node("Bank", "other-bank", name="other")
MODEL = _node("Model", "a-model", name="model")
SMALL = _graph([BANK, OTHER, MODEL], [_edge("DEPLOYS", "one-bank", "a-model", evidence=["s#char=1,2"])])


Elements = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]


def _content(store: Store) -> Elements:
    nodes = store.query("MATCH (n) RETURN n ORDER BY n.id").rows
    edges = store.query("MATCH ()-[r]->() RETURN r ORDER BY r.id").rows
    return list(nodes), list(edges)


def _expected(graph: Graph) -> Elements:
    def plain(properties: Properties) -> dict[str, Any]:
        return dict(sorted(properties.items()))

    nodes = [(Node(n.labels, plain(n.properties)),) for n in sorted(graph.nodes, key=lambda n: n.id)]
    edges = sorted(graph.relationships, key=lambda r: r.id)
    return nodes, [(Relationship(r.type, r.start, r.end, plain(r.properties)),) for r in edges]


def test_a_new_store_holds_no_version(empty_store: Store) -> None:
    assert empty_store.version() is None


def test_what_is_loaded_is_what_is_stored(empty_store: Store, graph: Graph) -> None:
    changes = empty_store.replace(graph)
    assert changes == Changes(nodes_written=len(graph.nodes), relationships_written=len(graph.relationships))
    assert _content(empty_store) == _expected(graph)


@pytest.mark.parametrize("rows", [1, 100])
def test_what_has_a_text_of_its_own_is_stored_like_the_rest(
    empty_store: Store, graph: Graph, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(difference, "WORTH_A_TEXT", rows)
    empty_store.replace(graph)
    assert _content(empty_store) == _expected(graph)


def test_text_survives_whatever_it_contains(empty_store: Store) -> None:
    empty_store.replace(SMALL)
    assert _content(empty_store) == _expected(SMALL)


def test_reloading_unchanged_data_writes_nothing(empty_store: Store, graph: Graph) -> None:
    empty_store.replace(graph)
    before = _content(empty_store), empty_store.version()
    assert empty_store.replace(graph) == Changes()
    assert (_content(empty_store), empty_store.version()) == before


def test_reloading_changed_data_gives_the_graph_of_a_first_load(empty_store: Store) -> None:
    empty_store.replace(SMALL)
    renamed = _node("Bank", "one-bank", name="renamed")
    changed = _graph(
        [renamed, MODEL, _node("Model", "new-model")],
        [_edge("DEPLOYS", "one-bank", "new-model"), _edge("USES", "one-bank", "a-model")],
    )
    assert empty_store.replace(changed)
    assert _content(empty_store) == _expected(changed)


def test_an_entity_that_changes_its_class_loses_the_old_labels(empty_store: Store) -> None:
    empty_store.replace(SMALL)
    changed = _graph([_node("Model", "one-bank"), MODEL], [])
    empty_store.replace(changed)
    assert _content(empty_store) == _expected(changed)


def test_a_load_tells_how_far_it_has_come(empty_store: Store) -> None:
    told: list[tuple[int, int]] = []
    empty_store.replace(SMALL, lambda done, total: told.append((done, total)))
    assert told
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_the_version_is_the_fingerprint_of_the_data(
    loaded: Store, knowledge: Knowledge, schema: Schema
) -> None:
    again = property_graph(knowledge, schema)
    version = loaded.query("MATCH (v:GraphVersion) RETURN v.fingerprint AS f").rows[0][0]
    assert loaded.version() == version == again.fingerprint


def test_rows_hold_plain_values(loaded: Store) -> None:
    rows = loaded.query(
        "MATCH p = (b:Bank {id: 'bank-of-beijing'})-[d:DEPLOYS]->(m:Model) "
        "RETURN b, d, p, [b.id, m.id] AS ids, {one: 1, no: null} AS map, 1 AS i, 1.5 AS f, true AS t, "
        "null AS n, date('2024-02-29') AS day"
    )
    assert rows.columns == ("b", "d", "p", "ids", "map", "i", "f", "t", "n", "day")
    bank, deploys, path, *rest = rows.rows[0]
    assert isinstance(bank, Node)
    assert bank.labels == ("Entity", "Organization", "Bank")
    assert isinstance(deploys, Relationship)
    assert (deploys.type, deploys.start, deploys.end) == ("DEPLOYS", "bank-of-beijing", "deepseek")
    assert isinstance(path, GraphPath)
    assert [n.id for n in path.nodes] == ["bank-of-beijing", "deepseek"]
    assert rest == [["bank-of-beijing", "deepseek"], {"one": 1, "no": None}, 1, 1.5, True, None, "2024-02-29"]


def test_columns_are_named_where_there_are_no_rows(loaded: Store) -> None:
    rows = loaded.query("MATCH (b:Bank {id: $id}) RETURN b.id AS id, b.name", {"id": "no such bank"})
    assert rows.columns == ("id", "b.name")
    assert rows.rows == ()


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (n:Bank {id: 'intruder'})",
        "MATCH (b:Bank) SET b.name = 'x'",
        "MATCH (b:Bank) DETACH DELETE b",
        "MERGE (n:Bank {id: 'intruder'}) RETURN n",
        "MATCH (b:Bank) REMOVE b:Bank",
        "CREATE CONSTRAINT x IF NOT EXISTS FOR (n:Intruder) REQUIRE n.id IS UNIQUE",
    ],
)
def test_a_reading_query_cannot_write(loaded: Store, cypher: str) -> None:
    before = _content(loaded)
    with pytest.raises(UsageError, match="only reading queries"):
        loaded.query(cypher)
    assert _content(loaded) == before


WRONG = ["MATCH (b:Bank RETURN b", "RETURN $missing", "RETURN nope(1)", "", "RETURN 1/0"]


@pytest.mark.parametrize("cypher", WRONG)
def test_a_wrong_query_is_refused_in_one_line(loaded: Store, cypher: str) -> None:
    with pytest.raises(UsageError) as refused:
        loaded.query(cypher)
    assert len(str(refused.value).splitlines()) == 1


def test_ids_are_unique_over_all_classes(loaded: Store) -> None:
    twice = "MATCH (n) WITH n.id AS id, count(*) AS times WHERE times > 1 OR id IS NULL RETURN id"
    rows = loaded.query(twice)
    assert rows.rows == ()


def test_a_hand_edit_that_keeps_the_hash_is_found_by_verifying(
    schema: Schema, server: Server, graph: Graph
) -> None:
    with server.store(schema) as store:
        store.replace(graph)
        before = _content(store)
        store.write("MATCH (b:Bank {id: 'icbc'}) SET b.name_en = 'Another', b.note = 'mine'")
        store.write("MATCH ()-[r:DEPLOYS]->() WITH r ORDER BY r.id LIMIT 1 SET r.status = 'ended'")
        assert not store.replace(graph)
        verified = store.replace(graph, options=LoadOptions(verify=True))
        assert verified == Changes(nodes_written=2, relationships_written=1)
        assert _content(store) == before


def test_verifying_what_is_as_it_should_be_writes_nothing(loaded: Store, graph: Graph) -> None:
    with StagedGraph.of(graph) as staged, loaded.compared(staged, verify=True) as difference:
        assert difference.size == 0


def test_a_relationship_that_was_doubled_by_hand_is_one_again(
    schema: Schema, server: Server, graph: Graph
) -> None:
    with server.store(schema) as store:
        store.replace(graph)
        before = _content(store)
        store.write("MATCH (a)-[r:DEPLOYS]->(b) CREATE (a)-[c:DEPLOYS]->(b) SET c = properties(r)")
        changes = store.replace(graph)
        assert changes.relationships_removed
        assert _content(store) == before


def test_a_load_refuses_to_remove_much_unless_it_is_allowed(empty_store: Store, graph: Graph) -> None:
    empty_store.replace(graph)
    before = _content(empty_store)
    some = Graph(graph.nodes, graph.relationships[len(graph.relationships) // 5 :])
    with pytest.raises(ShrinkingError, match=r"\d+ of 2,098 nodes and relationships .* --allow-shrink"):
        empty_store.replace(some, options=LoadOptions())
    assert _content(empty_store) == before
    assert not empty_store.replace(graph)
    assert empty_store.replace(some, options=LoadOptions(allow_shrink=True)).nodes_written


def test_one_statement_more_or_less_is_all_that_is_written(
    empty_store: Store, knowledge: Knowledge, schema: Schema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANKGRAPH_CACHE", str(tmp_path / "cache"))
    data = tmp_path / "data"
    shutil.copytree(shipped_data(), data)
    with compiled([data], schema) as staged:
        empty_store.replace(staged)
    file = data / "sources" / "jinrong-shibao-2025-05-13.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.rpartition("\n- ")[0] + "\n", encoding="utf-8")
    with compiled([data], schema) as staged:
        changes = empty_store.replace(staged)
        assert changes.nodes_written == 1  # the version
        assert changes.relationships_removed + changes.nodes_removed < 5
        assert not changes.relationships_written
    file.write_text(text, encoding="utf-8")
    with compiled([data], schema) as staged:
        assert empty_store.replace(staged)
        assert _content(empty_store) == _expected(property_graph(knowledge, schema))
