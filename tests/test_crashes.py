"""A load that is killed, at whatever moment, loses nothing, and the next one makes the graph whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bankgraph.ontology import Schema
from bankgraph.stores import Graph, Node, Progress, Store, content_hash, difference
from bankgraph.stores.graph import VERSION
from bankgraph.stores.staged import StagedGraph
from crashing import load_until_killed, patiently
from engines import EMBEDDED, ENGINES, Server
from two_graphs import TwoGraphs, facts_in, turn, two_graphs

KILLS = {"5.26": 100, "2026": 20, "given": 100}


@pytest.fixture(scope="module")
def graphs(schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> TwoGraphs:
    return two_graphs(tmp_path_factory.mktemp("data"), schema, 300)


@pytest.mark.parametrize("engine", [e for e in ENGINES if e != EMBEDDED])
def test_neo4j_lacks_nothing_whenever_the_loader_is_killed(
    engine: str, servers: object, schema: Schema, graphs: TwoGraphs, tmp_path: Path
) -> None:
    server: Server = servers(engine)  # type: ignore[operator]
    server.wipe(schema)
    chance, unfinished, between = random.Random(1), 0, 0  # noqa: S311
    kept = tmp_path / "kept.sqlite"
    with server.store(schema) as store:
        store.replace(graphs.both[0])
        graphs.staged(kept)
        for number in range(KILLS[engine]):
            load_until_killed(schema, server, graphs, kept, chance, within=1.0)
            found = facts_in(store)
            graphs.assert_between(found)
            unfinished += _is_unfinished(store)
            between += not graphs.holds_one(found)
            if number % 10 == 9:
                to = chance.randrange(2)
                patiently(lambda now=graphs.both[to]: store.replace(now))  # type: ignore[misc]
                assert facts_in(store) == graphs.facts[to]
    print(f"{unfinished} of {KILLS[engine]} kills fell into a load, {between} between the graphs")  # noqa: T201
    assert unfinished > KILLS[engine] // 10
    assert between


class StopError(Exception):
    """Stands for whatever ends a load."""


def test_a_load_that_ended_after_any_step_is_not_taken_for_a_whole_one(
    server: Server, schema: Schema, graphs: TwoGraphs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only properties change, so that no count tells that something is amiss."""
    monkeypatch.setattr(difference, "ROWS_AT_ONCE", 20)
    old, new = graphs.both[0], _described(graphs.both[0])
    server.wipe(schema)
    with server.store(schema) as store, StagedGraph(tmp_path / "kept.sqlite") as kept:
        turn(kept, old)
        store.replace(kept)
        for steps in range(1, 4):
            turn(kept, new)
            with pytest.raises(StopError):
                store.replace(kept, _stop_after(steps))
            turn(kept, old)
            assert store.replace(kept)
            assert facts_in(store) == graphs.facts[0]


def _stop_after(steps: int) -> Progress:
    left = [steps]

    def progress(_done: int, _total: int) -> None:
        left[0] -= 1
        if not left[0]:
            raise StopError

    return progress


def _described(graph: Graph) -> Graph:
    nodes = [_with(n, note="new") if n.label != VERSION else n for n in graph.nodes]
    return Graph(tuple(nodes), graph.relationships)


def _with(node: Node, **more: str) -> Node:
    properties = {**{k: v for k, v in node.properties.items() if k != "content_hash"}, **more}
    return Node(node.labels, {**properties, "content_hash": content_hash([node.labels, properties])})


def _is_unfinished(store: Store) -> bool:
    return bool(store.query("MATCH (v:GraphVersion) RETURN v.loading IS NOT NULL").rows[0][0])
