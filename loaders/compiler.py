"""Curated files into a staged graph: all of them, or those that changed into one that was made before.

Beside the graph's own tables (`stores.staged`) its file holds

    file       the files that it was made of (`files`)
    defined    the entities and sources of each file (`defined`)
    said       each statement as each file makes it; equal ones become one, with the evidence of all
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, starmap
from operator import itemgetter
from pathlib import Path
from typing import Any

from bankgraph.ontology import ENTITY, Schema
from bankgraph.stores import Node, Progress
from bankgraph.stores.staged import StagedGraph

from .defined import TABLE as DEFINED
from .defined import DefinedEntities
from .files import TABLE as FILES
from .files import FileStates
from .knowledge import Naming, Statement, merged
from .known import Known
from .packing import pack, unpack
from .property_graph import SOURCE, elements, entity_node, source_node
from .stream import Content, Stream

TABLES = f"""{FILES}{DEFINED}
CREATE TABLE said (statement TEXT NOT NULL, file INTEGER NOT NULL, place INTEGER NOT NULL,
    state INTEGER NOT NULL, packed BLOB NOT NULL);
CREATE INDEX said_statement ON said (statement);
CREATE INDEX said_file ON said (file);
CREATE INDEX said_state ON said (state) WHERE state != 0;
"""
_GOING, _KEPT, _COMING = -1, 0, 1
"""What a statement of a file is while the graph is revised."""

_SAID = "SELECT statement, state, packed FROM said"
_ORDER = "ORDER BY statement, file, place"
_REVISED = "WHERE statement IN (SELECT statement FROM said WHERE state != 0)"
_FORGET = "DELETE FROM said WHERE state != 0 AND state = ?"  # without the first, the index is not used
_SETTLE = "UPDATE said SET state = ? WHERE state != 0"


class NotCompiledError(Exception):
    """The files cannot be taken in, for something is wrong in them."""


class OutdatedError(Exception):
    """The files cannot be taken in alone: statements of others depend on what changed."""


@dataclass(frozen=True, slots=True)
class Compiler:
    """Brings `graph`, which is new or was made by a compiler, up to date with curated files."""

    graph: StagedGraph
    schema: Schema
    progress: Progress
    is_new: bool

    def compile(self, files: FileStates) -> None:
        """Take in what changed in the files. To be called while the graph is `changing`.

        Raises `NotCompiledError` or `OutdatedError`; the graph is then to be left as it was.
        """
        files.record()
        numbers = {path: files.number(path) for path in files.changed}
        before = self._forget([*numbers.values(), *files.gone])
        old = self.graph.nodes(before)
        new = list(self._read(numbers))
        if any(self._known(identifier) != known for identifier, known in before.items() if known.cls):
            raise OutdatedError
        self.graph.revise(old, new)
        held = Counter(self.graph.holdings)
        self._revise_statements(held)
        counts = self.graph.counts
        self.graph.seal({**held, "entities": counts.get(ENTITY, 0), "sources": counts.get(SOURCE, 0)})

    def _forget(self, numbers: list[int]) -> dict[str, Known]:
        """Take out what files define and mark what they say as going; return what they defined."""
        forgotten: dict[str, Known] = {}
        for number in numbers:
            rows = self._run("DELETE FROM defined WHERE file = ? RETURNING id, class, kind", (number,))
            forgotten |= {row[0]: Known(*row) for row in rows}
            self._run("UPDATE said SET state = ? WHERE file = ?", (_GOING, number))
        return forgotten

    def _read(self, numbers: Mapping[Path, int]) -> Iterator[Node]:
        """Take in what files define and say; yield the nodes of it, but add them at once to a new graph."""
        stream = Stream(self.schema, known={} if self.is_new else DefinedEntities(self.graph.connection))
        for done, content in enumerate(stream.read(numbers)):
            self.progress(done, len(numbers))
            number = numbers[content.path]
            nodes = [entity_node(entity, self.schema) for entity in content.entities]
            nodes += [source_node(content.source)] if content.source else []
            self._define(content, number)
            namings = starmap(Naming, content.named.items())
            self._say(chain(namings, content.statements), number)
            if self.is_new:
                self.graph.add(nodes)
            else:
                yield from nodes
        if stream.problems:
            raise NotCompiledError

    def _define(self, content: Content, number: int) -> None:
        known = [Known.of(entity) for entity in content.entities]
        known += [Known(content.source.id, "", None)] if content.source else []
        try:
            insert = "INSERT INTO defined VALUES (?, ?, ?, ?)"
            rows = ((one.id, one.cls, one.kind, number) for one in known)
            self.graph.connection.executemany(insert, rows)
        except sqlite3.IntegrityError as error:
            raise NotCompiledError from error  # two files define one id

    def _known(self, identifier: str) -> Known | None:
        found = self._run("SELECT id, class, kind FROM defined WHERE id = ?", (identifier,)).fetchone()
        return found and Known(*found)

    def _say(self, statements: Iterable[Statement], number: int) -> None:
        """Note what a file says; what it said before is kept, not going."""
        rows = self._run("SELECT statement, packed, rowid FROM said WHERE file = ?", (number,))
        going = {(identifier, packed): row for identifier, packed, row in rows}
        state = _KEPT if self.is_new else _COMING
        new, kept = [], []
        for place, statement in enumerate(statements):
            identifier, packed = statement.id, pack(statement)
            if row := going.pop((identifier, packed), None):
                kept.append((_KEPT, place, row))
            else:
                new.append((identifier, number, place, state, packed))
        self.graph.connection.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?)", new)
        self.graph.connection.executemany("UPDATE said SET state = ?, place = ? WHERE rowid = ?", kept)

    def _revise_statements(self, held: Counter[str]) -> None:
        """Make elements of what is said now in the place of those of what was said; count them in `held`."""
        if self.is_new:
            every = (new for _, new in self._said(f"{_SAID} {_ORDER}") if new)
            self.graph.add(chain.from_iterable(elements(one) for one in _counted(every, held, 1)))
            return
        for old, new in self._said(f"{_SAID} {_REVISED} {_ORDER}"):
            was, now = _counted([old] if old else [], held, -1), _counted([new] if new else [], held, 1)
            self.graph.revise(*(chain.from_iterable(map(elements, some)) for some in (was, now)))
        self._run(_FORGET, (_GOING,))
        self._run(_SETTLE, (_KEPT,))

    def _said(self, query: str) -> Iterator[tuple[Statement | None, Statement | None]]:
        """Yield each statement as it was and as it is, with the evidence of all files that make it."""
        for _, rows in groupby(self._run(query), itemgetter(0)):
            same = [(state, unpack(packed)) for _, state, packed in rows]
            was = [statement for state, statement in same if state != _COMING]
            now = [statement for state, statement in same if state != _GOING]
            yield merged(*was) if was else None, merged(*now) if now else None

    def _run(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self.graph.connection.execute(statement, values)


def _counted(statements: Iterable[Statement], held: Counter[str], sign: int) -> Iterator[Statement]:
    for statement in statements:
        held["statements"] += sign
        held["evidence"] += sign * len(statement.evidence)
        yield statement
