"""Curated files as a stream of statements: one file is read after the other, and let go again.

A statement may name an entity of any file. So a file that names one which is not known yet is put off until
all others are read; where entities come first, as in the shipped data, that is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bankgraph.ontology import InvalidDataError, Problem, Schema

from .declarations import Declaration
from .entities import read_entity, read_source
from .knowledge import Entity, Evidence, Naming, Observation, Relation, Source, Statement
from .known import Known, NotKnownYetError, ends
from .plain_statements import PlainReader
from .statements import StatementReader
from .yaml_file import read_yaml


@dataclass(frozen=True, slots=True)
class Declared:
    """A statement of one file, and the place there that problems are reported at."""

    statement: Statement
    declaration: Declaration
    key: str | None = None

    def problem(self, key: str | None, what: str, mend: str) -> Problem:
        """Return a problem placed at the value of `key`, or at the whole statement."""
        steps = (*self.declaration.steps, *((self.key or key,) if self.key or key else ()))
        return self.declaration.file.problem(steps, what, mend)


@dataclass(frozen=True, slots=True)
class Content:
    """What one file defines, and says: where its source first names things, by id; relations and figures."""

    path: Path
    entities: Sequence[Entity]
    source: Source | None
    named: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    statements: Sequence[Relation | Observation] = ()


@dataclass(slots=True)
class Stream:
    """The reading of some files against what is `known` of other ones; what is wrong goes to `problems`.

    `keep` holds on to the declarations, and by them to the files' content.
    """

    schema: Schema
    keep: bool = False
    known: MutableMapping[str, Known] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    declared: list[Declared] = field(default_factory=list)
    declared_entities: dict[str, Declaration] = field(default_factory=dict)
    declared_sources: dict[str, Declaration] = field(default_factory=dict)
    _defined: dict[str, Path] = field(default_factory=dict)

    def read(self, paths: Iterable[Path]) -> Iterator[Content]:
        """Yield the content of each file that can be parsed.

        Raises `UnreachableError` for a file that cannot be read.
        """
        plain = PlainReader(self.schema, self.known, ends(self.schema))
        put_off: list[tuple[Declaration, Content]] = []
        for path in paths:
            if not (declaration := self._parsed(path)):
                continue
            content = self._definitions(declaration, path)
            if not content.source:
                yield content
                continue
            reader = StatementReader(self.schema, self.known, content.source, are_all_known=False)
            noted, declared = len(self.problems), len(self.declared)
            try:
                yield self._said(declaration, content, reader, plain)
            except NotKnownYetError:
                del self.problems[noted:], self.declared[declared:]
                put_off.append((declaration, content))
        for declaration, content in put_off:
            if content.source:
                reader = StatementReader(self.schema, self.known, content.source)
                yield self._said(declaration, content, reader, plain)

    def _said(
        self, declaration: Declaration, content: Content, reader: StatementReader, plain: PlainReader
    ) -> Content:
        source = reader.source
        named = self._named(below, reader, plain) if (below := declaration.below("named")) else {}
        statements: list[Relation | Observation] = []
        for index, values in enumerate(declaration.listed("statements")):
            statement = plain.statement(values, source)
            if (statement is None or self.keep) and (item := declaration.item("statements", index)):
                statement = statement or _careful(item, reader, plain)
                if statement and self.keep:
                    self.declared.append(Declared(statement, item))
            if statement:
                statements.append(statement)
        return replace(content, named=named, statements=statements)

    def _named(
        self, declaration: Declaration, reader: StatementReader, plain: PlainReader
    ) -> dict[str, tuple[Evidence, ...]]:
        named = plain.named(declaration.values, reader.source)
        if len(named) < len(declaration.values):
            others = [identifier for identifier in declaration.names() if identifier not in named]
            found = {identifier: reader.named(declaration, identifier) for identifier in others}
            named |= {identifier: pieces for identifier, pieces in found.items() if pieces}
        if self.keep:
            self.declared += (Declared(Naming(i, pieces), declaration, i) for i, pieces in named.items())
        return named

    def _parsed(self, path: Path) -> Declaration | None:
        try:
            file = read_yaml(path)
        except InvalidDataError as error:
            self.problems += error.problems
            return None
        return Declaration(file, (), file.content, self.problems)

    def _definitions(self, declaration: Declaration, path: Path) -> Content:
        declaration.only((*self.schema.entity_classes, "source", "named", "statements", "accept"))
        entities = list(self._entities(declaration))
        return Content(path, entities, self._source(declaration))

    def _entities(self, declaration: Declaration) -> Iterator[Entity]:
        for cls in self.schema.entity_classes:
            if not (members := declaration.below(cls)):
                continue
            for identifier in members.names():
                if members.values[identifier] is None:
                    members.problem(identifier, f"'{identifier}' has no names", "add zh: and en:")
                elif (below := members.below(identifier)) and self._is_new(
                    members, identifier, (cls, identifier)
                ):
                    entity = read_entity(below, identifier, cls, self.schema)
                    self.known[identifier] = Known.of(entity)
                    if self.keep:
                        self.declared_entities[identifier] = below
                    yield entity

    def _source(self, declaration: Declaration) -> Source | None:
        if (below := declaration.below("source")) is None:
            for key in {"named", "statements", "accept"} & {*declaration.values}:
                declaration.problem(key, f"{key} without a source", "add source: with id, title, sha256, …")
            return None
        source = read_source(below)
        if source.id and self._is_new(below, source.id, ("source", "id")) and self.keep:
            self.declared_sources[source.id] = declaration
        for accepted in declaration.each("accept"):
            accepted.only(("rule", "at", "reason"))
            accepted.text("rule", required=True)
            accepted.text("reason", required=True)
            accepted.spans("at", source.characters)
        return source

    def _is_new(self, declaration: Declaration, identifier: str, steps: tuple[str, ...]) -> bool:
        """Whether this id is the first of its name; if not, note the clash with the other file's place."""
        path = declaration.file.path
        if (first := self._defined.get(identifier)) is None:
            self._defined[identifier] = path
            return True
        what = f"id '{identifier}' is defined in {'this file' if first == path else first} already"
        self.problems.append(declaration.file.problem(steps, what, "rename one of the two"))
        return False


def _careful(
    declaration: Declaration, reader: StatementReader, plain: PlainReader
) -> Relation | Observation | None:
    before = len(declaration.problems)
    statement = reader.statement(declaration)
    if statement and len(declaration.problems) == before:
        plain.learn(declaration.values, statement)
    return statement
