"""Of loads that begin in one moment at least one wins; another waits its turn or says that one is running."""

from __future__ import annotations

from contextlib import closing
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from bankgraph.ontology import LoadRunningError, Schema
from crashing import opened
from engines import EMBEDDED, ENGINES, Server
from two_graphs import TwoGraphs, facts_in, two_graphs

_PROCESSES = get_context("forkserver")
LOADERS = 3
ROUNDS = 8


class Loaders:
    """Processes that load one of two graphs each time they are told to, all in the same moment."""

    def __init__(self, schema: Schema, where: Server | Path, graphs: TwoGraphs) -> None:
        self._barrier = _PROCESSES.Barrier(LOADERS)  # lives as long as somebody here knows it
        self._pipes = [_PROCESSES.Pipe() for _ in range(LOADERS)]
        self._processes = [
            _PROCESSES.Process(
                target=_load, args=(schema, where, graphs, self._barrier, theirs, number), daemon=True
            )
            for number, (_, theirs) in enumerate(self._pipes)
        ]
        for process in self._processes:
            process.start()
        for _, theirs in self._pipes:
            theirs.close()

    def round(self) -> list[str]:
        """Return what each says: "loaded", "told", or a traceback."""
        for ours, _ in self._pipes:
            ours.send(True)
        return [ours.recv() if ours.poll(60) else "nothing" for ours, _ in self._pipes]

    def close(self) -> None:
        for ours, _ in self._pipes:
            ours.send(False)
        for process in self._processes:
            process.join()


def _load(
    schema: Schema, where: Server | Path, graphs: TwoGraphs, barrier: Barrier, pipe: Connection, number: int
) -> None:
    with opened(schema, where) as store:
        while pipe.recv():
            barrier.wait()
            try:
                store.replace(graphs.both[number % 2])
                pipe.send("loaded")
            except LoadRunningError as error:
                pipe.send("told" if len(str(error).splitlines()) == 1 else str(error))
            except Exception as error:  # noqa: BLE001  # told to the test
                pipe.send(repr(error))
            number += 1


@pytest.fixture(scope="module")
def graphs(schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> TwoGraphs:
    return two_graphs(tmp_path_factory.mktemp("data"), schema, 100)


@pytest.fixture(params=ENGINES)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Server | Path:
    if request.param == EMBEDDED:
        return tmp_path
    found: Server = request.getfixturevalue("servers")(request.param)
    return found


def test_of_processes_that_load_in_one_moment_one_wins(
    schema: Schema, where: Server | Path, graphs: TwoGraphs
) -> None:
    loaders = Loaders(schema, where, graphs)
    with opened(schema, where) as store, closing(loaders):
        for number in range(ROUNDS):
            if isinstance(where, Server) and number % 2 == 0:
                _empty(where, schema)
            said = loaders.round()
            assert set(said) <= {"loaded", "told"}
            assert "loaded" in said
            graphs.assert_is_one(facts_in(store))
            store.close()


def _empty(server: Server, schema: Schema) -> None:
    """Make the server as it is before the very first load: without constraints."""
    server.wipe(schema)
    with server.store(schema) as store:
        for (name,) in store.query("SHOW CONSTRAINTS YIELD name RETURN name").rows:
            store.write(f"DROP CONSTRAINT {name}")
