"""The embedded engine: ArcadeDB in this process, over immutable snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from bankgraph.ontology import Schema, UsageError

from .graph import Graph, Rows
from .protocol import UNGUARDED, Changes, LoadOptions, Progress
from .snapshots import Snapshot, SnapshotDirectory, default_home

if TYPE_CHECKING:
    from .difference import Difference
    from .staged import StagedGraph

# The engine, and what loads need, are imported by the functions that need them: they are slow to import.


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

    def replace(
        self,
        graph: Graph | StagedGraph,
        progress: Progress = lambda _done, _total: None,
        options: LoadOptions = UNGUARDED,
    ) -> Changes:
        """Build a snapshot of `graph` and put it in force. See `Store.replace`."""
        from . import embedded_loading

        return embedded_loading.replace(self, self._directory, self._schema, graph, progress, options)

    def compared(self, graph: StagedGraph, *, verify: bool = False) -> AbstractContextManager[Difference]:
        """Yield what a load of `graph` would change. See `Store.compared`."""
        from . import embedded_loading

        return embedded_loading.compared(self, self._directory, self._schema, graph, verify=verify)

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
