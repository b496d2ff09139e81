"""The graph as networkx has it: every statement an edge, every answer cited, the same from each engine."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

import networkx as nx
import pytest

from bankgraph.loaders import Knowledge
from bankgraph.ontology import NotFoundError, UsageError
from bankgraph.queries import to_networkx
from bankgraph.queries.network import central, communities, connections
from bankgraph.stores import Rows, Store


def _distance(graph: Mapping[str, set[str]], one: str, other: str) -> int:
    """How many steps there are between two nodes, by a search of our own."""
    seen, queue = {one: 0}, deque([one])
    while queue and other not in seen:
        here = queue.popleft()
        for there in graph[here] - seen.keys():
            seen[there] = seen[here] + 1
            queue.append(there)
    return seen[other]


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _assert_cited(rows: Rows) -> None:
    assert rows.rows
    for row in rows.as_dicts():
        evidence, sources = _list(row["evidence"]), _list(row["sources"])
        assert {str(span).partition("#")[0] for span in evidence} == {*sources}


def test_every_entity_is_a_node_and_every_statement_an_edge(loaded: Store, knowledge: Knowledge) -> None:
    graph = to_networkx(loaded)
    assert {*graph} == {*knowledge.entities}
    stated = loaded.query("MATCH (:Entity)-[r]->(:Entity) RETURN r.id").rows
    figures = loaded.query("MATCH (o:Observation) RETURN o.id").rows
    assert sorted(key for _, _, key in graph.edges(keys=True)) == sorted(
        str(i) for (i,) in (*stated, *figures)
    )
    assert graph.nodes["icbc"]["name"] == "中国工商银行"
    assert "Bank" in graph.nodes["icbc"]["labels"]


def test_what_connects_two_things_is_every_shortest_way_and_no_longer_one(loaded: Store) -> None:
    graph = to_networkx(loaded)
    near = {n: {*graph.successors(n), *graph.predecessors(n)} for n in graph}
    for one, other in (("icbc", "deepseek"), ("psbc", "liao-lin"), ("bank-of-beijing", "deepseek")):
        found = connections(graph, one, other)
        _assert_cited(found)
        steps = {(row["path"], row["step"]) for row in found.as_dicts()}
        paths = {path for path, _ in steps}
        length = _distance(near, one, other)
        assert all(sum(p == path for p, _ in steps) == length for path in paths)


def test_both_ends_have_to_be_two_things_that_something_connects(loaded: Store) -> None:
    graph = to_networkx(loaded)
    with pytest.raises(UsageError, match="both names mean 'icbc'"):
        connections(graph, "icbc", "icbc")
    graph.add_node("alone")
    with pytest.raises(NotFoundError, match="nothing in the data connects 'icbc' and 'alone'"):
        connections(graph, "icbc", "alone")


def test_the_network_is_the_same_from_each_engine(all_loaded: dict[str, Store]) -> None:
    graphs = [to_networkx(store) for store in all_loaded.values()]
    for rows in (
        [connections(graph, "icbc", "deepseek") for graph in graphs],
        [central(graph, graph) for graph in graphs],
        [communities(graph) for graph in graphs],
    ):
        _assert_cited(rows[0])
        assert all(other == rows[0] for other in rows)


def test_communities_part_what_is_related_to_anything(loaded: Store) -> None:
    graph = to_networkx(loaded)
    members = [str(row["entity_id"]) for row in communities(graph).as_dicts()]
    assert len(members) == len({*members})
    assert {*members} == {n for n in graph if graph.degree[n]}
    found: dict[object, set[str]] = {}
    for row in communities(graph).as_dicts():
        found.setdefault(row["community"], set()).add(str(row["entity_id"]))
    assert 1 < len(found) < len(members) / 5
    plain = nx.Graph(graph).subgraph(members)
    assert nx.community.modularity(plain, found.values()) > 0.5


def test_what_is_in_the_middle_is_on_every_way() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in "abc":
        graph.add_node(name, **{"class": "X", "name": name})
    for number, (start, end) in enumerate([("a", "b"), ("c", "b"), ("a", "b")]):
        graph.add_edge(start, end, str(number), evidence=[f"s#char={number},9"], type="T")
    rows = central(graph, graph).as_dicts()
    assert [(r["entity_id"], r["neighbours"], r["betweenness"]) for r in rows] == [
        ("b", 2, 1.0),
        ("a", 1, 0.0),
        ("c", 1, 0.0),
    ]
    assert [len(_list(r["evidence"])) for r in rows] == [3, 2, 1]


def test_what_connects_the_most_comes_first(loaded: Store) -> None:
    rows = central(to_networkx(loaded), ["artificial-intelligence", "web3", "large-model"]).as_dicts()
    weights = [float(str(row["betweenness"])) for row in rows]
    assert weights == sorted(weights, reverse=True)
    assert rows[0]["entity_id"] == "artificial-intelligence"
