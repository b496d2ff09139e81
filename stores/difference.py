"""What has to be written and removed to turn a stored graph into a staged one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

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

WORTH_A_TEXT = 2_000
"""From how many rows on a text of their own is faster, though the server has to plan it; measured."""

MOST_REMOVED = 0.05
"""The largest part of a stored graph that a load removes unless it is allowed to."""

MOST_PATCHED = 0.2
"""The largest part of a stored graph to change rather than to write it anew."""


class _Group(NamedTuple):
    """Rows of one shape; `start`, `end`, `before` and `kind` are keys of `Kinds`."""

    action: Action
    start: int | None
    end: int | None
    before: int | None
    kind: int
    rows: int


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
        return [(group.action, self._shape(group, group.kind)) for group in self._groups()]

    def steps(self, *, mixed: bool = False) -> Iterator[Step]:
        """Yield what to do, in order: what both graphs hold is there at each moment.

        With `mixed`, what is added is parted by labels and types only where many elements have them.
        """
        for together in _mixed(self._groups()) if mixed else ([group] for group in self._groups()):
            first, *others = together
            shape = self._shape(first, None if others else first.kind)
            rows = chain.from_iterable(map(self._rows, together))
            yield from (Step(first.action, shape, some) for some in _bounded(rows))

    def _groups(self) -> list[_Group]:
        found = self.graph.connection.execute(sql.GROUPS)
        return [_Group(Action(action), *rest) for action, *rest in found.fetchall()]

    def _rows(self, group: _Group) -> Iterator[Row]:
        names = self.graph.kinds.names(group.kind)
        found = self.graph.connection.execute(sql.ROWS[group.action], group[:-1])
        return (Row(identifier, start, end, content, names) for identifier, start, end, content in found)

    def _shape(self, group: _Group, kind: int | None) -> Shape:
        names = self.graph.kinds.names
        ends = None
        if group.start is not None and group.end is not None:
            ends = names(group.start)[0], names(group.end)[0]
        return Shape(
            () if kind is None else names(kind), ends, () if group.before is None else names(group.before)
        )


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


def _mixed(groups: Iterable[_Group]) -> Iterable[list[_Group]]:
    """Put what is added between the same kinds of nodes together, but for what there is much of."""
    together: dict[object, list[_Group]] = {}
    for group in groups:
        many = group.rows >= WORTH_A_TEXT
        adds = group.action in (Action.ADD_NODES, Action.ADD_RELATIONSHIPS)
        key = (group.action, group.start, group.end) if adds and not many else group
        together.setdefault(key, []).append(group)
    return together.values()


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
