"""The picture as a pyvis network: what vis-network draws, before the page gives it its theme."""

from collections.abc import Iterator, Sequence
from typing import Any

from bankgraph.ontology import Label

from .dots import dots
from .labels import wrapped
from .picture import Picture

_BEND = 0.22


def network(picture: Picture) -> Any:
    """Return a `pyvis.network.Network` whose node and edge ids are places in the picture's tuples.

    An entity's own id never becomes the id of a node, because one such as `__proto__` would break
    a script that keeps its nodes in an object. Statements between the same two entities are drawn
    side by side, and figures are dashed. Edges are appended, since pyvis's `add_edge` looks through all
    nodes for each.
    """
    from pyvis.edge import Edge  # takes a second, which only pictures need
    from pyvis.network import Network

    from .layout import Box, positions

    place = {entity.id: number for number, entity in enumerate(picture.entities)}
    ends = [(place[s.subject], place[s.object]) for s in picture.statements]
    looks = dots(picture, ends)
    drawn = Network(directed=True)
    points = positions([Box(dot.width, dot.height) for dot in looks], ends)
    for number, (dot, (x, y)) in enumerate(zip(looks, points, strict=True)):
        drawn.add_node(
            number,
            label=dot.label.en,
            labels=_pair(dot.label),
            shape=dot.shape,
            color=dot.colour,
            size=dot.size,
            prominence=dot.prominence,
            x=x,
            y=round(y - dot.rise),
        )
    for number, (statement, smooth) in enumerate(zip(picture.statements, _bends(ends), strict=True)):
        label = Label(wrapped(statement.label.zh), wrapped(statement.label.en))
        dashed = statement.figure is not None
        options = {
            "id": number,
            "label": label.en,
            "labels": _pair(label),
            "smooth": smooth,
            "dashes": dashed,
        }
        drawn.edges.append(Edge(*ends[number], directed=True, **options).options)
    return drawn


def _pair(label: Label) -> list[str]:
    return [label.zh, label.en]


def _bends(ends: Sequence[tuple[int, int]]) -> Iterator[object]:
    """How each edge curves: a single one is straight, several between two nodes fan out."""
    total: dict[tuple[int, int], int] = {}
    for end in ends:
        total[_unordered(end)] = total.get(_unordered(end), 0) + 1
    seen: dict[tuple[int, int], int] = {}
    for end in ends:
        pair = _unordered(end)
        bend = _BEND * (seen.get(pair, 0) - (total[pair] - 1) / 2)
        seen[pair] = seen.get(pair, 0) + 1
        yield _smooth(bend if pair == end else -bend)


def _unordered(end: tuple[int, int]) -> tuple[int, int]:
    return min(end), max(end)


def _smooth(bend: float) -> object:
    """A curve in vis-network's words; clockwise as seen along the edge."""
    if not bend:
        return False
    return {
        "enabled": True,
        "type": "curvedCW" if bend > 0 else "curvedCCW",
        "roundness": round(abs(bend), 3),
    }
