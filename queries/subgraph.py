"""The part of the graph that a picture shows: entities, what relates them, their figures and sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bankgraph.stores import Node, Path, Relationship, Rows, Store, Value

from .comparison import Comparison
from .lookups import lookup


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes and relationships, each once, in the order of their ids; no relationship lacks an end."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


def whole_graph(store: Store) -> Subgraph:
    """Return all entities with everything between them. Raises as `Store.query` does."""
    return among(store, [str(row[0]) for row in store.recall(lookup("whole")).rows])


def around(store: Store, identifier: str, hops: int) -> Subgraph:
    """Return an entity and all that is at most `hops` relations or figures away."""
    ids = {identifier}
    for _ in range(hops):
        ids |= {str(row[0]) for row in store.recall(lookup("neighbours"), {"ids": sorted(ids)}).rows}
    return among(store, ids)


def of_comparison(store: Store, found: Comparison) -> Subgraph:
    """Return the things of a comparison with what several of them are related to or have figures of."""
    having: dict[str, set[str]] = {}
    for line in found.lines:
        having.setdefault(line.measure.metric_id, set()).update(line.cells)
    common = [line.measure for line in found.lines if len(having[line.measure.metric_id]) > 1]
    ids = {thing.id for thing in found.things} | {tie.id for tie in found.shared}
    return among(store, ids | {i for m in common for i in (m.metric_id, m.about_id) if i})


def of_rows(store: Store, rows: Rows) -> Subgraph:
    """Return what the rows are about: nodes and paths in them, and entities in columns named `…_id`."""
    ids: set[str] = set()
    for name, column in zip(rows.columns, zip(*rows.rows, strict=True), strict=False):
        for value in column:
            ids |= {value} if name.endswith("_id") and isinstance(value, str) else _ids(value)
    return among(store, ids)


def among(store: Store, ids: Iterable[str]) -> Subgraph:
    """Return these entities, what relates them, their figures for metrics among them, and sources."""
    parameters = {"ids": sorted(ids)}
    nodes: dict[str, Node] = {}
    relationships: dict[str, Relationship] = {}
    for text in ("nodes-among", "relations-among", "figures-among"):
        for row in store.recall(lookup(text), parameters).rows:
            for value in row:
                if isinstance(value, Node):
                    nodes[value.id] = value
                elif isinstance(value, Relationship):
                    relationships[value.id] = value
    return Subgraph(
        tuple(nodes[i] for i in sorted(nodes)),
        tuple(r for _, r in sorted(relationships.items()) if r.start in nodes and r.end in nodes),
    )


def _ids(value: Value) -> set[str]:
    match value:
        case Node():
            return {value.id}
        case Relationship():
            return {value.start, value.end}
        case Path():
            return {node.id for node in value.nodes}
        case list():
            return {i for item in value for i in _ids(item)}
        case dict():
            return {i for item in value.values() for i in _ids(item)}
        case _:
            return set()
