"""Who reads while another loads never misses what the old and the new data both hold."""

from __future__ import annotations

import os
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Event

import pytest

from bankgraph.ontology import Schema
from bankgraph.stores import difference
from bankgraph.stores.embedded import EmbeddedStore
from engines import Server
from two_graphs import TwoGraphs, facts_in, two_graphs

READERS = 4
LOADS = 20


@pytest.fixture(scope="module")
def graphs(schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> TwoGraphs:
    return two_graphs(tmp_path_factory.mktemp("data"), schema, 200)


def test_readers_of_a_server_miss_nothing_that_both_graphs_hold(
    schema: Schema, server: Server, graphs: TwoGraphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(difference, "ROWS_AT_ONCE", 20)
    server.wipe(schema)
    ended = Event()

    def read() -> int:
        reads = 0
        with server.store(schema) as store:
            while not ended.is_set():
                graphs.assert_holds_what_both_do(facts_in(store))
                reads += 1
        return reads

    with server.store(schema) as store, ThreadPoolExecutor(READERS) as pool:
        store.replace(graphs.both[0])
        readers = [pool.submit(read) for _ in range(READERS)]
        try:
            for number in range(LOADS // 2):
                assert store.replace(graphs.both[(number + 1) % 2])
        finally:
            ended.set()
        assert all(reader.result() > 3 for reader in readers)


def test_readers_of_an_embedded_graph_always_find_a_whole_one(
    schema: Schema, graphs: TwoGraphs, tmp_path: Path
) -> None:
    home, ended = tmp_path / "home", tmp_path / "ended"
    with EmbeddedStore(schema, home) as store:
        store.replace(graphs.both[0])
        with ProcessPoolExecutor(READERS, get_context("forkserver")) as pool:
            readers = [pool.submit(_read, schema, home, graphs, ended) for _ in range(READERS)]
            try:
                _load_until_all_have_read(store, graphs, home, readers)
            finally:
                ended.touch()
            found = [reader.result() for reader in readers]
    assert all(opened > 5 for opened in found)


def _load_until_all_have_read(
    store: EmbeddedStore, graphs: TwoGraphs, home: Path, readers: list[Future[int]]
) -> None:
    number = 0
    while number < LOADS or len(list(home.glob("read-*"))) < READERS:
        number += 1
        assert store.replace(graphs.both[number % 2])
        for reader in readers:
            if reader.done():
                reader.result()  # raises what stopped it
                pytest.fail("a reader ended before its time")


def _read(schema: Schema, home: Path, graphs: TwoGraphs, ended: Path) -> int:
    """Open, ask and close until the loads have ended; return how often."""
    opened = 0
    while not ended.exists():
        with EmbeddedStore(schema, home) as store:
            graphs.assert_is_one(facts_in(store))
        opened += 1
        if opened == 8:
            (home / f"read-{os.getpid()}").touch()
    return opened
