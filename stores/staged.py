"""The graph that a store is to hold, staged on disk: memory does not grow with it.

A SQLite file has one row for each node and relationship, by id, with its content hash, so that what differs
from a stored graph is found by joins (`difference`). A staged graph also remembers what each of its elements
was before it was changed: a store that holds an earlier state is brought up to date without being read.

    kind                  sets of labels, and types of relationships; `root` is the most general label
    node, relationship    the elements; `properties` as canonical JSON
    state                 the fingerprints that this graph had, and how much it held
    past                  what an element was in a state that it was changed after; without a hash: not there
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeAlias

from bankgraph.ontology import UnreachableError, UsageError

from . import staged_sql as sql
from .graph import VERSION, Graph, canonical, fingerprint, version_node
from .kinds import Kinds
from .values import Node, Relationship

Element: TypeAlias = Node | Relationship

_AT_ONCE = 5_000  # elements
_STATES_KEPT = 50
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


class StagingError(UnreachableError):
    """A graph that cannot be staged, for want of room on the disk."""


class StagedGraph:
    """The nodes and relationships that a store is to hold, in the SQLite file at `path`.

    The file is made where it is not there; without a path it is a temporary one, which goes with this object.
    Raises `sqlite3.DatabaseError` where the file is of another kind.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.connection = sqlite3.connect(path or "", isolation_level=None, timeout=60)
        self._run = self.connection.execute
        self._run("PRAGMA synchronous = OFF")  # what a crash of the machine damages can be made again
        self._run("PRAGMA cache_size = -16384")  # KiB
        self._run("PRAGMA journal_mode = WAL")  # one process may read while another writes
        if not self._is_made():
            with self._transaction():
                if not self._is_made():  # by another process, meanwhile
                    self.clear()
        self.recall()

    @property
    def made_by(self) -> int:
        """What `clear` was told last: 0 for a graph of nothing yet."""
        return int(self._run("PRAGMA user_version").fetchone()[0])

    def clear(self, made_by: int = 0, tables: str = "") -> None:
        """Empty the graph; it will be made by that program (31 bits), which has `tables` of its own in it."""
        for (name,) in self._run("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            self._run(f"DROP TABLE {name}")
        for statement in f"{sql.TABLES}{tables}".split(";"):
            self._run(statement)
        self._run(f"PRAGMA user_version = {made_by}")
        self.recall()

    @classmethod
    def of(cls, graph: Graph, holdings: Mapping[str, int] | None = None) -> Self:
        """Stage a graph that is in memory. Raises as `seal` does."""
        staged = cls()
        versions = [n.properties["statements"] for n in graph.nodes if n.label == VERSION]
        with staged.changing():
            staged.add(n for n in graph.nodes if n.label != VERSION)
            staged.add(graph.relationships)
            staged.seal(holdings or {"statements": int(str(versions[0])) if versions else 0})
        return staged

    @property
    def fingerprint(self) -> str:
        """That of the graph as it was sealed; '' before that."""
        return self._sealed[0]

    @property
    def holdings(self) -> dict[str, int]:
        """How much the sealed graph holds, as `seal` was told."""
        return dict(self._sealed[1])

    @property
    def counts(self) -> dict[str, int]:
        """How many nodes there are of each root label, and relationships of each type."""
        return {name: count for name, count in self._counts.items() if count}

    @property
    def version(self) -> Node:
        """The node that tells this graph from others; it is not among its elements."""
        return version_node(self.fingerprint, self.holdings["statements"])

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Change the graph in one transaction: all of it or, where the block raises, nothing."""
        with self._transaction():
            self.recall()  # another process may have changed it since
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with staging():
            self._run("BEGIN IMMEDIATE")
            try:
                yield
                self._run("COMMIT")
            except BaseException:
                self.roll_back()
                with suppress(sqlite3.Error):  # of a file that is not even begun; what went wrong is said
                    self.recall()
                raise

    def _is_made(self) -> bool:
        return bool(self._run("SELECT 1 FROM sqlite_schema WHERE name = 'state'").fetchone())

    def roll_back(self) -> None:
        """End a transaction, if SQLite has not done so itself for want of room."""
        if self.connection.in_transaction:
            self._run("ROLLBACK")

    def add(self, elements: Iterable[Element]) -> None:
        """Add elements that are not there yet: each node before the relationships that end in it."""
        rest = iter(elements)
        while chunk := list(islice(rest, _AT_ONCE)):
            for table, insert in enumerate(sql.INSERT):
                rows = [self._row(e) for e in chunk if isinstance(e, Relationship) == bool(table)]
                self.connection.executemany(insert, rows)
            self._count(chunk, 1)

    def nodes(self, identifiers: Iterable[str]) -> list[Node]:
        """Return the nodes of these ids that there are."""
        select = "SELECT kind, properties FROM node WHERE id = ?"
        rows = (self._run(select, (identifier,)).fetchone() for identifier in identifiers)
        return [
            Node(self.kinds.names(kind), json.loads(properties)) for kind, properties in filter(None, rows)
        ]

    def ends(self, identifier: str) -> tuple[str, str]:
        """Return the ids of a relationship's start and end, '' where there is no such relationship."""
        found = self._run("SELECT start, end FROM relationship WHERE id = ?", (identifier,)).fetchone()
        return found or ("", "")

    def revise(self, old: Iterable[Element], new: Iterable[Element]) -> None:
        """Put `new` elements in the place of `old` ones; what they were is remembered with the state."""
        before, after = ({(isinstance(e, Relationship), e.id): e for e in some} for some in (old, new))
        state = self._run("SELECT max(number) FROM state").fetchone()[0]
        for (table, identifier), element in before.items():
            kept = after.get((table, identifier))
            if kept and _hash(kept) == _hash(element):
                continue
            self._run(sql.REMEMBER[table], (state, identifier))
            self._run(sql.DELETE[table], (identifier,))
            self._count([element], -1)
        added = {k: e for k, e in after.items() if k not in before or _hash(before[k]) != _hash(e)}
        absent = [(state, table, identifier) for table, identifier in added.keys() - before.keys()]
        self.connection.executemany(sql.ABSENT, absent)
        self.add(added.values())

    def seal(self, holdings: Mapping[str, int]) -> None:
        """Say that the graph is whole now, and how much it holds; `statements` is among that.

        Raises `UsageError` for a relationship that has an end which is no node.
        """
        if found := self._run(sql.DANGLING).fetchone():
            identifier, start, start_root, end = found
            missing = end if start_root else start
            raise UsageError(
                f"relationship '{identifier}' ends in '{missing}', which is no node; add the node"
            )
        values = (fingerprint(self._total), json.dumps(dict(holdings)), json.dumps(self.counts))
        number = self._run(sql.SEAL, values).lastrowid or 0
        for statement in sql.FORGET:
            self._run(statement, (number - _STATES_KEPT,))
        self.recall()

    def state_of(self, version: str | None) -> int | None:
        """Return the number of the latest state with that fingerprint, if it is remembered."""
        found = "SELECT max(number) FROM state WHERE fingerprint = ?"
        number = self._run(found, (version,)).fetchone()[0]
        return None if number is None else int(number)

    def counts_in(self, state: int) -> dict[str, int]:
        """Return what `counts` was in a remembered state."""
        found = self._run("SELECT counts FROM state WHERE number = ?", (state,)).fetchone()
        return dict(json.loads(found[0]))

    def groups(self) -> Iterator[tuple[tuple[str, ...], Callable[[], Iterator[Element]]]]:
        """Yield each set of labels and each type, with what gives its elements in the order of their ids.

        The node with the version is among them. The order of the groups is that of their names.
        """
        yield self.version.labels, lambda: iter([self.version])
        for table, order in enumerate(sql.ORDER):
            for statement in order.split(";"):
                self._run(statement)
            keys = self._run(sql.ORDERED_KINDS[table]).fetchall()
            for names, key in sorted((self.kinds.names(key), key) for (key,) in keys):
                yield names, partial(self._ordered, table, key)

    def _ordered(self, table: int, key: int) -> Iterator[Element]:
        names = self.kinds.names(key)
        for start, end, properties in self._run(sql.ORDERED[table], (key,)):
            content = json.loads(properties)
            yield Relationship(names[0], start, end, content) if table else Node(names, content)

    def recall(self) -> None:
        """Take what is in memory from the file anew; in a transaction, as that sees it."""
        last = self._run(sql.LAST).fetchone() or ("", "{}", "{}")
        self._sealed: tuple[str, dict[str, int]] = last[0], json.loads(last[1])
        self._counts = Counter[str](json.loads(last[2]))
        self._total = int(last[0] or "0", 16)
        self.kinds = Kinds(self.connection)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _count(self, elements: Iterable[Element], sign: int) -> None:
        for element in elements:
            self._total += sign * int(_hash(element), 16)
            self._counts[element.labels[0] if isinstance(element, Node) else element.type] += sign

    def _row(self, element: Element) -> tuple[Any, ...]:
        properties = canonical(element.properties)
        if isinstance(element, Node):
            return element.id, self.kinds.kept_key(element.labels), _hash(element), properties
        key = self.kinds.kept_key(element.type)
        return element.id, key, element.start, element.end, _hash(element), properties

    def __enter__(self) -> Self:
        """Return the graph itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self.close()


def _hash(element: Element) -> str:
    return str(element.properties["content_hash"])


@contextmanager
def staging() -> Iterator[None]:
    """Raise `StagingError` where SQLite cannot write."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _NO_ROOM:  # the rest of it says more closely why
            raise
        raise StagingError(
            f"the graph cannot be staged ({error}); make room, or set TMPDIR to a directory that has it"
        ) from error


@contextmanager
def staged(graph: Graph | StagedGraph) -> Iterator[StagedGraph]:
    """Yield a graph staged: one that is in memory for as long as the block runs."""
    if isinstance(graph, StagedGraph):
        yield graph
    else:
        with StagedGraph.of(graph) as made:
            yield made
