"""Questions about the graph as a whole, by networkx: what connects two things, is central, belongs together.

Each statement is an edge. Its direction counts for what it says and not for whether it connects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from bankgraph.ontology import NotFoundError, UsageError
from bankgraph.stores import Rows, Store

from .lookups import lookup

if TYPE_CHECKING:
    import networkx as nx

    Network: TypeAlias = nx.MultiDiGraph[str]

MOST_PATHS = 25
_SEED = 1  # so that the same graph has the same communities
_STEP = (
    "path",
    "step",
    "from_id",
    "from",
    "relation",
    "to_id",
    "to",
    "status",
    "nature",
    "attributed_to",
    "period",
    "sources",
    "evidence",
)
_CENTRAL = ("class", "entity_id", "entity", "entity_en", "neighbours", "betweenness", "sources", "evidence")
_COMMUNITY = (
    "community",
    "size",
    "class",
    "entity_id",
    "entity",
    "entity_en",
    "links",
    "sources",
    "evidence",
)


def to_networkx(store: Store) -> Network:
    """Return the entities and what is stated between them.

    A node is an entity's id, with its properties and `labels`; an edge's key is the statement's id, with
    its properties and `type`. A figure is an edge of type `REPORTED` to its metric. Raises as `Store.query`.
    """
    import networkx as nx  # slow to import, and most questions do without

    graph: Network = nx.MultiDiGraph()
    for row in store.recall(lookup("network-nodes")).as_dicts():
        node: Any = row["properties"]
        graph.add_node(str(row["id"]), **{**node, "labels": row["labels"]})
    for row in store.recall(lookup("network")).as_dicts():
        found: Any = row["properties"]
        graph.add_edge(str(row["start"]), str(row["end"]), str(row["id"]), **{**found, "type": row["type"]})
    return graph


def connections(graph: Network, one: str, other: str) -> Rows:
    """Return all shortest paths between two entities, at most `MOST_PATHS`, each statement on them in a row.

    Raises `NotFoundError` where nothing connects them, and `UsageError` where they are one.
    """
    import networkx as nx

    if one == other:
        raise UsageError(f"both names mean '{one}'; give two different things")
    try:
        found = sorted(islice(nx.all_shortest_paths(nx.Graph(graph), one, other), 1000))
    except nx.NetworkXNoPath as error:
        raise NotFoundError(f"nothing in the data connects '{one}' and '{other}'") from error
    rows = [
        (number, step, *row)
        for number, path in enumerate(found[:MOST_PATHS], 1)
        for step, (here, there) in enumerate(pairwise(path), 1)
        for row in _statements(graph, here, there)
    ]
    return Rows(_STEP, tuple(rows))


def central(graph: Network, ids: Iterable[str]) -> Rows:
    """Return these entities, by how many shortest paths between others run through them.

    `neighbours` counts what they are related to; `betweenness` is Freeman's, between 0 and 1.
    """
    import networkx as nx

    plain = nx.Graph(graph)
    weight = nx.betweenness_centrality(plain)
    rows: list[tuple[Any, ...]] = [
        (
            *_names(graph, i),
            plain.degree[i],
            round(weight[i], 4),
            *_cited(graph.in_edges(i, data=True), graph.out_edges(i, data=True)),
        )
        for i in ids
        if plain.degree[i]
    ]
    rows.sort(key=lambda row: (-row[5], -row[4], row[1]))
    return Rows(_CENTRAL, tuple(rows))


def communities(graph: Network) -> Rows:
    """Return which entities belong together, by Louvain's method, the largest community first.

    `links` counts an entity's neighbours within its community; what is related to nothing is left out.
    """
    import networkx as nx

    plain = nx.Graph(graph)
    plain.remove_nodes_from(list(nx.isolates(plain)))
    found = sorted(nx.community.louvain_communities(plain, seed=_SEED), key=lambda c: (-len(c), min(c)))
    rows: list[tuple[Any, ...]] = [
        (
            number,
            len(members),
            *_names(graph, i),
            sum(n in members for n in plain[i]),
            *_cited(_within(graph, i, members)),
        )
        for number, members in enumerate(found, 1)
        for i in members
    ]
    rows.sort(key=lambda row: (row[0], -row[6], row[3]))
    return Rows(_COMMUNITY, tuple(rows))


def _names(graph: Network, identifier: str) -> tuple[Any, ...]:
    node = graph.nodes[identifier]
    return node["class"], identifier, node["name"], node.get("name_en")


def _statements(graph: Network, here: str, there: str) -> Iterator[tuple[Any, ...]]:
    """Yield each statement between two entities, as it is directed."""
    for start, end in ((here, there), (there, here)):
        for _, stated in sorted((graph.get_edge_data(start, end) or {}).items()):
            yield (
                *(start, graph.nodes[start]["name"], stated["type"], end, graph.nodes[end]["name"]),
                *(stated.get(name) for name in ("status", "nature", "attributed_to", "period")),
                *(stated["sources"], stated["evidence"]),
            )


def _within(graph: Network, identifier: str, members: set[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for edges in (graph.out_edges(identifier, data=True), graph.in_edges(identifier, data=True)):
        yield from (edge for edge in edges if {edge[0], edge[1]} <= members)


def _cited(*edges: Iterable[tuple[str, str, dict[str, Any]]]) -> tuple[list[str], list[str]]:
    """Return the sources and the evidence of these edges, each once."""
    spans = sorted({span for some in edges for _, _, stated in some for span in stated["evidence"]})
    return sorted({span.partition("#")[0] for span in spans}), spans
