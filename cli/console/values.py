"""The names of a graph's things, to be found by what a person has typed so far of one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from bankgraph.queries.names import Named, normal

_EDGE = "\n"  # which no normal name holds


class Values:
    """Everything that has a name: found by characters, name, alias, pinyin and its initials.

    All names stand in one text, because Python searches a text of megabytes within a millisecond.
    """

    def __init__(self, known: Iterable[Named]) -> None:
        self._known = tuple(known)
        self._starts: list[int] = []
        pieces: list[str] = []
        length = 0
        for named in self._known:
            names = dict.fromkeys(map(normal, (*named.names, *named.second_names)))
            piece = _EDGE + _EDGE.join(filter(None, names)) + _EDGE
            self._starts.append(length)
            pieces.append(piece)
            length += len(piece)
        self._text = "".join(pieces)

    def found(
        self, typed: str, most: int, allowed: Callable[[str], bool] = lambda _: True
    ) -> tuple[Named, ...]:
        """Return at most so many things of allowed classes: of that name, beginning with it, having it inside."""
        key = normal(typed)
        found: dict[str, Named] = {}
        for pattern in (f"{_EDGE}{key}{_EDGE}", f"{_EDGE}{key}", key):
            for named in self._with(pattern):
                if len(found) == most:
                    break
                if allowed(named.cls):
                    found.setdefault(named.id, named)
        return tuple(found.values())

    def _with(self, pattern: str) -> Iterator[Named]:
        place = self._text.find(pattern)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            yield self._known[number]
            following = number + 1
            if following == len(self._starts):
                return
            place = self._text.find(pattern, self._starts[following])
