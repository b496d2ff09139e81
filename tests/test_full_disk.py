"""A disk that is full is told in one line, harms nothing that is stored, and the next load makes good."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bankgraph.loaders import compiled, property_graph, read_knowledge
from bankgraph.ontology import Schema, UnreachableError
from bankgraph.stores import Graph, Store, difference
from bankgraph.stores.embedded import EmbeddedStore
from engines import address_of, own_server
from small_disk import SmallDisk
from two_graphs import TwoGraphs, facts_in, facts_of, two_graphs


@pytest.fixture(scope="module")
def graphs(schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> TwoGraphs:
    return two_graphs(tmp_path_factory.mktemp("data"), schema, 300)


def _fails_in_one_line(store: Store, graph: Graph) -> str:
    with pytest.raises(UnreachableError) as error:
        store.replace(graph)
    said = str(error.value)
    assert len(said.splitlines()) == 1
    assert "; " in said
    return said


@pytest.mark.parametrize("when", ["copying", "changing the copy", "writing anew"])
def test_a_full_disk_leaves_the_old_embedded_graph_in_force(
    when: str, schema: Schema, graphs: TwoGraphs, disk: SmallDisk
) -> None:
    old, new = graphs.both if when != "writing anew" else (graphs.both[0], Graph((), ()))
    old, new = (old, new) if when != "writing anew" else (new, old)
    with EmbeddedStore(schema, disk.path / "home") as store:
        store.replace(old)
        before = facts_in(store)
        size = sum(file.stat().st_blocks * 512 for file in disk.path.rglob("*")) // 1024
        disk.leave(size + 500 if when == "changing the copy" else 2000)
        assert "No space left" in _fails_in_one_line(store, new)
        assert facts_in(store) == before
        assert not list(disk.path.rglob(".new-*"))
        disk.make_room()
        assert store.replace(new)
        assert facts_in(store) == facts_of(new)


def test_a_full_cache_does_not_stop_a_load(
    schema: Schema, disk: SmallDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANKGRAPH_CACHE", str(disk.path))
    two_graphs(tmp_path / "data", schema, 300)
    place = tmp_path / "data" / "now"
    for name, room in (("one", 50), ("one", 2000), ("other", 50), ("other", 10_000), ("one", 0)):
        place.unlink(missing_ok=True)
        place.symlink_to(place.with_name(name), target_is_directory=True)
        disk.leave(room)
        expected = property_graph(read_knowledge([place], schema), schema).fingerprint
        with compiled([place], schema) as graph:
            assert graph.fingerprint == expected


RECOVERS = {"internal.dbms.tx_log.fail_on_corrupted_log_files": "false"}
"""A server may refuse to start over the log entry that it could not write whole, 5.26 even with this setting:
it then takes what stands there for a length, and runs out of memory."""

STAGE = """
import sys
from pathlib import Path
from bankgraph.ontology import UnreachableError
from bankgraph.stores.values import Node
from bankgraph.stores.staged import StagedGraph
many = (Node(("Entity",), {"id": str(i), "content_hash": "00", "text": "x" * 1000}) for i in range(5000))
staged = StagedGraph()
staged.connection.execute("PRAGMA cache_size = 10")  # so that it goes to the disk
try:
    with staged.changing():
        staged.add(many)
except UnreachableError as error:
    print(error)
"""


def test_where_nothing_can_be_staged_that_is_said_in_one_line(disk: SmallDisk) -> None:
    disk.leave(500)
    environment = {**os.environ, "SQLITE_TMPDIR": str(disk.path)}
    found = subprocess.run(
        [sys.executable, "-c", STAGE], env=environment, capture_output=True, text=True, check=True
    )
    assert len(found.stdout.splitlines()) == 1
    assert "make room" in found.stdout


def test_output_that_finds_no_room_is_one_line_and_exit_3(disk: SmallDisk) -> None:
    disk.leave(8)
    for options in (
        ["graph", "-o", f"{disk.path}/graph.ttl"],
        ["graph", "-o", f"{disk.path}/g.graphml"],
        ["facts"],
    ):
        with (disk.path / "out").open("w") as out:
            found = subprocess.run(
                [Path(sys.executable).with_name("bankgraph"), "export", *options],
                stdout=out,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (found.returncode, len(found.stderr.splitlines())) == (3, 1), found.stderr
        assert "No space left on device" in found.stderr


def test_a_server_whose_disk_is_full_says_so_and_has_lost_nothing(
    schema: Schema, graphs: TwoGraphs, disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(difference, "ROWS_AT_ONCE", 20)
    disk.make_room()
    with own_server(disk.path / "neo4j", RECOVERS, "2026") as server:
        with address_of(server).store(schema) as store:
            store.replace(graphs.both[0])
            disk.leave(60)
            assert "room" in _fails_in_one_line(store, graphs.both[1])
        disk.make_room()
        server.stop()
        server.start()
        with address_of(server).store(schema) as store:
            graphs.assert_between(facts_in(store))
            assert store.replace(graphs.both[1])
            assert facts_in(store) == graphs.facts[1]
