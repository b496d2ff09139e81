"""Of several loads at once one has the right to load at a time, and the others are told so."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import neo4j
import pytest

from bankgraph.ontology import LoadRunningError, Schema, UnreachableError
from bankgraph.stores import Graph, neo4j_lock
from bankgraph.stores.graph import version_node
from bankgraph.stores.neo4j import Neo4jStore
from bankgraph.stores.neo4j_loading import loading
from engines import Server

MARK = "MATCH (v:GraphVersion) RETURN v.loading"
TRANSACTIONS = (
    "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.load = $load RETURN transactionId"
)
LOADERS = 4
ROUNDS = 15
BEGUN = 50


class Attack:
    """Threads that want the right to load in the same moment; each notes what it met."""

    def __init__(self, stores: list[Neo4jStore]) -> None:
        self._stores, self._barrier = stores, threading.Barrier(len(stores))
        self._inside = 0
        self.strange: list[str] = []

    def round(self) -> list[bool]:
        """Return which of them had the right."""
        with ThreadPoolExecutor(len(self._stores)) as pool:
            return list(pool.map(self._load, self._stores))

    def _load(self, store: Neo4jStore) -> bool:
        self._barrier.wait()
        try:
            with loading(store) as held:
                self._inside += 1
                time.sleep(0.05)
                if self._inside != 1:
                    self.strange.append("two at a time")
                if store.query(MARK).rows != ((held.load,),):
                    self.strange.append("a load without its mark")
                self._inside -= 1
                held.finish(version_node("", 0))
                return True
        except LoadRunningError:
            return False


@pytest.fixture
def attack(schema: Schema, server: Server) -> Iterator[Attack]:
    stores = [server.store(schema) for _ in range(LOADERS)]
    server.wipe(schema)
    stores[0].replace(Graph((), ()))
    yield Attack(stores)
    for store in stores:
        store.close()


def test_of_loads_that_begin_in_one_moment_one_at_a_time_has_the_right(attack: Attack) -> None:
    for _ in range(ROUNDS):
        assert any(attack.round())
    assert not attack.strange


def test_loads_that_do_not_see_each_other_begin_are_kept_apart_all_the_same(
    attack: Attack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_lock, "_is_first", lambda *_: True)
    monkeypatch.setattr(neo4j_lock, "_MARK_SECONDS", 1.0)
    for _ in range(ROUNDS):
        assert any(attack.round())
    assert not attack.strange


def test_loads_are_known_in_the_order_in_which_they_began(schema: Schema, server: Server) -> None:
    with server.store(schema) as store, ExitStack() as ends:
        for number in range(BEGUN):
            session = ends.enter_context(store.session(neo4j.WRITE_ACCESS))
            begun = session.begin_transaction({"bankgraph": "load", "load": str(number)})
            ends.enter_context(begun).run("RETURN 1").consume()
        with store.session(neo4j.WRITE_ACCESS) as other:
            assert neo4j_lock.begun_loads(other) == list(map(str, range(BEGUN)))


def test_what_a_load_that_lost_its_right_still_writes_is_waited_for(
    schema: Schema, server: Server, graph: Graph
) -> None:
    with server.store(schema) as lost, server.store(schema) as store:
        lost.replace(graph)
        with loading(lost) as held:
            metadata = held.metadata
        with lost.session(neo4j.WRITE_ACCESS) as session, session.begin_transaction(metadata) as writing:
            writing.run("RETURN 1").consume()
            with pytest.raises(LoadRunningError):
                store.replace(graph)
        assert store.replace(graph)


def test_a_load_knows_that_its_right_was_lost(schema: Schema, server: Server) -> None:
    with server.store(schema) as store, pytest.raises(UnreachableError, match="load again") as error:
        _lose_the_right(store)
    assert len(str(error.value).splitlines()) == 1


def _lose_the_right(store: Neo4jStore) -> None:
    with loading(store) as held:
        with store.session(neo4j.WRITE_ACCESS) as other:
            (transaction,) = other.run(TRANSACTIONS, load=held.load).value()
            other.run("TERMINATE TRANSACTIONS $id", id=transaction).consume()
        held.check()
