"""Which known entities a text names, and where it first does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bankgraph.loaders.knowledge import Entity
from bankgraph.loaders.words import splits_word
from bankgraph.ontology import plain

_SHORTEST = 2  # characters of a name; a single one names too much


@dataclass(frozen=True, slots=True)
class Mention:
    """The first place where a name stands, and the ids of all that bear it: one, or several."""

    ids: tuple[str, ...]
    start: int
    end: int


def first_mentions(text: str, entities: Iterable[Entity]) -> tuple[Mention, ...]:
    """Return the first mention of each entity, in the order of the text.

    Of several names that begin at one place the longest is taken, and none begins inside another: 北京银行
    is not 银行. Width, case and Chinese script do not matter, and a Latin name is a whole word. Positions
    are code points of the text.
    """
    found: dict[tuple[str, ...], Mention] = {}
    for mention in _mentions(text, _bearers(entities)):
        found.setdefault(mention.ids, mention)
    return tuple(found.values())


def _mentions(text: str, bearers: Mapping[str, tuple[str, ...]]) -> Iterator[Mention]:
    folded = _Folded(text)
    by_head: dict[str, list[str]] = defaultdict(list)
    for name in sorted(bearers, key=len, reverse=True):
        by_head[name[:_SHORTEST]].append(name)
    place = 0
    while place < len(folded.text):
        for name in by_head.get(folded.text[place : place + _SHORTEST], ()):
            if folded.text.startswith(name, place) and (span := folded.span(place, place + len(name))):
                yield Mention(bearers[name], *span)
                place += len(name) - 1
                break
        place += 1


def _bearers(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """Each name, folded, with the ids of the entities that bear it."""
    fold = _folding()
    bearers: dict[str, dict[str, None]] = defaultdict(dict)
    for entity in entities:
        for name in entity.names:
            bearers["".join(map(fold, name))][entity.id] = None
    return {name: tuple(ids) for name, ids in bearers.items() if len(name) >= _SHORTEST}


class _Folded:
    """A text character by character as `plain` has it, and where each of these characters comes from."""

    def __init__(self, text: str) -> None:
        fold = _folding()
        parts = [fold(character) for character in text]
        self.original = text
        self.text = "".join(parts)
        self._origin = [position for position, part in enumerate(parts) for _ in part]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the span of the original, None where it is not whole words or whole characters."""
        first, last = self._origin[start], self._origin[end - 1]
        cut_before = start > 0 and self._origin[start - 1] == first
        cut_after = end < len(self._origin) and self._origin[end] == last
        if cut_before or cut_after:
            return None
        if splits_word(self.original, first) or splits_word(self.original, last + 1):
            return None
        return first, last + 1


def _folding() -> Callable[[str], str]:
    """Fold characters one by one, each kind once: the conversion of script is slow to call."""
    known: dict[str, str] = {}

    def fold(character: str) -> str:
        if character not in known:
            known[character] = plain(character)
        return known[character]

    return fold
