"""The benchmark of loading measures what it says: the same elements for all, and all of them there.

The peers' environments are made by `make bench-load` alone; here the floor and our own loader are run.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bankgraph.ontology import Schema
from bankgraph.stores import Graph, Node, Relationship, Store
from bankgraph.stores.embedded import EmbeddedStore
from engines import ENGINES, Server
from loading.contenders import EMBEDDED, FLOOR, MERGING, OURS, Contender, Round, Run, run
from loading.elements import Counts, Elements, read
from loading.making import make
from loading.ours import as_graph
from loading.page import table
from loading.results import Results

STATEMENTS = 50
LIMIT = 120.0


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up elements in the neutral form."""
    path = tmp_path_factory.mktemp("made") / "elements.jsonl"
    make(STATEMENTS, path)
    return path


@pytest.fixture(scope="module")
def elements(file: Path) -> Elements:
    return read(file)


@pytest.fixture
def emptied(servers: Callable[[str], Server], schema: Schema) -> Server:
    """One real Neo4j with nothing in it."""
    server = servers(ENGINES[1])
    server.wipe(schema)
    return server


def test_the_neutral_form_is_the_property_graph(tmp_path: Path) -> None:
    graph = make(STATEMENTS, tmp_path / "elements.jsonl")
    found = read(tmp_path / "elements.jsonl")
    assert content(as_graph(found)) == content(graph)
    assert found.counts.rows == len(graph.nodes) + len(graph.relationships)
    assert found.counts.rows > 2 * STATEMENTS


@pytest.mark.parametrize("contender", [FLOOR, MERGING, OURS], ids=lambda c: c.key)
def test_a_contender_leaves_every_element_in_neo4j(
    contender: Contender, emptied: Server, file: Path, elements: Elements, schema: Schema
) -> None:
    found = run(contender, file, emptied.uri, emptied.login.password or "", Round.COLD, LIMIT)
    assert not found.problem
    assert found.seconds
    assert found.expected == elements.counts
    with emptied.store(schema) as store:
        assert held(store) == content(as_graph(elements))


@pytest.mark.parametrize("round_", [Round.COLD, Round.WARM], ids=lambda r: r.value)
def test_the_embedded_contender_leaves_every_element_in_its_directory(
    round_: Round, file: Path, elements: Elements, schema: Schema, tmp_path: Path
) -> None:
    found = run(EMBEDDED, file, str(tmp_path), "", round_, LIMIT)
    assert not found.problem
    assert found.held == found.expected == elements.counts
    with EmbeddedStore(schema, tmp_path / "warm" if round_ is Round.WARM else tmp_path) as store:
        assert held(store) == content(as_graph(elements))


def test_a_contender_that_takes_too_long_or_fails_is_said_to(file: Path, tmp_path: Path) -> None:
    assert run(EMBEDDED, file, str(tmp_path), "", Round.COLD, 0.01).problem == "not finished in 0.01 s"
    failed = run(FLOOR, file, "neo4j://127.0.0.1:1", "", Round.COLD, LIMIT)
    assert failed.seconds is None
    assert failed.problem.startswith("failed: neo4j.exceptions.ServiceUnavailable")


def test_the_page_tells_medians_the_ratio_to_the_floor_and_what_was_dropped() -> None:
    results = Results(repeats=3, limit=LIMIT, sizes={1000: Counts(10, 30, 90)})
    for seconds in (1.0, 4.0, 2.0):
        results.add(
            1000, FLOOR, Round.COLD, Run(seconds, 0.5, 0.25, 50.0, Counts(10, 30, 90), Counts(10, 30, 90))
        )
        results.add(
            1000, OURS, Round.COLD, Run(3 * seconds, 0.5, None, 50.0, Counts(10, 30, 90), Counts(10, 29, 88))
        )
    results.add(1000, MERGING, Round.COLD, Run(problem="not finished in 120 s"))
    floor, ours, merging = list(table(results, Round.COLD))[2:]
    assert "| 2.00 | 1.00–4.00 | 20 | 1.00 | 0.50 | 0.25 | 50 | all |" in floor
    assert "| 6.00 | 3.00–12.00 | 7 | 3.00 | 0.50 |  | 50 | 10 of 10 nodes, 29 of 30 relationships |" in ours
    assert "| not finished in 120 s |" in merging


def held(store: Store) -> list[object]:
    """Return what a store holds, in a form that can be compared."""
    nodes = [n for (n,) in store.query("MATCH (n) RETURN n").rows if isinstance(n, Node)]
    links = [r for (r,) in store.query("MATCH ()-[r]->() RETURN r").rows if isinstance(r, Relationship)]
    return content(Graph(tuple(nodes), tuple(links)))


def content(graph: Graph) -> list[object]:
    nodes = [(n.id, n.labels, dict(n.properties)) for n in graph.nodes]
    links = [(r.id, r.type, r.start, r.end, dict(r.properties)) for r in graph.relationships]
    return [sorted(nodes, key=lambda n: n[0]), sorted(links, key=lambda r: r[0])]
