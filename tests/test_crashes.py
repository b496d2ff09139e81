"""A load that is killed, at whatever moment, loses nothing, and the next one makes the graph whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bankgraph.ontology import Schema
from bankgraph.stores import Store
from crashing import load_until_killed, patiently
from engines import EMBEDDED, ENGINES, Server
from two_graphs import TwoGraphs, facts_in, two_graphs

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


def _is_unfinished(store: Store) -> bool:
    return bool(store.query("MATCH (v:GraphVersion) RETURN v.loading IS NOT NULL").rows[0][0])
