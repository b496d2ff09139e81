"""What has to be written and removed to turn a stored graph into a staged one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

from bankgraph.ontology import Schema, ShrinkingError

from . import difference_sql as sql
from .staged import StagedGraph, staging
from .steps import Action, Row, Shape, Step

Stored: TypeAlias = Iterable[Sequence[Any]]
"""What a store holds: of nodes id, labels, and content hash, None where it is not ours; of relationships id,
type, ids of both ends, and content hash."""

ROWS_AT_ONCE = 10_000
CHARACTERS_AT_ONCE = 4_000_000
"""What one step holds at most, so that a transaction's memory is bounded; it holds one row at least."""

MOST_REMOVED = 0.05
"""The largest part of a stored graph that a load removes unless it is allowed to."""

MOST_PATCHED = 0.2
"""The largest part of a stored graph to change rather than to write it anew."""

_Group: TypeAlias = tuple[Action, int | None, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between a stored graph of `stored` elements and `graph`: to be used while it is open."""

    graph: StagedGraph
    stored: int
    sizes: dict[Action, int]

    @property
    def size(self) -> int:
        """How many rows all steps have together."""
        return sum(self.sizes.values())

    @property
    def removed(self) -> int:
        """How many elements of the stored graph are not in the new one."""
        return self.sizes[Action.REMOVE_NODES] + self.sizes[Action.REMOVE_RELATIONSHIPS]

    @property
    def is_small(self) -> bool:
        """Whether to change the stored graph takes less than to write the new one, and no class changes."""
        relabels = self.graph.connection.execute(sql.RELABELS).fetchone()
        return self.size < self.stored * MOST_PATCHED and not relabels

    def refuse_to_shrink(self, where: str) -> None:
        """Raise `ShrinkingError` where more than a twentieth of the stored graph would be removed."""
        if self.removed > self.stored * MOST_REMOVED:
            share = f"{self.removed:,} of {self.stored:,} nodes and relationships"
            raise ShrinkingError(
                f"{where}: {share} would be removed; see what with `bankgraph diff`, and if that is meant, "
                "load with --allow-shrink"
            )

    def shapes(self) -> list[tuple[Action, Shape]]:
        """Return what steps there are, in order, each once."""
        return [(Action(group[0]), self._shape(*group[1:])) for group in self._groups(sql.GROUPS)]

    def steps(self, *, mixed: bool = False) -> Iterator[Step]:
        """Yield what to do, in order: what both graphs hold is there at each moment.

        With `mixed`, what is added is not parted by labels and types.
        """
        names = self.graph.kinds.names
        for group in self._groups(sql.MIXED_GROUPS if mixed else sql.GROUPS):
            action, shape = Action(group[0]), self._shape(*group[1:])
            found = self.graph.connection.execute(sql.ROWS[action], group)
            rows = (Row(i, start, end, content, names(kind)) for i, start, end, content, kind in found)
            yield from (Step(action, shape, some) for some in _bounded(rows))

    def _groups(self, query: str) -> list[_Group]:
        return self.graph.connection.execute(query).fetchall()

    def _shape(self, start: int | None, end: int | None, before: int | None, kind: int | None) -> Shape:
        names = self.graph.kinds.names
        ends = (names(start)[0], names(end)[0]) if start is not None and end is not None else None
        return Shape(() if kind is None else names(kind), ends, () if before is None else names(before))


@contextmanager
def difference_to_stored(
    graph: StagedGraph, nodes: Stored, relationships: Stored, schema: Schema
) -> Iterator[Difference]:
    """Compare with a graph that is read from its store."""
    with _opened(graph):
        run, kinds = graph.connection, _StoredKinds(graph, schema)
        run.executemany(sql.STORE_NODE, ((i, *kinds[tuple(labels)], seen) for i, labels, seen in nodes))
        keyed = ((i, graph.kinds.key(kind), start, end, seen) for i, kind, start, end, seen in relationships)
        run.executemany(sql.STORE_RELATIONSHIP, keyed)
        yield _difference(graph, sql.ALL, run.execute(sql.COUNT_STORED).fetchone()[0])


@contextmanager
def difference_since(graph: StagedGraph, state: int) -> Iterator[Difference]:
    """Compare with an earlier state of the staged graph itself."""
    with _opened(graph):
        for statement in (sql.TOUCHED, sql.RECALLED):
            graph.connection.execute(statement, (state,))
        yield _difference(graph, sql.AMONG_TOUCHED, sum(graph.counts_in(state).values()))


@contextmanager
def _opened(graph: StagedGraph) -> Iterator[None]:
    with staging():
        graph.connection.executescript(sql.CLEAR + sql.TABLES)
        graph.connection.execute("BEGIN")  # what another process changes from now on is not seen
        try:
            graph.recall()
            yield
        finally:
            graph.roll_back()
            graph.connection.executescript(sql.CLEAR)


def _difference(graph: StagedGraph, among: dict[str, str], stored: int) -> Difference:
    run = graph.connection.execute
    for action, selected in sql.WORK.items():
        run(f"INSERT INTO work {selected.format(**among)}", (action,))
    run(sql.INDEX)
    sizes = dict.fromkeys(Action, 0) | {Action(action): count for action, count in run(sql.SIZES)}
    return Difference(graph, stored, sizes)


class _StoredKinds(dict[tuple[str, ...], tuple[int, int]]):
    """The keys of a stored node's labels, and of the most general one of them."""

    def __init__(self, graph: StagedGraph, schema: Schema) -> None:
        self._graph, self._schema = graph, schema

    def __missing__(self, labels: tuple[str, ...]) -> tuple[int, int]:
        known = self._schema.general_first(label for label in labels if label in self._schema.classes)
        self[labels] = self._graph.kinds.key(known), self._graph.kinds.key(known[:1])
        return self[labels]


def _bounded(rows: Iterable[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    characters = 0
    for row in rows:
        if some and (len(some) >= ROWS_AT_ONCE or characters + len(row.properties) > CHARACTERS_AT_ONCE):
            yield some
            some, characters = [], 0
        some.append(row)
        characters += len(row.properties)
    if some:
        yield some
