"""Two figures that one question asks for, and one figure of several things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .described import NUMBERS, TOLD, readable
from .facts import Facts
from .names import Names
from .piece import Piece

AND = "and"  # the idea of words between two things


class _Figure(NamedTuple):
    """What a part of a question comes to: how like it is, its metric, and what else is said."""

    likeness: float
    metric: Piece
    others: list[Piece]


def pairs(cut: Sequence[Piece], facts: Facts, names: Names) -> Iterator[tuple[float, list[Piece]]]:
    """Yield the cuts in which two figures of one thing are asked for, each in a part of the question."""
    owners = _owners(cut, facts)
    rest = [p for p in cut if p not in owners]
    for at in range(1, len(rest) if len(owners) == 1 else 0):
        sides = rest[:at], rest[at:]
        if AND in rest[at].ideas or all(any(NUMBERS & p.ideas for p in side) for side in sides):
            one, other = (_figure([*owners, *side], facts, names) for side in sides)
            if one and not other:  # “how many staff, and what share”: of what was named before
                told = Piece(one.metric.text, ideas=frozenset({TOLD}))
                other = _figure([*owners, told, *sides[1]], facts, names)
            if one and other and one.metric.named != other.metric.named:
                said = [*one.others, *other.others]
                yield one.likeness + other.likeness, [*owners, one.metric, other.metric, *said]


def compared(cut: Sequence[Piece], facts: Facts, names: Names) -> Iterator[tuple[float, list[Piece]]]:
    """Yield the cuts in which one metric of several things is asked for."""
    owners = _owners(cut, facts)
    rest = [p for p in cut if p not in owners]
    found = [_figure([owner, *rest], facts, names) for owner in owners] if len(owners) > 1 else []
    figures = [figure for figure in found if figure]
    if figures and len(figures) == len(owners) and len({figure.metric.named for figure in figures}) == 1:
        yield figures[0].likeness, [*owners, figures[0].metric, *figures[0].others]


def _owners(cut: Sequence[Piece], facts: Facts) -> list[Piece]:
    return [p for p in cut if p.named and all(facts.is_of_hubs(thing.id) for thing in p.named)]


def _figure(cut: Sequence[Piece], facts: Facts, names: Names) -> _Figure | None:
    """The one figure that this comes to; None where there is none, or several as like it."""
    found: dict[str, _Figure] = {}
    for likeness, pieces in readable(cut, facts, names):
        metrics = [p for p in pieces if p.named and facts.is_metric(p.named[0].cls)]
        if len(metrics) == 1:
            figure = _Figure(likeness, metrics[0], [p for p in pieces if not p.named])
            best = found.setdefault(metrics[0].named[0].id, figure)
            if likeness > best.likeness:
                found[metrics[0].named[0].id] = figure
    ranked = sorted(found.values(), key=lambda figure: -figure.likeness)
    is_one = len(ranked) == 1 or (len(ranked) > 1 and ranked[0].likeness > ranked[1].likeness)
    return ranked[0] if is_one else None
