"""What goes wrong on the way to a store is one clear line, and the stored graph is as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bankgraph.loaders import Knowledge, property_graph
from bankgraph.ontology import NotFoundError, Schema, UnreachableError, UsageError
from bankgraph.stores import Changes, Graph, open_store
from bankgraph.stores.embedded import EmbeddedStore
from bankgraph.stores.neo4j import Login, Neo4jStore
from bankgraph.stores.neo4j_loading import loading
from bankgraph.stores.snapshots import SnapshotDirectory
from engines import Server

COUNT = "MATCH (n) RETURN count(n) AS n"  # the node with the version included


def _one_line(error: pytest.ExceptionInfo[Exception], *parts: str) -> None:
    text = str(error.value)
    assert len(text.splitlines()) == 1
    for part in parts:
        assert part in text


def test_a_graph_that_was_never_loaded_says_how_to_load_it(schema: Schema, tmp_path: Path) -> None:
    with EmbeddedStore(schema, tmp_path) as store, pytest.raises(NotFoundError) as error:
        store.query(COUNT)
    _one_line(error, str(tmp_path), "bankgraph load")


def test_a_server_that_is_down_is_named_with_the_remedy(schema: Schema) -> None:
    started = time.monotonic()
    with open_store(schema, "neo4j://127.0.0.1:9") as store, pytest.raises(UnreachableError) as error:
        store.query(COUNT)
    _one_line(error, "neo4j://127.0.0.1:9", "start the server")
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("address", ["http://localhost:7474", "postgres://localhost", "neo4j+x://localhost"])
def test_a_wrong_scheme_is_named_with_the_right_ones(schema: Schema, address: str) -> None:
    with pytest.raises(UnreachableError) as error:
        open_store(schema, address)
    _one_line(error, address, "neo4j+s://")


def test_a_wrong_password_is_named_with_the_remedy(schema: Schema, server: Server) -> None:
    with (
        Neo4jStore(schema, server.uri, Login("neo4j", "not the password")) as store,
        pytest.raises(UnreachableError) as error,
    ):
        store.query(COUNT)
    _one_line(error, "NEO4J_PASSWORD")


def test_an_unknown_database_is_named(schema: Schema, server: Server) -> None:
    login = Login(server.login.user, server.login.password, "no-such-database")
    with Neo4jStore(schema, server.uri, login) as store, pytest.raises(UnreachableError) as error:
        store.query(COUNT)
    _one_line(error, "no-such-database")


def test_of_two_loads_into_one_server_the_second_is_told(
    schema: Schema, server: Server, graph: Graph
) -> None:
    with server.store(schema) as first, server.store(schema) as second:
        first.replace(graph)
        with loading(first), pytest.raises(UnreachableError) as error:
            second.replace(Graph(graph.nodes[:3], ()))
        _one_line(error, "another load is running", "load again")
        assert second.replace(graph) == Changes(nodes_written=1)  # that the first did not end is known
        assert not second.replace(graph)


def test_of_two_embedded_loads_the_second_is_told(schema: Schema, graph: Graph, tmp_path: Path) -> None:
    with EmbeddedStore(schema, tmp_path) as store:
        store.replace(graph)
        before = store.query(COUNT)
        with SnapshotDirectory(tmp_path).loading(), pytest.raises(UnreachableError) as error:
            store.replace(Graph((), ()))
        _one_line(error, "another load is running")
        assert store.query(COUNT) == before


def test_a_read_only_directory_is_named_with_the_remedy(schema: Schema, graph: Graph, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where a directory should be")
    with EmbeddedStore(schema, blocked / "home") as store, pytest.raises(UnreachableError) as error:
        store.replace(graph)
    _one_line(error, "BANKGRAPH_HOME")


def test_a_load_that_is_killed_leaves_the_old_graph_in_force(
    schema: Schema, graph: Graph, tmp_path: Path
) -> None:
    with EmbeddedStore(schema, tmp_path) as store:
        store.replace(Graph(graph.nodes[:1], ()))
    killed = """
import os, sys
from pathlib import Path
from bankgraph.loaders import Knowledge, property_graph, read_knowledge, shipped_data
from bankgraph.ontology import load_schema
from bankgraph.stores.embedded import EmbeddedStore
schema = load_schema()
graph = property_graph(read_knowledge([shipped_data()], schema), schema)
EmbeddedStore(schema, Path(sys.argv[1])).replace(graph, lambda done, total: os._exit(9))
"""
    process = subprocess.run([sys.executable, "-c", killed, str(tmp_path)], check=False)
    assert process.returncode == 9
    assert list((tmp_path / "snapshots").glob(".new-*"))
    with EmbeddedStore(schema, tmp_path) as store:
        assert store.query(COUNT).rows == ((2,),)
        store.replace(graph)
        assert store.query(COUNT).rows == ((len(graph.nodes),),)
    assert not list((tmp_path / "snapshots").glob(".new-*"))


@pytest.mark.parametrize("damage", ["gone", "truncated"])
def test_a_damaged_snapshot_is_built_anew_by_the_next_load(
    schema: Schema, graph: Graph, tmp_path: Path, damage: str
) -> None:
    with EmbeddedStore(schema, tmp_path) as store:
        store.replace(graph)
    (snapshot,) = (tmp_path / "snapshots").iterdir()
    if damage == "gone":
        shutil.rmtree(snapshot)
    else:
        max((snapshot / "database").iterdir(), key=lambda f: f.stat().st_size).write_bytes(b"")
    with EmbeddedStore(schema, tmp_path) as store:
        assert store.replace(graph)
        assert store.query(COUNT).rows == ((len(graph.nodes),),)


def test_a_reader_keeps_its_graph_while_another_is_loaded(
    schema: Schema, graph: Graph, tmp_path: Path
) -> None:
    with EmbeddedStore(schema, tmp_path) as store:
        store.replace(Graph(graph.nodes[:3], ()))
    with EmbeddedStore(schema, tmp_path) as reader, EmbeddedStore(schema, tmp_path) as loader:
        assert reader.query(COUNT).rows == ((4,),)
        loader.replace(graph)
        assert reader.query(COUNT).rows == ((4,),)
        assert loader.query(COUNT).rows == ((len(graph.nodes),),)
        assert len(list((tmp_path / "snapshots").iterdir())) == 2
    with EmbeddedStore(schema, tmp_path) as loader:
        loader.replace(Graph(graph.nodes[:2], ()))
    assert len(list((tmp_path / "snapshots").iterdir())) == 1


def test_a_graph_that_comes_back_does_not_take_an_old_readers_files(
    schema: Schema, graph: Graph, tmp_path: Path
) -> None:
    other = Graph(graph.nodes[:3], ())
    with EmbeddedStore(schema, tmp_path) as loader:
        loader.replace(graph)
        with EmbeddedStore(schema, tmp_path) as reader:
            assert reader.query(COUNT).rows == ((len(graph.nodes),),)
            held = {f: f.stat().st_ino for f in (tmp_path / "snapshots").glob("*/database/*")}
            loader.replace(other)
            loader.replace(graph)
            assert {*held.values()} <= {
                f.stat().st_ino for f in (tmp_path / "snapshots").glob("*/database/*")
            }
            assert reader.query("MATCH (b:Bank) RETURN count(b) AS n").rows[0][0]
        assert loader.query(COUNT).rows == ((len(graph.nodes),),)


def test_what_a_crash_left_goes_with_the_next_load_even_of_the_same_data(
    schema: Schema, graph: Graph, tmp_path: Path
) -> None:
    with EmbeddedStore(schema, tmp_path) as store:
        store.replace(graph)
        (tmp_path / "snapshots" / ".new-1").mkdir()
        store.replace(Graph(graph.nodes[:2], ()))
    assert not list((tmp_path / "snapshots").glob(".new-*"))


def test_relationships_of_others_are_left_alone(schema: Schema, server: Server, graph: Graph) -> None:
    server.wipe(schema)
    with server.store(schema) as store:
        store.write("CREATE (:Mine {id: 'a'})-[:OWN {id: 'r', content_hash: 'x'}]->(:Mine {id: 'b'})")
        store.replace(graph)
        assert store.query("MATCH (:Mine)-[r:OWN]->(:Mine) RETURN r.id AS id").rows == (("r",),)


@pytest.mark.parametrize("place", ["file:///etc/hostname", "/etc/hostname", "http://127.0.0.1:9/x.csv"])
def test_an_embedded_query_reads_neither_files_nor_the_network(
    schema: Schema, graph: Graph, tmp_path: Path, place: str
) -> None:
    with EmbeddedStore(schema, tmp_path) as store:
        store.replace(graph)
        with pytest.raises(UsageError, match="would load a file or an address"):
            store.query(f"LOAD CSV FROM '{place}' AS line RETURN line")


def test_a_snapshot_opens_where_nothing_can_be_written(schema: Schema, graph: Graph, tmp_path: Path) -> None:
    with EmbeddedStore(schema, tmp_path) as store:
        store.replace(graph)
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    with EmbeddedStore(schema, tmp_path) as store:
        assert store.query(COUNT).rows == ((len(graph.nodes),),)
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_what_others_wrote_into_the_server_is_left_alone(
    schema: Schema, server: Server, graph: Graph
) -> None:
    server.wipe(schema)
    with server.store(schema) as store:
        store.write("CREATE (:Note {id: 'mine', text: 'not from bankgraph'})")
        store.replace(graph)
        store.replace(Graph(tuple(n for n in graph.nodes if n.label == "GraphVersion"), ()))
        assert store.query("MATCH (n) RETURN n.id AS id ORDER BY id").rows == (("bankgraph",), ("mine",))


def test_the_same_data_make_the_same_graph(schema: Schema, graph: Graph, knowledge: Knowledge) -> None:
    assert property_graph(knowledge, schema) == graph
