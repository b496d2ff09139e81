"""The names of a graph's things, to be found by what a person has typed so far of one of them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bankgraph.queries.name_index import normal

if TYPE_CHECKING:
    from bankgraph.queries import Named

_EDGE = "\n"  # which no normal name holds
_PART = "\t"


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity or a source."""

    id: str
    cls: str
    name_zh: str
    name_en: str


class Values:
    """Everything that has a name: found by characters, name, alias, pinyin and its initials.

    All names stand in one text, because Python searches megabytes of it within a millisecond, and what they
    name in another, because those pass from process to process at once.
    """

    def __init__(self, known: Iterable[Named]) -> None:
        names, things = [], []
        for named in known:
            keys = dict.fromkeys(map(normal, (*named.names, *named.second_names)))
            names.append(_EDGE + _EDGE.join(filter(None, keys)) + _EDGE)
            parts = (named.id, named.cls, named.name_zh, named.name_en)
            things.append(_PART.join(" ".join(part.split()) for part in parts))
        self._names, self._starts = _joined(names)
        self._things, self._places = _joined(things)

    def found(
        self, typed: str, most: int, allowed: Callable[[str], bool] = lambda _: True
    ) -> tuple[Thing, ...]:
        """Return at most so many things of allowed classes, first those named just so."""
        key = normal(typed)
        patterns = (f"{_EDGE}{key}{_EDGE}", f"{_EDGE}{key}", key) if key else (_EDGE,)
        found: dict[str, Thing] = {}
        for pattern in patterns:
            for thing in self._with(pattern):
                if allowed(thing.cls):
                    found.setdefault(thing.id, thing)
                if len(found) == most:
                    return tuple(found.values())
        return tuple(found.values())

    def _with(self, pattern: str) -> Iterator[Thing]:
        place = self._names.find(pattern)
        while place >= 0:
            following = bisect_right(self._starts, place)
            yield self._thing(following - 1)
            place = self._names.find(pattern, self._starts[following])

    def _thing(self, number: int) -> Thing:
        line = self._things[self._places[number] : self._places[number + 1]]
        return Thing(*line.split(_PART))


def _joined(pieces: Iterable[str]) -> tuple[str, array[int]]:
    """One text, where each piece begins in it, and where the last one ends."""
    starts = array("q", [0])
    texts = []
    for piece in pieces:
        texts.append(piece)
        starts.append(starts[-1] + len(piece))
    return "".join(texts), starts
