"""From files to a store in one step."""

from __future__ import annotations

from collections import Counter

from bankgraph.ontology import ENTITY, Schema
from bankgraph.stores import Changes, Graph, LoadOptions, Progress, Store
from bankgraph.stores.graph import VERSION
from bankgraph.stores.protocol import GUARDED
from bankgraph.stores.staged import StagedGraph, staged

from .knowledge import Knowledge
from .memory import collect_what_is_young, without_cycle_collection
from .property_graph import CITES, SOURCE, property_graph


def load(
    data: Knowledge | Graph | StagedGraph,
    store: Store,
    schema: Schema,
    progress: Progress = lambda _done, _total: None,
    options: LoadOptions = GUARDED,
) -> Changes:
    """Make `store` hold `data` and return what that changed, as the engine counted it.

    Raises as `Store.replace` does.
    """

    def told(done: int, total: int) -> None:
        collect_what_is_young()  # what drivers leave behind of each batch has cycles
        progress(done, total)

    with without_cycle_collection():
        graph = property_graph(data, schema) if isinstance(data, Knowledge) else data
        with staged(graph) as whole:
            return store.replace(whole, told, options)


def holdings(graph: Graph) -> dict[str, int]:
    """Return how many entities, sources, statements and pieces of evidence a graph holds, by these names."""
    roots = Counter(node.labels[0] for node in graph.nodes)
    kinds = Counter(r.type for r in graph.relationships)
    versions = [node.properties["statements"] for node in graph.nodes if node.label == VERSION]
    evidence = [e for r in graph.relationships if isinstance(e := r.properties.get("evidence"), list)]
    return {
        "entities": roots[ENTITY],
        "sources": roots[SOURCE],
        "statements": sum(count for count in versions if isinstance(count, int)),
        "evidence": kinds[CITES] + sum(map(len, evidence)),
    }
