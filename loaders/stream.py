"""TEMPORARY adapter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bankgraph.ontology import InvalidDataError, Label, Schema

from .declarations import Declaration
from .entities import read_entity, read_source
from .knowledge import Entity, Source, Statement
from .statements import StatementReader
from .yaml_file import read_yaml


class Known(NamedTuple):
    id: str
    cls: str
    kind: str | None = None

    @classmethod
    def of(cls, entity: Entity) -> Known:
        return cls(entity.id, entity.cls, entity.attributes.get("quantity_kind"))


@dataclass
class Content:
    path: Path
    entities: list[Entity]
    source: Source | None
    statements: list[Statement]


@dataclass
class Stream:
    schema: Schema
    known: dict[str, Known] = field(default_factory=dict)
    problems: list = field(default_factory=list)

    def contents(self, paths: Iterable[Path]) -> Iterator[Content]:
        L = Label("x", "x")
        ents = {
            k: Entity(k, v.cls, L, attributes={"quantity_kind": v.kind} if v.kind else {})
            for k, v in self.known.items()
        }
        parsed = []
        for p in paths:
            try:
                f = read_yaml(p)
            except InvalidDataError as e:
                self.problems += e.problems
                continue
            d = Declaration(f, (), f.content, self.problems)
            c = Content(p, [], None, [])
            for cls in self.schema.entity_classes:
                if members := d.below(cls):
                    for i in members.names():
                        if b := members.below(i):
                            e = read_entity(b, i, cls, self.schema)
                            c.entities.append(e)
                            ents[i] = e
            if b := d.below("source"):
                c.source = read_source(b)
            parsed.append((d, c))
        for d, c in parsed:
            if c.source:
                r = StatementReader(self.schema, ents, c.source)
                if named := d.below("named"):
                    c.statements += r.namings(named)
                for b in d.each("statements"):
                    if s := r.statement(b):
                        c.statements.append(s)
            yield c
