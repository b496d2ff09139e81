"""What the page's script reads: the picture as JSON in columns, where like stands with like."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bankgraph.ontology import Label, NodeClass

from .communities import representatives
from .network import network
from .picture import Citation, Detail, Entity, Measure, Picture, Statement

_SOURCE = ("id", "title", "publisher", "published", "language", "url")


def data(picture: Picture, title: str) -> str:
    """Return the page's data as JSON; `model.js` reads what is written here.

    A label is a text, or a pair [zh, en] where the two differ; those that recur are places in `words`.
    Entities, classes and sources are named by their place too. 0 stands for what there is none of.
    """
    drawn = network(picture)
    columns = _Columns(picture)
    content = {
        "title": title,
        "classes": [_class(c) for c in picture.classes],
        "sources": [[getattr(s, part) for part in _SOURCE] for s in picture.sources],
        "entities": columns.entities(picture.entities, drawn.nodes),
        "statements": columns.statements(picture.statements, drawn.edges),
        "representatives": representatives(
            [node["prominence"] for node in drawn.nodes], [(e["from"], e["to"]) for e in drawn.edges]
        ),
    }
    content["words"] = [_label(label) for label in columns.words]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


class _Columns:
    """Turns entities and statements into columns, and gathers the words that they share."""

    def __init__(self, picture: Picture) -> None:
        self.places = {e.id: number for number, e in enumerate(picture.entities)}
        self.sources = {s.id: number for number, s in enumerate(picture.sources)}
        self.classes = {c.name: number for number, c in enumerate(picture.classes)}
        self.words: dict[Label, int] = {}

    def word(self, label: Label) -> int:
        """Return the place of a label among the words."""
        return self.words.setdefault(label, len(self.words))

    def entities(
        self, entities: Sequence[Entity], nodes: Sequence[Mapping[str, Any]]
    ) -> dict[str, list[Any]]:
        labels = [Label(*node["labels"]) for node in nodes]
        return {
            "id": [e.id for e in entities],
            "type": [self.classes[e.type] for e in entities],
            "name": [_label(e.name) for e in entities],
            "aliases": [e.aliases or 0 for e in entities],
            "readings": [e.readings or 0 for e in entities],
            "description": [_label(e.description) or 0 for e in entities],
            "details": [self.details(e.details) for e in entities],
            "citations": [self.citations(e.citations) for e in entities],
            "label": [_written(t, e.name) for t, e in zip(labels, entities, strict=True)],
            **{look: [node[look] for node in nodes] for look in ("x", "y", "size", "prominence", "shape")},
        }

    def statements(
        self, statements: Sequence[Statement], edges: Sequence[Mapping[str, Any]]
    ) -> dict[str, list[Any]]:
        return {
            "subject": _steps(self.places[s.subject] for s in statements),
            "predicate": [self.word(s.predicate) for s in statements],
            "inverse": [self.word(s.inverse) for s in statements],
            "object": [self.places[s.object] for s in statements],
            "figure": [_label(s.figure) if s.figure else 0 for s in statements],
            "measure": [self.measure(s.measure) if s.measure else 0 for s in statements],
            "span": [s.span if any(s.span) else 0 for s in statements],
            "about": [[self.places[id_] for id_ in s.about] or 0 for s in statements],
            "details": [self.details(s.details) for s in statements],
            "citations": [self.citations(s.citations) for s in statements],
            "label": [self.word(Label(*edge["labels"])) for edge in edges],
            "bend": [_bend(edge["smooth"]) for edge in edges],
        }

    def measure(self, measure: Measure) -> list[Any]:
        words = (self.word(w) for w in (measure.unit, measure.kind, measure.when))
        return [measure.value, measure.comparator, *words]

    def details(self, details: Iterable[Detail]) -> object:
        """Three numbers for each: its label, its value, and the entity that it speaks of or -1."""
        return [n for d in details for n in self.detail(d)] or 0

    def detail(self, detail: Detail) -> tuple[int, int, int]:
        return self.word(detail.label), self.word(detail.value), self.places.get(detail.entity, -1)

    def citations(self, citations: Iterable[Citation]) -> object:
        """Three numbers for each: its source, its start, and its length."""
        return [n for c in citations for n in (self.sources[c.source], c.start, c.end - c.start)] or 0


def _class(class_: NodeClass) -> dict[str, Any]:
    return {"name": _label(class_.label), "colour": class_.colour, "shape": class_.shape}


def _label(label: Label) -> str | list[str]:
    return label.zh if label.zh == label.en else [label.zh, label.en]


def _written(label: Label, name: Label) -> object:
    """Return 0 for a name as it is, the breaks in both languages where it is broken, or else the label."""
    breaks = [_breaks(label.zh, name.zh), _breaks(label.en, name.en)]
    if any(b is None for b in breaks):
        return _label(label)
    return breaks if any(breaks) else 0


def _breaks(lines: str, name: str) -> list[int] | None:
    """Return where `name` is broken into `lines`: n before a character, -n in place of a space; else None."""
    breaks, at = [], 0
    first, *others = lines.split("\n")
    if not name.startswith(first):
        return None
    at = len(first)
    for line in others:
        space = name[at : at + 1] == " "
        breaks.append(-at if space else at)
        if not name.startswith(line, at + space):
            return None
        at += space + len(line)
    return breaks if at == len(name) else None


def _steps(numbers: Iterable[int]) -> list[int]:
    """Each number as its difference to the one before."""
    found, before = [], 0
    for number in numbers:
        found.append(number - before)
        before = number
    return found


def _bend(smooth: Any) -> float:
    """A curve's roundness, negative where it runs counterclockwise."""
    if not smooth:
        return 0
    roundness: float = smooth["roundness"]
    return roundness if smooth["type"] == "curvedCW" else -roundness
