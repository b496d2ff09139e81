"""How each entity looks on the canvas: its shape and colour by class, its size by what is said of both."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bankgraph.ontology import Label, NodeClass

from .labels import columns, wrapped
from .picture import Entity, Picture

_SHAPES = frozenset({"diamond", "dot", "ellipse", "hexagon", "square", "star", "triangle", "triangleDown"})
_COLUMN, _LINE, _PADDING = 6.9, 16.0, 8.0  # pixels: a label's half-width column, its line, its margin


@dataclass(frozen=True, slots=True)
class Dot:
    """An entity as it is drawn, its label below its shape; `size` is half the shape's height in pixels.

    `prominence` says who comes first where there is not room for all names.
    """

    label: Label
    colour: str
    shape: str
    size: float
    prominence: float

    @property
    def label_height(self) -> float:
        """Height of the label in the language in which it takes more lines."""
        return _LINE * max(text.count("\n") + 1 for text in (self.label.zh, self.label.en))

    @property
    def width(self) -> float:
        """Width of shape and label together."""
        lines = (*self.label.zh.split("\n"), *self.label.en.split("\n"))
        return max(_COLUMN * max(map(columns, lines)), 3 * self.size)

    @property
    def height(self) -> float:
        """Height of shape and label together."""
        return 2 * self.size + self.label_height + _PADDING

    @property
    def rise(self) -> float:
        """How far the middle of the shape stands above the middle of shape and label."""
        return (self.label_height + _PADDING) / 2


def dots(picture: Picture, ends: Sequence[tuple[int, int]]) -> list[Dot]:
    """Return the dot of each entity; `ends` are the places of subject and object of each statement.

    An entity weighs as many statements as it has and as its class has on average, so that one of
    which little is said still stands out where its class does. It is the more prominent the rarer
    its class is, as a rare word says more of a text (Spärck Jones, 1972).
    """
    types = [e.type for e in picture.entities]
    degree = Counter(place for pair in ends for place in pair)
    members, said = Counter(types), Counter(types[place] for pair in ends for place in pair)
    classes = {c.name: c for c in picture.classes}
    found = []
    for place, entity in enumerate(picture.entities):
        type_ = entity.type
        weight = degree[place] + said[type_] / members[type_]
        found.append(_dot(entity, classes[type_], weight, math.log1p(len(types) / members[type_])))
    return found


def _dot(entity: Entity, class_: NodeClass, weight: float, rarity: float) -> Dot:
    return Dot(
        label=Label(_lines(entity.name.zh, entity.id), _lines(entity.name.en, entity.id)),
        colour=class_.colour,
        shape=class_.shape if class_.shape in _SHAPES else "dot",
        size=round(min(7 + 2.5 * weight**0.5, 28), 1),
        prominence=round(weight * rarity, 2),
    )


def _lines(name: str, otherwise: str) -> str:
    return wrapped(name) or wrapped(otherwise) or "·"
