"""What the page's script reads: the picture as JSON that no HTML parser can take for anything else."""

import json
import re
from collections.abc import Iterable
from typing import Any

from bankgraph.ontology import Label, NodeClass

from .network import network
from .picture import Citation, Detail, Entity, Picture, Source, Statement

_NOT_INERT = re.compile("[<>&\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def data(picture: Picture, title: str) -> str:
    """Return the page's data. Labels are pairs [zh, en]; entities and sources are named by their place.

    The text holds no `<`, `>` or `&`, so it cannot end the script element it stands in, and no lone
    surrogate, so it can be written as UTF-8.
    """
    drawn = network(picture)
    places = _Places(picture)
    content = {
        "title": title,
        "classes": [_class(c) for c in picture.classes],
        "entities": [places.entity(e) for e in picture.entities],
        "statements": [places.statement(s) for s in picture.statements],
        "sources": [_source(s) for s in picture.sources],
        "nodes": drawn.nodes,
        "edges": drawn.edges,
    }
    return inert(json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def inert(text: str) -> str:
    """Return JSON text with every character escaped that HTML or JavaScript could take as syntax."""
    return _NOT_INERT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class _Places:
    """Turns ids into places in the picture's tuples."""

    def __init__(self, picture: Picture) -> None:
        self.entities = {e.id: number for number, e in enumerate(picture.entities)}
        self.sources = {s.id: number for number, s in enumerate(picture.sources)}
        self.classes = {c.name: number for number, c in enumerate(picture.classes)}

    def entity(self, entity: Entity) -> dict[str, Any]:
        return {
            "id": entity.id,
            "type": self.classes[entity.type],
            "name": _label(entity.name),
            "aliases": entity.aliases,
            "description": _label(entity.description),
            "details": self.details(entity.details),
            "citations": self.citations(entity.citations),
        }

    def statement(self, statement: Statement) -> dict[str, Any]:
        return {
            "subject": self.entities[statement.subject],
            "predicate": _label(statement.predicate),
            "inverse": _label(statement.inverse),
            "object": self.entities[statement.object],
            "figure": _label(statement.figure) if statement.figure else None,
            "about": [self.entities[id_] for id_ in statement.about],
            "details": self.details(statement.details),
            "citations": self.citations(statement.citations),
        }

    def details(self, details: Iterable[Detail]) -> list[list[Any]]:
        return [[_label(d.label), _label(d.value), self.entities.get(d.entity)] for d in details]

    def citations(self, citations: Iterable[Citation]) -> list[list[int]]:
        return [[self.sources[c.source], c.start, c.end] for c in citations]


def _class(class_: NodeClass) -> dict[str, Any]:
    return {"name": _label(class_.label), "colour": class_.colour, "shape": class_.shape}


def _source(source: Source) -> dict[str, Any]:
    names = ("id", "title", "publisher", "published", "language", "url")
    return {name: getattr(source, name) for name in names}


def _label(label: Label) -> list[str]:
    return [label.zh, label.en]
