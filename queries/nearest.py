"""What a question that is not understood comes nearest to: queries about what it names, with their values.

Nothing is answered here, so words that nobody knows may be passed over. A query counts by how many of its
ideas a question says, and by what of it the question says besides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from operator import itemgetter

from .cutting import spans
from .facts import Facts
from .meaning import ANY_QUESTION, Meaning, meaning
from .name_index import Named
from .names import Names
from .pack import Pack, Parameter

_MOST = 3
_TRIED = 12  # queries that are asked whether they have an answer
_NAME, _NEEDED = 2.0, 2.0  # what a name counts, and an idea that a query needs, against one that it may have


def nearest(
    text: str, catalogue: Mapping[str, Pack], names: Names, facts: Facts
) -> list[tuple[Pack, dict[str, str]]]:
    """Return up to three packs with the ids of their parameters, the nearest first; each has an answer.

    Where a question names nothing, those that ask about nothing come in. Raises as `Facts.answers` does.
    """
    things, said = _spoken(text, names)
    found: list[tuple[float, str, dict[str, str]]] = []
    for pack in catalogue.values():
        readings = [
            (_NAME * len(given) + _score(wanted, said), pack.name, given)
            for wanted in map(meaning, pack.means)
            if (given := _given(pack.parameters, wanted, things)) is not None
        ]
        found += sorted(readings, key=itemgetter(0))[-1:]
    ranked = sorted(found, key=lambda one: (-one[0], one[1]))[:_TRIED]
    answered = ((catalogue[name], given) for score, name, given in ranked if score > 0)
    return [*islice((one for one in answered if facts.answers(*one)), _MOST)]


def _spoken(text: str, names: Names) -> tuple[list[Named], set[str]]:
    """Return what a question names, the longest names first, and the ideas that the rest of it says."""
    asked = spans(text, names, ())
    things: list[Named] = []
    taken: set[int] = set()
    for (start, end), pieces in sorted(asked.pieces.items(), key=lambda at: (at[0][0] - at[0][1], at[0])):
        named = next((piece.named for piece in pieces if piece.named), ())
        if len(named) == 1 and taken.isdisjoint(range(start, end)) and not any(p.ideas for p in pieces):
            things += named
            taken |= {*range(start, end)}
    free = (p for (a, b), pieces in asked.pieces.items() if taken.isdisjoint(range(a, b)) for p in pieces)
    return things, {idea for piece in free for idea in piece.ideas}


def _given(
    parameters: Sequence[Parameter], wanted: Meaning, things: Sequence[Named]
) -> dict[str, str] | None:
    """Return the ids of what a pack asks about; None where something is not named, or named in vain."""
    given: dict[str, str] = {}
    free = list(things)
    for parameter in (p for p in parameters if p.names_a_thing):
        but = wanted.but.get(parameter.name, frozenset())
        fitting = (t for t in free if parameter.type in t.labels and but.isdisjoint(t.labels))
        if (thing := next(fitting, None)) is None:
            return None
        free.remove(thing)
        given[parameter.name] = thing.id
    return given if given or not things else None


def _score(wanted: Meaning, said: set[str]) -> float:
    told = said - ANY_QUESTION
    needed = sum(_NEEDED if told & one else -_NEEDED for one in wanted.needed)
    return needed + len(told & wanted.ideas) - len(told - wanted.ideas) / 2
