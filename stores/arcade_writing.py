"""Databases of the embedded engine written at once: a whole graph, or changes to a copy of one.

A whole graph goes through the engine's own bulk interface, each batch as one JSON text: no query is planned
and no value is converted one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bankgraph.ontology import Schema

from . import arcade
from .difference import Difference
from .graph import VERSION, canonical
from .protocol import Changes, Progress
from .staged import StagedGraph
from .steps import Row, Shape, Step
from .values import Node

_VERSION_CYPHER = f"MATCH (v:{VERSION}) SET v = $properties RETURN count(v)"


def build(
    path: Path, graph: StagedGraph, everything: Difference, schema: Schema, progress: Progress
) -> Changes:
    """Write `graph` into a new database; `everything` is its difference to an empty one.

    Returns what the engine counted. Raises as `arcade.writable` does.
    """
    with arcade.writable(path, new=True) as database:
        _create_classes(database.getSchema(), schema)
        kinds = _create_kinds(database.getSchema(), [shape for _, shape in everything.shapes()])
        writing = _Writing(database, kinds)
        try:
            writing.nodes(VERSION, [_row(graph.version)])
            done = 0
            for step in everything.steps():
                writing.step(step)
                done += len(step.rows)
                progress(done, everything.size)
        finally:
            writing.batch.close()
        return Changes(
            nodes_written=_counted(database, "Vertex"), relationships_written=_counted(database, "Edge")
        )


def patch(path: Path, graph: StagedGraph, difference: Difference, progress: Progress) -> Changes:
    """Change the database at `path` by `difference` and return what the engine counted."""
    changes, done = Changes(nodes_written=1), 0
    with arcade.writable(path, new=False) as database:
        for step in difference.steps():
            count = arcade.write(database, step.cypher, {"rows": step.parameters})
            changes += Changes(**{step.action.field: count})
            done += len(step.rows)
            progress(done, difference.size)
        arcade.write(database, _VERSION_CYPHER, {"properties": dict(graph.version.properties)})
    return changes


class _Writing:
    """The state of a bulk write: the engine's batch, its names of kinds, and its record ids by ours."""

    def __init__(self, database: Any, kinds: Mapping[tuple[str, ...], str]) -> None:
        self._kinds = kinds
        self._records: dict[str, str] = {}
        self.batch = database.batch().withWAL(False).build()  # a database that is not whole is thrown away

    def step(self, step: Step) -> None:
        kind = self._kinds[step.shape.names]
        if step.shape.ends:
            self._relationships(kind, step.rows)
        else:
            self.nodes(kind, step.rows)

    def nodes(self, kind: str, rows: list[Row]) -> None:
        texts = ",".join(row.properties for row in rows)
        batcher = arcade.java("com.arcadedb.python.VertexBatcher")
        records = str(batcher.createVerticesJson(self.batch, kind, f"[{texts}]"))
        self._records.update(zip((row.id for row in rows), records.split(";"), strict=True))

    def _relationships(self, kind: str, rows: list[Row]) -> None:
        texts = ",".join(
            f'{{"_src":"{self._records[start]}","_dst":"{self._records[end]}",{properties[1:]}'
            for _, start, end, properties, _ in rows
        )
        arcade.java("com.arcadedb.python.EdgeBatcher").newEdgesJson(self.batch, kind, f"[{texts}]")


def _create_classes(engine_schema: Any, schema: Schema) -> None:
    """One type for each class, with `id` unique, and so indexed, in it: what a constraint is elsewhere."""
    for name in schema.classes:
        kind = engine_schema.buildVertexType().withName(name).withTotalBuckets(1).create()
        kind.createProperty("id", arcade.java("com.arcadedb.schema.Type").STRING)
        kind.createTypeIndex(arcade.java("com.arcadedb.schema.Schema$INDEX_TYPE").LSM_TREE, True, "id")


def _create_kinds(engine_schema: Any, shapes: Iterable[Shape]) -> dict[tuple[str, ...], str]:
    """One type for each set of labels and for each type of relationships; returns the engine's names."""
    labels = arcade.java("com.arcadedb.query.opencypher.Labels")
    kinds: dict[tuple[str, ...], str] = {}
    for shape in shapes:
        if shape.ends is None:
            listed = arcade.java("java.util.ArrayList")(list(shape.names))
            kinds[shape.names] = str(labels.ensureCompositeType(engine_schema, listed))
        elif shape.names not in kinds:
            engine_schema.buildEdgeType().withName(shape.names[0]).withTotalBuckets(1).create()
            kinds[shape.names] = shape.names[0]
    return kinds


def _counted(database: Any, kind: str) -> int:
    """How many records of a kind ("Vertex" or "Edge") the engine counts."""
    of_kind = arcade.java(f"com.arcadedb.schema.{kind}Type")
    types = [t for t in database.getSchema().getTypes() if isinstance(t, of_kind)]
    return sum(int(database.countType(t.getName(), False)) for t in types)


def _row(node: Node) -> Row:
    return Row(node.id, "", "", canonical(node.properties), node.labels)
