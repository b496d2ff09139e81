"""The few distinct Cypher texts that a load needs, compiled from a graph's shapes and the schema.

Planning a query costs more than running it on a small batch, so everything of one shape (the same
labels, or the same type between the same kinds of nodes) goes through one text. Identifiers come
from the ontology; values travel as parameters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bankgraph.ontology import Schema

from .graph import Node, Relationship

SIZE = 5_000
"""Rows in one batch: bounds the memory of a transaction."""

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """A statement that takes `$rows` and returns how many elements it wrote or removed."""

    cypher: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class RelationshipShape:
    """A type of relationship between nodes of two root labels (Entity, Observation, Source …)."""

    type: str
    start: str
    end: str


def constraints(schema: Schema) -> list[str]:
    """Return the statements that make `id` unique, and so indexed, within every class of nodes."""
    return [
        f"CREATE CONSTRAINT {name.lower()}_id IF NOT EXISTS FOR (n:{quoted(name)}) REQUIRE n.id IS UNIQUE"
        for name in schema.classes
    ]


def root_labels(nodes: Iterable[Node]) -> dict[str, str]:
    """Return the most general label of each node, by id: the one to look it up by."""
    return {node.id: node.labels[0] for node in nodes}


def nodes_by_labels(nodes: Iterable[Node]) -> Mapping[tuple[str, ...], list[Row]]:
    """Return the rows to write for each set of labels."""
    rows: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for node in nodes:
        rows[node.labels].append({"id": node.id, "properties": dict(node.properties)})
    return rows


def relationships_by_shape(
    relationships: Iterable[Relationship], roots: Mapping[str, str]
) -> Mapping[RelationshipShape, list[Row]]:
    """Return the rows to write for each shape; `roots` gives the root label of each node by id."""
    rows: dict[RelationshipShape, list[Row]] = defaultdict(list)
    for r in relationships:
        shape = RelationshipShape(r.type, roots[r.start], roots[r.end])
        rows[shape].append({"id": r.id, "start": r.start, "end": r.end, "properties": dict(r.properties)})
    return rows


def create_nodes(labels: tuple[str, ...], rows: list[Row]) -> Iterator[Batch]:
    """Write nodes into a graph that has none of them."""
    yield from _batches(
        f"UNWIND $rows AS row CREATE (n:{quoted(*labels)}) SET n = row.properties RETURN count(n)", rows
    )


def create_relationships(shape: RelationshipShape, rows: list[Row]) -> Iterator[Batch]:
    """Write relationships into a graph that has none of them."""
    yield from _batches(
        f"UNWIND $rows AS row {_match_ends(shape)} "
        f"CREATE (a)-[r:{quoted(shape.type)}]->(b) SET r = row.properties RETURN count(r)",
        rows,
    )


def merge_nodes(labels: tuple[str, ...], rows: list[Row]) -> Iterator[Batch]:
    """Write nodes that may be there; looked up by one label, since two would not use an index."""
    root, *others = labels
    extra = f" SET n:{quoted(*others)}" if others else ""
    yield from _batches(
        f"UNWIND $rows AS row MERGE (n:{quoted(root)} {{id: row.id}}) "
        f"SET n = row.properties{extra} RETURN count(n)",
        rows,
    )


def remove_labels(root: str, labels: tuple[str, ...], rows: list[Row]) -> Iterator[Batch]:
    """Take labels from nodes that have become of another class."""
    yield from _batches(
        f"UNWIND $rows AS row MATCH (n:{quoted(root)} {{id: row.id}}) "
        f"REMOVE n:{quoted(*labels)} RETURN count(n)",
        rows,
    )


def merge_relationships(shape: RelationshipShape, rows: list[Row]) -> Iterator[Batch]:
    """Write relationships that may be there."""
    yield from _batches(
        f"UNWIND $rows AS row {_match_ends(shape)} "
        f"MERGE (a)-[r:{quoted(shape.type)} {{id: row.id}}]->(b) SET r = row.properties RETURN count(r)",
        rows,
    )


def delete_nodes(labels: tuple[str, ...], rows: list[Row]) -> Iterator[Batch]:
    """Remove nodes and what hangs on them."""
    yield from _batches(
        f"UNWIND $rows AS row MATCH (n:{quoted(labels[0])} {{id: row.id}}) DETACH DELETE n RETURN count(n)",
        rows,
    )


def delete_relationships(shape: RelationshipShape, rows: list[Row]) -> Iterator[Batch]:
    """Remove relationships."""
    yield from _batches(
        f"UNWIND $rows AS row {_match_ends(shape)} "
        f"MATCH (a)-[r:{quoted(shape.type)} {{id: row.id}}]->(b) DELETE r RETURN count(r)",
        rows,
    )


def quoted(*names: str) -> str:
    """Return label or type names as Cypher identifiers, joined as labels are."""
    return ":".join("`" + name.replace("`", "``") + "`" for name in names)


def _match_ends(shape: RelationshipShape) -> str:
    return f"MATCH (a:{quoted(shape.start)} {{id: row.start}}) MATCH (b:{quoted(shape.end)} {{id: row.end}})"


def _batches(cypher: str, rows: list[Row]) -> Iterator[Batch]:
    for first in range(0, len(rows), SIZE):
        yield Batch(cypher, rows[first : first + SIZE])
