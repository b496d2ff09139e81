"""An embedded graph whose loader is killed is, at each moment, exactly the old or exactly the new one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bankgraph.ontology import Schema
from bankgraph.stores import Graph
from bankgraph.stores.embedded import EmbeddedStore
from bankgraph.stores.graph import version_node
from crashing import load_until_killed, patiently
from two_graphs import TwoGraphs, facts_in, two_graphs


@pytest.fixture(scope="module")
def alike(schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> TwoGraphs:
    """Two graphs so alike that a copy of the one is changed into the other."""
    return two_graphs(tmp_path_factory.mktemp("data"), schema, 200)


@pytest.fixture(scope="module")
def unlike(alike: TwoGraphs) -> TwoGraphs:
    """Two graphs so different that each is written anew."""
    return TwoGraphs.of(alike.both[0], Graph((version_node("0" * 20, 0),), ()))


@pytest.mark.parametrize("pair", ["alike", "unlike"])
def test_the_snapshot_in_force_is_whole_whenever_the_loader_is_killed(
    pair: str, request: pytest.FixtureRequest, schema: Schema, tmp_path: Path
) -> None:
    graphs: TwoGraphs = request.getfixturevalue(pair)
    chance, halfway = random.Random(2), 0  # noqa: S311
    home, kept = tmp_path / "home", tmp_path / "kept.sqlite"
    with EmbeddedStore(schema, home) as store:
        store.replace(graphs.both[0])
    graphs.staged(kept)
    for number in range(50):
        load_until_killed(schema, home, graphs, kept, chance, within=1.0)
        halfway += bool(list(home.glob("**/.new-*")))
        with EmbeddedStore(schema, home) as store:
            graphs.assert_is_one(facts_in(store))
            if number % 10 == 9:
                _load_both(graphs, store, home)
    print(f"{halfway} of 50 kills fell into the writing of a snapshot")  # noqa: T201
    assert halfway > 5


def _load_both(graphs: TwoGraphs, store: EmbeddedStore, home: Path) -> None:
    for graph, facts in zip(graphs.both, graphs.facts, strict=True):
        patiently(lambda now=graph: store.replace(now))  # type: ignore[misc]
        assert facts_in(store) == facts
    store.close()
    assert {file.name for file in home.iterdir()} == {"current", "load.lock", "snapshots"}
    (snapshot,) = (home / "snapshots").iterdir()
    assert snapshot.name == graphs.both[1].fingerprint
