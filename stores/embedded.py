"""The embedded engine: ArcadeDB in this process, over immutable snapshots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from bankgraph.ontology.errors import UnreachableError, UsageError

from .home import current, default_home, kept_file
from .kept import Kept
from .kept_answers import KeptAnswers
from .protocol import UNGUARDED, Changes, LoadOptions, Progress
from .values import Rows

if TYPE_CHECKING:
    from pathlib import Path

    from bankgraph.ontology import Schema

    from .difference import Difference
    from .graph import Graph
    from .snapshots import Snapshot, SnapshotDirectory
    from .staged import StagedGraph

# The engine, the snapshots' locks, and what loads need, are imported where they are used: they are slow.


class EmbeddedStore:
    """The graph in a directory on this machine (`default_home` unless given); opened by the first query.

    A schema that is given as a function is asked for when the engine is: answers that are kept need none.
    """

    def __init__(self, schema: Schema | Callable[[], Schema], home: Path | str | None = None) -> None:
        self._given_schema = schema
        self._home = str(home or default_home())
        self._snapshot: Snapshot | None = None
        self._kept: tuple[str, Kept] | None = None
        self._database: Any = None

    @property
    def name(self) -> str:
        """The directory of the graph."""
        return self._home

    def version(self) -> str | None:
        """Return the fingerprint of the snapshot in force. See `Store.version`."""
        return current(self._home)

    @property
    def kept(self) -> Kept | None:
        """What is kept of the snapshot in force, or of the one that is open. See `Store.kept`."""
        if self._kept is None:
            name = self._snapshot.name if self._snapshot else current(self._home)
            self._kept = (name, Kept(kept_file(self._home, name))) if name else None
        return self._kept[1] if self._kept else None

    def recall(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Return what is kept of this query, or ask it and keep that. See `Store.recall`."""
        if (kept := self.kept) is None:
            return self.query(cypher, parameters)
        answers = KeptAnswers(kept)
        found = answers.find(cypher, parameters or {})
        if found is None:
            found = self.query(cypher, parameters)
            answers.keep(cypher, parameters or {}, found)
        return found

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
        if self._kept:
            self._kept[1].close()
            self._kept = None

    def _open(self) -> Any:
        if self._database is None:
            from . import arcade

            snapshot = self._directory.hold()
            try:
                self._refuse_another(snapshot.name)
                self._database = arcade.open_read_only(snapshot.database)
            except BaseException:
                snapshot.release()
                raise
            self._snapshot = snapshot
        return self._database

    def _refuse_another(self, name: str) -> None:
        """Refuse to go on with another graph than the one that was answered from."""
        if self._kept and self._kept[0] != name:
            self._kept = None
            raise UnreachableError(f"{self.name}: the graph was replaced while it was asked; ask again")

    @cached_property
    def _schema(self) -> Schema:
        given = self._given_schema
        return given() if callable(given) else given

    @cached_property
    def _directory(self) -> SnapshotDirectory:
        from pathlib import Path

        from .snapshots import SnapshotDirectory

        return SnapshotDirectory(Path(self._home))

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()
