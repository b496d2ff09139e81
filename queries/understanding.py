"""A question as the names and ideas that it is made of, in whatever order and words.

A question is cut into names of the graph, words of the lexicon and texts that a pack looks for; where a
part of it is none of these, it is not understood, since the part may be what matters. A pack says with
`// means:` of which names and ideas a question for it is made. It fits a cut where each name is one of its
values, each word says an idea that it has, and no idea that it needs is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby, takewhile
from operator import attrgetter
from typing import NamedTuple

from bankgraph.ontology import ENTITY

from .cutting import Spans, spans
from .described import RATIO, TOLD, Vocabulary, readable
from .facts import Facts
from .meaning import ANY_QUESTION, REFERENCE, Meaning, meaning
from .names import Names
from .pack import Pack
from .piece import Piece
from .several import compared, pairs
from .wording import wording

_GROWTH = {"change", "more", "compare"}  # the ideas with which a percentage is one of growth
_MOST_CUTS = 200
_MOST_DESCRIBED = 100
_FEWER = 10.0  # how much a piece less counts, against how like the names of a fact a question is


class Understood(NamedTuple):
    """A pack with the values of its parameters. The higher `rank` is, the more of a question is names.

    `meant` has what each text is taken to name; `unclear` is one of them that names several things.
    """

    pack: Pack
    parameters: Mapping[str, str]
    rank: tuple[float, ...]
    meant: Mapping[str, str]
    unclear: str


def understood(text: str, catalogue: Mapping[str, Pack], names: Names, facts: Facts) -> list[Understood]:
    """Return the best readings of a question: one, or several of equal rank, or none.

    What is named counts first; where that is not enough, what is described by words of the facts. Raises
    `UsageError` where what a question is about names several things.
    """
    meanings = [(pack, meaning(line)) for pack in catalogue.values() for line in pack.means]
    texts = {(name, pattern) for _, m in meanings for name, pattern in m.texts.items()}
    asked = spans(text, names, texts).with_whole(facts.is_of_hubs)
    first, last = ([pair for pair in meanings if pair[1].is_last == is_last] for is_last in (False, True))
    cuts = filter(_refers, asked.cuts(_MOST_CUTS))
    readings = _readings(first, ((0.0, cut) for cut in cuts), facts)
    best = _best(readings)
    if not best:
        found = _read_by_facts(first, last, asked, facts, names)
        best = next(filter(None, (_best(_stated(some, facts)) for some in found)), [])
    for reading in best:
        if unclear := reading.unclear or _contested(reading, readings):
            names.one(unclear)  # which says what it may be
    return best


def _contested(reading: Understood, others: Iterable[Understood]) -> str:
    """Return a text that another reading, with as much of the question in names, takes for another thing."""
    alike = (other.meant for other in others if other.rank[:2] == reading.rank[:2])
    contested = (t for meant in alike for t, thing in meant.items() if reading.meant.get(t, thing) != thing)
    return next(contested, "")


def _readings(
    meanings: Sequence[tuple[Pack, Meaning]], found: Iterable[tuple[float, Sequence[Piece]]], facts: Facts
) -> list[Understood]:
    """Return the readings of cuts, of which is told how like the question each is, the best first."""
    readings: dict[tuple[str, tuple[tuple[str, str], ...]], Understood] = {}
    for score, cut in found:
        for pack, wanted in meanings:
            if (reading := _reading(pack, wanted, cut, facts)) is not None:
                reading = reading._replace(rank=(score, *reading.rank))
                key = pack.name, tuple(sorted(reading.parameters.items()))
                if key not in readings or reading.rank > readings[key].rank:
                    readings[key] = reading
    return sorted(readings.values(), key=lambda reading: reading.rank, reverse=True)


def _best(readings: Sequence[Understood]) -> list[Understood]:
    return [reading for reading in readings if reading.rank == readings[0].rank]


def _stated(readings: Sequence[Understood], facts: Facts) -> list[Understood]:
    """The readings of the highest rank that the facts answer, unless they are one query of several things."""
    several: list[Understood] = []
    for _, some in groupby(readings, attrgetter("rank")):
        same = [r for r in some if r.unclear or facts.answers(r.pack, r.parameters)]
        if len(same) == 1 or len({reading.pack.name for reading in same}) > 1:
            return same
        several = several or same
    return several


def _read_by_facts(
    first: Sequence[tuple[Pack, Meaning]],
    last: Sequence[tuple[Pack, Meaning]],
    asked: Spans,
    facts: Facts,
    names: Names,
) -> Iterator[list[Understood]]:
    """Yield the readings of what is described: a thing, a figure of several, two figures, what else is so."""
    cuts = [*_told(asked, facts, names)]
    described = [
        (score - _FEWER * len(cut), found, any(piece.named for piece in cut))
        for cut in cuts
        for score, found in readable(cut, facts, names)
    ]
    yield _readings(first, ((score, cut) for score, cut, _ in described), facts)
    for several in compared, pairs:
        found = ((s - _FEWER * len(cut), some) for cut in cuts for s, some in several(cut, facts, names))
        yield _readings(first, found, facts)
    yield _readings(last, ((score, cut) for score, cut, is_named in described if is_named), facts)


def _told(asked: Spans, facts: Facts, names: Names) -> Iterator[Sequence[Piece]]:
    """Yield the cuts of a question in which parts are words of the facts about what it names."""
    if not facts.all:
        return
    named = {thing.id for pieces in asked.pieces.values() for piece in pieces for thing in piece.named}
    words = Vocabulary(facts, facts.about(named), names)
    yield from filter(_refers, asked.with_words(words.may_have, TOLD).cuts(_MOST_DESCRIBED))


def _refers(cut: Sequence[Piece]) -> bool:
    """Whether each “it” comes after what it may refer to."""
    before = list(takewhile(lambda piece: REFERENCE not in piece.ideas, cut))
    return len(before) == len(cut) or any(piece.ideas.isdisjoint(ANY_QUESTION) for piece in before)


def _reading(pack: Pack, wanted: Meaning, cut: Sequence[Piece], facts: Facts) -> Understood | None:
    said = [piece.ideas for piece in cut if piece.ideas]
    if not all(ideas & wanted.ideas for ideas in said):
        return None
    if not all(any(ideas & one for ideas in said) for one in wanted.needed):
        return None
    values = _values(pack, wanted, [piece for piece in cut if not piece.ideas])
    if values is None:
        return None
    unclear = next((piece.text for piece in values.values() if len(piece.named) > 1), "")
    if _is_of_other_kind(values.values(), frozenset[str]().union(*said), facts):
        return None
    asked = {name: values[name] for name in wanted.asked if name in values}
    parameters = {name: piece.named[0].id if piece.named else piece.text for name, piece in asked.items()}
    parameters |= wanted.constants
    names = sum(len(piece.text) for piece in cut if piece.named)
    wide = sum(p.type == ENTITY for p in pack.parameters if p.name in parameters)
    meant = {piece.text: piece.named[0].id for piece in values.values() if piece.named}
    rank = (names, -wide, len(wanted.needed), -len(cut), -len(wanted.ideas))
    return Understood(pack, parameters, rank, meant, unclear)


def _is_of_other_kind(values: Iterable[Piece], said: Set[str], facts: Facts) -> bool:
    """Whether a share is asked for, and a metric is named that is none."""
    metrics = [t for piece in values for t in piece.named if facts.is_metric(t.cls)]
    is_asked = RATIO in said and said.isdisjoint(_GROWTH)
    return is_asked and bool(metrics) and not any(RATIO in wording(t).ideas for t in metrics)


def _values(pack: Pack, wanted: Meaning, pieces: Sequence[Piece]) -> dict[str, Piece] | None:
    """Return which of the pieces each parameter has, in their order; None unless all go in."""
    kinds = {name: name[1:].partition(" ")[0] for name in wanted.values} | {
        p.name: p.type for p in pack.parameters
    }
    found: dict[str, Piece] = {}
    for piece in pieces:
        taken = ((n, _taken(n, kinds[n], wanted, piece)) for n in wanted.values if n not in found)
        if (value := next(((n, p) for n, p in taken if p), None)) is None:
            return None
        found[value[0]] = value[1]
    return found if all(name in found or name in wanted.optional_values for name in wanted.values) else None


def _taken(name: str, kind: str, wanted: Meaning, piece: Piece) -> Piece | None:
    """The piece as a parameter's value: of what it names, what is of that class."""
    if name in wanted.texts:
        return piece if name in piece.parameters and re.fullmatch(wanted.texts[name], piece.text) else None
    but = wanted.but.get(name, frozenset())
    named = tuple(t for t in piece.named if kind in t.labels and but.isdisjoint(t.labels))
    return piece._replace(named=named) if named else None
