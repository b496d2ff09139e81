"""A server that is killed while it is loaded loses nothing, and the load says so in one line."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

import pytest

from bankgraph.ontology import Schema, UnreachableError
from bankgraph.stores import difference
from bankgraph.stores.local_neo4j import LocalNeo4j
from crashing import patiently
from engines import Server, address_of, own_server
from two_graphs import TwoGraphs, facts_in, two_graphs

KILLS = 10


def test_neo4j_lacks_nothing_whenever_the_server_is_killed(
    schema: Schema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(difference, "ROWS_AT_ONCE", 20)
    graphs = two_graphs(tmp_path / "data", schema, 300)
    chance, between = random.Random(3), 0  # noqa: S311
    with own_server(tmp_path / "home") as server, ThreadPoolExecutor(1) as pool:
        with address_of(server).store(schema) as store:
            store.replace(graphs.both[0])
        for _ in range(KILLS):
            begun = threading.Event()
            told = pool.submit(_told_when_it_fails, schema, address_of(server), graphs, begun)
            assert begun.wait(60)
            time.sleep(chance.uniform(0, 0.5))
            _kill_and_start_again(server)
            assert len(told.result(60).splitlines()) == 1
            with address_of(server).store(schema) as store:
                found = facts_in(store)
                graphs.assert_between(found)
                between += not graphs.holds_one(found)
                to = chance.randrange(2)
                patiently(lambda to=to, store=store: store.replace(graphs.both[to]))  # type: ignore[misc]
                assert facts_in(store) == graphs.facts[to]
    print(f"{between} of {KILLS} kills left a graph between the two")  # noqa: T201
    assert between


def _told_when_it_fails(schema: Schema, server: Server, graphs: TwoGraphs, begun: threading.Event) -> str:
    """Load the graphs in turn until that fails, and return the message."""
    with server.store(schema) as store:
        for graph in cycle(graphs.both[::-1]):
            try:
                store.replace(graph, lambda _done, _total: begun.set())
            except UnreachableError as error:
                return str(error)
    raise AssertionError


def _kill_and_start_again(server: LocalNeo4j) -> None:
    assert server.pid
    os.kill(server.pid, signal.SIGKILL)
    server.stop()
    server.start()
