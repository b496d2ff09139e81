"""A load works within the memory that a server gives to transactions, or says which setting to raise."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from bankgraph.loaders import load, property_graph, read_knowledge
from bankgraph.ontology import Schema, UnreachableError
from bankgraph.stores import Graph, difference
from bankgraph.stores.staged import StagedGraph
from engines import Server, address_of, own_server
from generate import generate

LIMIT = "dbms.memory.transaction.total.max"
STATEMENTS = 20_000


@pytest.fixture(scope="module")
def large(schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    data = tmp_path_factory.mktemp("data") / "large"
    generate(data, STATEMENTS, schema)
    return property_graph(read_knowledge([data], schema), schema)


def test_many_statements_load_within_512_megabytes(schema: Schema, large: Graph, tmp_path: Path) -> None:
    with own_server(tmp_path / "home", {LIMIT: "512m"}) as server, address_of(server).store(schema) as store:
        changes = store.replace(large)
        assert (changes.nodes_written, changes.relationships_written) == (
            len(large.nodes),
            len(large.relationships),
        )
        emptied = store.replace(Graph((), ()))
        assert emptied.relationships_removed == len(large.relationships)


def test_what_a_batch_took_is_let_go_before_the_next_ones(
    schema: Schema, large: Graph, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(difference, "ROWS_AT_ONCE", 500)
    server.wipe(schema)
    alive: list[int] = []
    with server.store(schema) as store:
        load(StagedGraph.of(large), store, schema, lambda _done, _total: alive.append(len(gc.get_objects())))
    server.wipe(schema)
    assert len(alive) > 40
    assert max(alive[len(alive) // 2 :]) < max(alive[: len(alive) // 2]) + 10_000


def test_a_server_with_too_little_memory_for_transactions_names_the_setting(
    schema: Schema, large: Graph, tmp_path: Path
) -> None:
    with own_server(tmp_path / "home", {LIMIT: "10m"}) as server, address_of(server).store(schema) as store:
        with pytest.raises(UnreachableError) as error:
            store.replace(large)
        assert LIMIT in str(error.value)
        assert len(str(error.value).splitlines()) == 1
        assert store.version() is None
