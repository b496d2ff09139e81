"""What every store can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, TypeAlias

from .values import Rows

if TYPE_CHECKING:  # imported by who loads, not by who asks
    from .difference import Difference
    from .graph import Graph
    from .kept import Kept
    from .staged import StagedGraph

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many elements of how many are done."""


def not_reading(what: str) -> str:
    """Return what a store says of a query that is asked as a reading one and would do something else."""
    return f"the query would {what}, and only reading queries may be asked; mend the query"


NOT_A_READING_QUERY = not_reading("change the graph")
LOADS_SOMETHING = not_reading("load a file or an address")


class Changes(NamedTuple):
    """What a load did to the stored graph, counted by the engine and not by what was sent."""

    nodes_written: int = 0
    nodes_removed: int = 0
    relationships_written: int = 0
    relationships_removed: int = 0

    def __add__(self, other: Changes) -> Changes:  # type: ignore[override]
        """Return what two steps of one load did together."""
        return Changes(
            self.nodes_written + other.nodes_written,
            self.nodes_removed + other.nodes_removed,
            self.relationships_written + other.relationships_written,
            self.relationships_removed + other.relationships_removed,
        )

    def __bool__(self) -> bool:
        """Whether anything was changed."""
        return self != Changes()


class LoadOptions(NamedTuple):
    """How a load goes about it.

    Without `allow_shrink` it refuses to remove more than a twentieth of what is stored. With `verify` it
    reads back every property, where it otherwise trusts the content hashes that an earlier load left.
    """

    allow_shrink: bool = False
    verify: bool = False


GUARDED = LoadOptions()
UNGUARDED = LoadOptions(allow_shrink=True)


class Store(Protocol):
    """An engine that holds one graph and answers Cypher. Used as a context manager."""

    @property
    def name(self) -> str:
        """How messages call it: a URI, or the directory of the embedded graph."""

    def version(self) -> str | None:
        """Return the fingerprint of its graph, None before the first load. Raises as `query` does."""

    def query(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Return the rows of a reading query; a writing one raises `UsageError`.

        Raises `UsageError` for Cypher that the engine refuses, `UnreachableError` where it cannot be asked.
        """

    def recall(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Return the same as `query`, kept from when this graph was asked the same, where it can."""

    @property
    def kept(self) -> Kept | None:
        """What is kept beside the graph in force as long as it is in force; None where nothing can be."""

    def write(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run a query that may change the graph. Raises as `query` does."""

    def replace(
        self,
        graph: Graph | StagedGraph,
        progress: Progress = lambda _done, _total: None,
        options: LoadOptions = UNGUARDED,
    ) -> Changes:
        """Make the stored graph equal to `graph`, writing only what differs.

        Raises `UnreachableError` where the store cannot be written or another load holds it; what was
        stored is then as before, or lacks nothing that the old and the new graph have in common.
        `ShrinkingError` where it would remove much and is not allowed to.
        """

    def compared(self, graph: StagedGraph, *, verify: bool = False) -> AbstractContextManager[Difference]:
        """Yield what `replace` would change. Raises as `query` does."""

    def explain(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[str]:
        """Return what the engine warns of in a query without running it. Raises as `query` does."""

    def close(self) -> None:
        """Let go of the engine."""

    def __enter__(self) -> Self:
        """Return the store itself."""

    def __exit__(self, *_: object) -> None:
        """Close the store."""
