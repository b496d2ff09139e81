"""The embedded engine: ArcadeDB in this process, over immutable snapshots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from bankgraph.ontology import Schema, UsageError

from .graph import Graph, Rows
from .protocol import Changes, Progress
from .shapes import (
    Batch,
    constraints,
    create_nodes,
    create_relationships,
    nodes_by_labels,
    relationships_by_shape,
    root_labels,
)
from .snapshots import Snapshot, SnapshotDirectory, default_home

# The engine is imported by the functions that need it: its Java bridge is slow to import.


class EmbeddedStore:
    """The graph in a directory on this machine (`default_home` unless given); opened by the first query."""

    def __init__(self, schema: Schema, home: Path | None = None) -> None:
        self._schema = schema
        self._directory = SnapshotDirectory(home or default_home())
        self._snapshot: Snapshot | None = None
        self._database: Any = None

    @property
    def name(self) -> str:
        """The directory of the graph."""
        return str(self._directory.home)

    def version(self) -> str | None:
        """Return the fingerprint of the snapshot in force. See `Store.version`."""
        return self._directory.current()

    def query(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Return the rows of a reading query. See `Store.query`; `NotFoundError` before the first load."""
        from . import arcade

        return arcade.ask(self._open(), cypher, parameters or {}, self._schema)

    def write(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Refuse: an embedded graph is an immutable snapshot of the data."""
        raise UsageError(
            "the embedded graph is a read-only snapshot; change the data and run: bankgraph load, "
            "or write to a Neo4j with: --store neo4j://…"
        )

    def explain(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[str]:
        """Return no warnings: this engine refuses or accepts. See `Store.explain`."""
        self.query(f"EXPLAIN {cypher}", parameters)
        return []

    def replace(self, graph: Graph, progress: Progress = lambda _done, _total: None) -> Changes:
        """Build a snapshot of `graph` and put it in force. See `Store.replace`."""
        if self._holds(graph):
            return Changes()
        with self._directory.loading():
            if self._holds(graph):  # another process has loaded it meanwhile
                return Changes()
            self.close()
            with self._directory.building(graph.fingerprint) as path:
                return _build(path, graph, self._schema, progress)

    def _holds(self, graph: Graph) -> bool:
        name = graph.fingerprint
        return self._directory.current() == name and self._directory.is_whole(name)

    def close(self) -> None:
        """Close the database and let the snapshot go."""
        if self._snapshot:
            from . import arcade

            arcade.close(self._database, self._snapshot.database)
            self._snapshot.release()
            self._snapshot = self._database = None

    def _open(self) -> Any:
        if self._database is None:
            from . import arcade

            snapshot = self._directory.hold()
            try:
                self._database = arcade.open_read_only(snapshot.database)
            except BaseException:
                snapshot.release()
                raise
            self._snapshot = snapshot
        return self._database

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()


def _build(path: Path, graph: Graph, schema: Schema, progress: Progress) -> Changes:
    """Write `graph` into a new database at `path` and return what the engine counted."""
    from . import arcade

    total = len(graph.nodes) + len(graph.relationships)
    counts = {"nodes": 0, "relationships": 0}
    with arcade.create(path) as run:
        for statement in constraints(schema):
            run(statement, {})
        for kind, batch in _batches(graph):
            counts[kind] += run(batch.cypher, {"rows": batch.rows})
            progress(sum(counts.values()), total)
    return Changes(nodes_written=counts["nodes"], relationships_written=counts["relationships"])


def _batches(graph: Graph) -> Iterator[tuple[str, Batch]]:
    for labels, rows in nodes_by_labels(graph.nodes).items():
        yield from (("nodes", batch) for batch in create_nodes(labels, rows))
    for shape, rows in relationships_by_shape(graph.relationships, root_labels(graph.nodes)).items():
        yield from (("relationships", batch) for batch in create_relationships(shape, rows))
