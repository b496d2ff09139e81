"""Curated YAML → `Knowledge`: every file is read and every problem found before anything is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from bankgraph.ontology import InvalidDataError, Schema, UnreachableError

from .declarations import Declaration
from .knowledge import Entity, Evidence, Knowledge, Naming, Source, Statement, merged, ordered
from .memory import without_cycle_collection
from .stream import Content, Declared, Stream

__all__ = ["Curated", "Declared", "read_curated", "read_knowledge", "shipped_data", "yaml_files"]


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
    stream = Stream(schema, keep)
    entities: dict[str, Entity] = {}
    sources: dict[str, Source] = {}
    statements = _Statements()
    with without_cycle_collection():
        for content in stream.read(yaml_files(paths)):
            entities |= {entity.id: entity for entity in content.entities}
            sources |= {content.source.id: content.source} if content.source else {}
            statements.add(content)
        if stream.problems:
            raise InvalidDataError(stream.problems)
        knowledge = Knowledge(entities, sources, statements.merged())
    return Curated(knowledge, tuple(stream.declared), stream.declared_entities, stream.declared_sources)


@dataclass(frozen=True)
class Curated:
    """What is known, and its declarations: each file's statements, the entities and sources by id."""

    knowledge: Knowledge
    statements: tuple[Declared, ...]
    entities: Mapping[str, Declaration]
    sources: Mapping[str, Declaration]


@dataclass(frozen=True, slots=True)
class _Statements:
    """What several files say together.

    Held are where each thing is named; the relations and figures by id, in the order of their first mention;
    and those of them that were said again.
    """

    named: defaultdict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    first: dict[str, Statement] = field(default_factory=dict)
    again: defaultdict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))

    def add(self, content: Content) -> None:
        for subject, pieces in content.named.items():
            self.named[subject] += pieces
        first, again = self.first, self.again
        for statement in content.statements:
            identifier = statement.id
            if first.setdefault(identifier, statement) is not statement:
                again[identifier].append(statement)

    def merged(self) -> tuple[Statement, ...]:
        """Return each statement once, with the evidence of all that say the same."""
        for identifier, same in self.again.items():
            self.first[identifier] = merged(self.first[identifier], *same)
        namings = (Naming(subject, ordered(pieces)) for subject, pieces in self.named.items())
        return (*namings, *self.first.values())
