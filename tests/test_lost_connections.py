"""A load outlives a deadlock; where it loses its connection it says so, and nothing is written twice."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import neo4j
import pytest

from bankgraph.ontology import Schema, UnreachableError
from bankgraph.stores import Graph, difference, neo4j_loading
from bankgraph.stores.neo4j import Neo4jStore
from bankgraph.stores.neo4j_lock import Loading
from bankgraph.stores.steps import Step
from crashing import patiently
from cutting_proxy import CuttingProxy
from engines import Server
from two_graphs import TwoGraphs, facts_in, two_graphs

CUTS = 12
LOCK = "MATCH (n:Entity {id: $id}) SET n.id = n.id"


@pytest.fixture(scope="module")
def graphs(schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> TwoGraphs:
    return two_graphs(tmp_path_factory.mktemp("data"), schema, 200)


@pytest.fixture
def proxy(server: Server) -> Iterator[CuttingProxy]:
    made = CuttingProxy(urlsplit(server.uri).port or 7687)
    yield made
    made.close()


def test_a_connection_that_is_cut_while_loading_doubles_and_loses_nothing(
    schema: Schema,
    server: Server,
    proxy: CuttingProxy,
    graphs: TwoGraphs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(difference, "ROWS_AT_ONCE", 10)
    server.wipe(schema)
    chance, told = random.Random(4), 0  # noqa: S311
    with server.store(schema) as store:
        store.replace(graphs.both[0])
        for number in range(CUTS):
            to = (number + 1) % 2
            with Neo4jStore(schema, proxy.uri, server.login) as through:
                told += _is_told(through, graphs.both[to], proxy, chance.uniform(0, 0.15))
            graphs.assert_between(facts_in(store))
            patiently(lambda to=to: store.replace(graphs.both[to]))  # type: ignore[misc]
            assert facts_in(store) == graphs.facts[to]
    print(f"{told} of {CUTS} cuts ended a load")  # noqa: T201
    assert told


def _is_told(store: Neo4jStore, graph: Graph, proxy: CuttingProxy, after: float) -> bool:
    """Load through the proxy, which is cut so many seconds after something is written."""
    timer = threading.Timer(after, proxy.cut)
    begun = threading.Event()

    def cut_soon(_done: int, _total: int) -> None:
        if not begun.is_set():
            begun.set()
            timer.start()

    try:
        store.replace(graph, cut_soon)
        said = ""
    except UnreachableError as error:
        said = str(error)
    timer.join()
    assert len(said.splitlines()) <= 1
    return bool(said)


def test_a_load_that_lost_its_right_writes_nothing_into_the_next_one(
    schema: Schema,
    server: Server,
    proxy: CuttingProxy,
    graphs: TwoGraphs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.wipe(schema)
    written = neo4j_loading._written
    cut: list[Step] = []

    def cut_off(transaction: neo4j.ManagedTransaction, step: Step, held: Loading) -> int:
        if not cut:
            cut.append(step)
            proxy.cut()
            patiently(lambda: store.replace(graphs.both[0]))
        return written(transaction, step, held)

    with server.store(schema) as store, Neo4jStore(schema, proxy.uri, server.login) as through:
        store.replace(graphs.both[0])
        monkeypatch.setattr(neo4j_loading, "_written", cut_off)
        with pytest.raises(UnreachableError, match="load again"):
            through.replace(graphs.both[1])
        assert cut
        assert facts_in(store) == graphs.facts[0]


def test_a_load_that_is_deadlocked_is_tried_again(
    schema: Schema, server: Server, graphs: TwoGraphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.wipe(schema)
    mine, theirs = _changed_nodes(*graphs.both)
    written = neo4j_loading._written
    tried: list[Step] = []

    def deadlocked(transaction: neo4j.ManagedTransaction, step: Step, held: Loading) -> int:
        """Once: hold a node, let the other transaction wait for it, and ask for a node that that one has."""
        if {mine, theirs} <= {row.id for row in step.rows}:
            tried.append(step)
            if len(tried) == 1:
                transaction.run(LOCK, id=mine).consume()
                pool.submit(_ask_and_commit, blocking, mine)
                _wait_until_blocked(store)
        return written(transaction, step, held)

    with server.store(schema) as store, ThreadPoolExecutor(1) as pool:
        store.replace(graphs.both[0])
        monkeypatch.setattr(neo4j_loading, "_written", deadlocked)
        with store.session(neo4j.WRITE_ACCESS) as session, session.begin_transaction() as blocking:
            blocking.run(LOCK, id=theirs).consume()
            blocking.run("UNWIND range(1, 1000) AS i CREATE (:Other)").consume()  # who holds less gives way
            assert store.replace(graphs.both[1])
        store.write("MATCH (n:Other) DELETE n")
        assert facts_in(store) == graphs.facts[1]
    assert len(tried) == 2


def _ask_and_commit(transaction: neo4j.Transaction, node: str) -> None:
    transaction.run(LOCK, id=node).consume()
    transaction.commit()


def _wait_until_blocked(store: Neo4jStore) -> None:
    blocked = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*)"
    with store.session(neo4j.READ_ACCESS) as session:
        while not session.run(blocked).single(strict=True)[0]:
            pass


def _changed_nodes(one: Graph, other: Graph) -> tuple[str, str]:
    """The ids of two nodes that one step changes."""
    before = {n.id: n for n in one.nodes}
    changed = [n for n in other.nodes if n.labels[0] == "Entity" and n.id in before and n != before[n.id]]
    first, last, *_ = (n.id for n in changed if n.labels == changed[0].labels)
    return first, last
