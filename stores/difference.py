"""What has to be written and removed to turn a stored graph into a staged one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from bankgraph.ontology import Schema, ShrinkingError

from .staged import StagedGraph
from .steps import Action, Row, Shape, Step

StoredNode: TypeAlias = tuple[str, tuple[str, ...], str | None]
"""Id, labels and content hash of a node in a store; no hash where it is not ours."""

StoredRelationship: TypeAlias = tuple[str, str, str, str, str]
"""Id, type, ids of both ends and content hash of a relationship in a store."""

ROWS_AT_ONCE = 10_000
CHARACTERS_AT_ONCE = 4_000_000
"""What one step holds at most, so that a transaction's memory is bounded; it holds one row at least."""

MOST_REMOVED = 0.05
"""The largest part of a stored graph that a load removes unless it is allowed to."""

MOST_PATCHED = 0.2
"""The largest part of a stored graph to change rather than to write it anew."""

_CLEAR = "DROP TABLE IF EXISTS stored; DROP TABLE IF EXISTS touched; DROP TABLE IF EXISTS work;"
_SCHEMA = """
CREATE TEMP TABLE stored (element INTEGER NOT NULL, id TEXT NOT NULL, kind INTEGER NOT NULL, start TEXT,
    end TEXT, start_root INTEGER, end_root INTEGER, hash TEXT, copies INTEGER NOT NULL DEFAULT 1);
CREATE UNIQUE INDEX temp.stored_id ON stored (element, id);
CREATE TEMP TABLE touched (element INTEGER NOT NULL, id TEXT NOT NULL);
CREATE TEMP TABLE work (action INTEGER NOT NULL, kind INTEGER NOT NULL, start_root INTEGER, end_root INTEGER,
    before INTEGER, row INTEGER NOT NULL);
"""
_STORE_NODE = (
    "INSERT INTO stored (element, id, kind, start_root, hash) VALUES (0, ?, ?, ?, ?) "
    "ON CONFLICT DO UPDATE SET hash = NULL"
)
_ROOT = "(SELECT start_root FROM stored WHERE element = 0 AND id = {})"
_STORE_RELATIONSHIP = (
    "INSERT INTO stored (element, id, kind, start, end, start_root, end_root, hash) "
    f"VALUES (1, ?1, ?2, ?3, ?4, {_ROOT.format('?3')}, {_ROOT.format('?4')}, ?5) "
    "ON CONFLICT DO UPDATE SET hash = NULL, copies = copies + 1"
)
_RECALL = (  # of all that an element was since that state, the oldest: SQLite takes the row of the minimum
    "INSERT INTO touched SELECT DISTINCT element, id FROM past WHERE state >= ?1",
    "INSERT INTO stored SELECT element, id, kind, start, end, start_root, end_root, hash, 1 FROM "
    "(SELECT *, min(rowid) FROM past WHERE state >= ?1 GROUP BY element, id) WHERE hash IS NOT NULL",
)
_SAME = "s.kind = r.kind AND s.start = r.start AND s.end = r.end"
_WORK = {
    Action.ADD_NODES: "SELECT ?, n.kind, NULL, NULL, NULL, n.rowid FROM {nodes} "
    "WHERE NOT EXISTS (SELECT 1 FROM stored s WHERE s.element = 0 AND s.id = n.id)",
    Action.SET_NODES: "SELECT ?, n.kind, NULL, NULL, s.kind, n.rowid FROM stored s JOIN node n ON n.id = s.id "
    "WHERE s.element = 0 AND (s.hash IS NOT n.hash OR s.kind != n.kind)",
    Action.ADD_RELATIONSHIPS: "SELECT ?, r.kind, r.start_root, r.end_root, NULL, r.rowid FROM {relationships} "
    f"WHERE NOT EXISTS (SELECT 1 FROM stored s WHERE s.element = 1 AND s.id = r.id AND {_SAME})",
    Action.SET_RELATIONSHIPS: "SELECT ?, r.kind, r.start_root, r.end_root, NULL, r.rowid FROM stored s "
    f"JOIN relationship r ON r.id = s.id AND {_SAME} WHERE s.element = 1 AND s.hash IS NOT r.hash",
    Action.REMOVE_COPIES: "SELECT ?, s.kind, s.start_root, s.end_root, NULL, s.rowid FROM stored s "
    "WHERE s.element = 1 AND s.copies > 1",
    Action.REMOVE_RELATIONSHIPS: "SELECT ?, s.kind, s.start_root, s.end_root, NULL, s.rowid FROM stored s "
    "WHERE s.element = 1 AND s.start_root IS NOT NULL AND s.end_root IS NOT NULL "
    f"AND NOT EXISTS (SELECT 1 FROM relationship r WHERE r.id = s.id AND {_SAME})",
    Action.REMOVE_NODES: "SELECT ?, s.kind, NULL, NULL, NULL, s.rowid FROM stored s "
    "WHERE s.element = 0 AND s.hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM node n WHERE n.id = s.id)",
}
_ALL = {"nodes": "node n", "relationships": "relationship r"}
_TOUCHED = {
    "nodes": "touched t JOIN node n ON t.element = 0 AND n.id = t.id",
    "relationships": "touched t JOIN relationship r ON t.element = 1 AND r.id = t.id",
}
_ROWS = {
    0: "SELECT e.id, '', '', e.properties FROM work w JOIN node e ON e.rowid = w.row",
    1: "SELECT e.id, e.start, e.end, e.properties FROM work w JOIN relationship e ON e.rowid = w.row",
    None: "SELECT e.id, coalesce(e.start, ''), coalesce(e.end, ''), '' FROM work w JOIN stored e ON e.rowid = w.row",
}
_TABLE_OF = {
    Action.ADD_NODES: 0,
    Action.SET_NODES: 0,
    Action.ADD_RELATIONSHIPS: 1,
    Action.SET_RELATIONSHIPS: 1,
}


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
        run = self.graph.connection.execute
        if self.size > self.stored * MOST_PATCHED:
            return False
        return not run("SELECT 1 FROM work WHERE before IS NOT NULL AND before != kind").fetchone()

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
        return [(Action(action), self._shape(*rest)) for action, *rest in self._groups()]

    def steps(self) -> Iterator[Step]:
        """Yield what to do, in order: what both graphs hold is there at each moment."""
        where = "w.action = ? AND w.kind = ? AND w.start_root IS ? AND w.end_root IS ? AND w.before IS ?"
        for group in self._groups():
            action, shape = Action(group[0]), self._shape(*group[1:])
            text = f"{_ROWS[_TABLE_OF.get(action)]} WHERE {where}"
            rows = map(Row._make, self.graph.connection.execute(text, group))
            yield from (Step(action, shape, some) for some in _bounded(rows))

    def _groups(self) -> list[tuple[int, int, int | None, int | None, int | None]]:
        groups = "SELECT DISTINCT action, kind, start_root, end_root, before FROM work ORDER BY 1, 2, 3, 4, 5"
        return self.graph.connection.execute(groups).fetchall()

    def _shape(self, kind: int, start: int | None, end: int | None, before: int | None) -> Shape:
        names = self.graph.names
        ends = (names(start)[0], names(end)[0]) if start is not None and end is not None else None
        return Shape(names(kind), ends, () if before is None else names(before))


@contextmanager
def difference_to_stored(
    graph: StagedGraph, nodes: Iterable[StoredNode], relationships: Iterable[StoredRelationship], schema: Schema
) -> Iterator[Difference]:
    """Compare with a graph that is read from its store."""
    with _opened(graph):
        run = graph.connection.executemany
        kinds = _Kinds(graph, schema)
        run(_STORE_NODE, ((i, *kinds[tuple(labels)], seen) for i, labels, seen in nodes))
        keyed = ((i, graph.key(kind), start, end, seen) for i, kind, start, end, seen in relationships)
        run(_STORE_RELATIONSHIP, keyed)
        ours = "SELECT count(*) FROM stored WHERE hash IS NOT NULL"
        yield _difference(graph, _ALL, graph.connection.execute(ours).fetchone()[0])


@contextmanager
def difference_since(graph: StagedGraph, state: int) -> Iterator[Difference]:
    """Compare with an earlier state of the staged graph itself."""
    with _opened(graph):
        for statement in _RECALL:
            graph.connection.execute(statement, (state,))
        yield _difference(graph, _TOUCHED, sum(graph.counts_in(state).values()))


@contextmanager
def _opened(graph: StagedGraph) -> Iterator[None]:
    graph.connection.executescript(_CLEAR + _SCHEMA)
    graph.connection.execute("BEGIN")  # what another process changes meanwhile is not seen
    try:
        yield
    finally:
        graph.connection.execute("ROLLBACK")
        graph.connection.executescript(_CLEAR)


def _difference(graph: StagedGraph, among: dict[str, str], stored: int) -> Difference:
    run = graph.connection.execute
    for action, selected in _WORK.items():
        run(f"INSERT INTO work {selected.format(**among)}", (action,))  # noqa: S608
    run("CREATE INDEX temp.work_shape ON work (action, kind, start_root, end_root, before)")
    sizes = dict.fromkeys(Action, 0) | dict(run("SELECT action, count(*) FROM work GROUP BY action"))
    return Difference(graph, stored, {Action(action): count for action, count in sizes.items()})


class _Kinds(dict[tuple[str, ...], tuple[int, int]]):
    """The keys of a stored node's labels, and of the most general one of them."""

    def __init__(self, graph: StagedGraph, schema: Schema) -> None:
        self._graph, self._schema = graph, schema

    def __missing__(self, labels: tuple[str, ...]) -> tuple[int, int]:
        known = self._schema.general_first(label for label in labels if label in self._schema.classes)
        self[labels] = self._graph.key(known), self._graph.key(known[:1])
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
