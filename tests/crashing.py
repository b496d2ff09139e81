"""A process that loads two graphs in turn until it is killed, and is soon there again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from bankgraph.ontology import LoadRunningError, Schema
from bankgraph.stores import Store, difference
from bankgraph.stores.embedded import EmbeddedStore
from bankgraph.stores.staged import StagedGraph
from engines import Server
from two_graphs import TwoGraphs, turn

_PROCESSES = get_context("forkserver")  # a new process has all modules at once, and no thread of the tests
_PROCESSES.set_forkserver_preload(["bankgraph.loaders", "bankgraph.stores.neo4j_loading"])
_PATIENCE = 30.0  # seconds; what a killed load held is given back by then
_ROWS_IN_A_STEP = 20  # so that a small graph takes many transactions

_T = TypeVar("_T")


def opened(schema: Schema, where: Server | Path) -> Store:
    return EmbeddedStore(schema, where) if isinstance(where, Path) else where.store(schema)


def patiently(load: Callable[[], _T]) -> _T:
    """Call `load` until no other load is running."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return load()
        except LoadRunningError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def load_in_turn(
    schema: Schema, where: Server | Path, graphs: TwoGraphs, kept: Path, begun: Connection
) -> None:
    """Load the graphs in turn: from the one kept at `kept`, which remembers the other, and from memory."""
    difference.ROWS_AT_ONCE = _ROWS_IN_A_STEP
    with opened(schema, where) as store, StagedGraph(kept) as graph:
        store.query("RETURN 1")
        begun.send(True)
        remembered = True
        while True:
            to = graphs.both[graph.fingerprint == graphs.both[0].fingerprint]
            turn(graph, to)
            patiently(lambda now=graph if remembered else to: store.replace(now))  # type: ignore[misc]
            remembered = not remembered


def load_until_killed(
    schema: Schema, where: Server | Path, graphs: TwoGraphs, kept: Path, chance: random.Random, within: float
) -> None:
    """Let a process load in turn and kill it (SIGKILL) at a random moment of the first `within` seconds."""
    heard, begun = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=load_in_turn, args=(schema, where, graphs, kept, begun), daemon=True)
    process.start()
    begun.close()
    heard.recv()  # an EOFError where the process ended before it began
    time.sleep(chance.uniform(0, within))
    assert process.exitcode is None, "the process ended by itself"
    process.kill()
    process.join()
