"""Curated YAML → `Knowledge`: every file is read and every problem found before anything is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from bankgraph.ontology import InvalidDataError, Problem, Schema, UnreachableError

from .declarations import Declaration, File
from .entities import read_entity, read_source
from .knowledge import Entity, Knowledge, Source, Statement, merged
from .memory import without_cycle_collection
from .statements import StatementReader
from .yaml_file import read_yaml


def shipped_data() -> Path:
    """Return the directory of the curated data that come with bankgraph."""
    return Path(str(resources.files("bankgraph.data").joinpath("entities"))).parent


def yaml_files(paths: Iterable[Path]) -> list[Path]:
    """Return the YAML files among and below `paths`, each once.

    Raises `UnreachableError` for a path that is not there.
    """
    files: list[Path] = []
    for path in paths:
        try:
            path.stat()
        except OSError as error:
            raise UnreachableError(f"{path}: {error.strerror}; check the path of the data") from error
        files += (
            sorted(f for f in path.rglob("*.y*ml") if f.suffix in (".yaml", ".yml"))
            if path.is_dir()
            else [path]
        )
    return list(dict.fromkeys(file.absolute() for file in files))


def read_knowledge(paths: Sequence[Path], schema: Schema) -> Knowledge:
    """Return what the YAML files among and below `paths` say together.

    Raises `InvalidDataError` with every problem of every file, `UnreachableError` for a file that cannot
    be read.
    """
    return read_curated(paths, schema, keep=False).knowledge


def read_curated(paths: Sequence[Path], schema: Schema, *, keep: bool = True) -> Curated:
    """Return what the files say together with where each says it (nothing of that without `keep`).

    Raises as `read_knowledge` does.
    """
    reading = _Reading(schema, keep)
    with without_cycle_collection():
        reading.read(yaml_files(paths))
    if reading.problems:
        raise InvalidDataError(reading.problems)
    knowledge = Knowledge(
        reading.entities, reading.sources, tuple(merged(*same) for same in reading.statements.values())
    )
    return Curated(knowledge, tuple(reading.declared), reading.declared_entities, reading.declared_sources)


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


@dataclass(frozen=True)
class Curated:
    """What is known, and its declarations: each file's statements, the entities and sources by id."""

    knowledge: Knowledge
    statements: tuple[Declared, ...]
    entities: Mapping[str, Declaration]
    sources: Mapping[str, Declaration]


@dataclass(slots=True)
class _Reading:
    """The state of one reading: entities of all files first, since statements may refer to any of them."""

    schema: Schema
    keep: bool
    problems: list[Problem] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    declared: list[Declared] = field(default_factory=list)
    declared_entities: dict[str, Declaration] = field(default_factory=dict)
    declared_sources: dict[str, Declaration] = field(default_factory=dict)
    _defined: dict[str, File] = field(default_factory=dict)

    def read(self, paths: Iterable[Path]) -> None:
        files = list(self._parsed(paths))
        for declaration in files:
            declaration.only((*self.schema.entity_classes, "source", "named", "statements", "accept"))
            self._read_entities(declaration)
        for declaration in files:
            self._read_source(declaration)

    def _parsed(self, paths: Iterable[Path]) -> Iterator[Declaration]:
        for path in paths:
            try:
                file = read_yaml(path)
                yield Declaration(file, (), file.content, self.problems)
            except InvalidDataError as error:
                self.problems += error.problems

    def _read_entities(self, declaration: Declaration) -> None:
        for cls in self.schema.entity_classes:
            if not (members := declaration.below(cls)):
                continue
            for identifier in members.names():
                if members.values[identifier] is None:
                    members.problem(identifier, f"'{identifier}' has no names", "add zh: and en:")
                elif (below := members.below(identifier)) and self._is_new(
                    members, identifier, (cls, identifier)
                ):
                    self.entities[identifier] = read_entity(below, identifier, cls, self.schema)
                    if self.keep:
                        self.declared_entities[identifier] = below

    def _read_source(self, declaration: Declaration) -> None:
        below = declaration.below("source")
        if below is None:
            for key in {"named", "statements", "accept"} & {*declaration.values}:
                declaration.problem(key, f"{key} without a source", "add source: with id, title, sha256, …")
            return
        source = read_source(below)
        if source.id and self._is_new(below, source.id, ("source", "id")):
            self.sources[source.id] = source
            self.declared_sources[source.id] = declaration
        for accepted in declaration.each("accept"):
            accepted.only(("rule", "at", "reason"))
            accepted.text("rule", required=True)
            accepted.text("reason", required=True)
            accepted.spans("at", source.characters)
        reader = StatementReader(self.schema, self.entities, source)
        if named := declaration.below("named"):
            for naming in reader.namings(named):
                self._add(naming, named, naming.subject)
        for below in declaration.each("statements"):
            if statement := reader.statement(below):
                self._add(statement, below)

    def _add(self, statement: Statement, declaration: Declaration, key: str | None = None) -> None:
        self.statements.setdefault(statement.id, []).append(statement)
        if self.keep:
            self.declared.append(Declared(statement, declaration, key))

    def _is_new(self, declaration: Declaration, identifier: str, steps: tuple[str, ...]) -> bool:
        """Whether this id is the first of its name; if not, note the clash with the other file's place."""
        first = self._defined.setdefault(identifier, declaration.file)
        if identifier not in self.entities and identifier not in self.sources:
            return True
        other = first.path if first is not declaration.file else "this file"
        self.problems.append(
            declaration.file.problem(
                steps, f"id '{identifier}' is defined in {other} already", "rename one of the two"
            )
        )
        return False
