"""From what people write to the entity they mean: exact names first, and never a guess."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bankgraph.ontology import NotFoundError, UsageError, plain
from bankgraph.stores import Store, Value

from .lookups import lookup

_IGNORED = re.compile(r"(?:(?!(?<=\d)\.(?=\d)|(?<=[^\W_])\+)[\W_])+")
_LATIN = re.compile(r"[a-z0-9.+]{6,}")
_MISTYPED = 0.99
_NEAR = 0.6
_MOST = 8


@dataclass(frozen=True, slots=True)
class Named:
    """An entity or a source with its names.

    To `proxies` it answers where nothing else has that name, and so it does to its `readings`, the pinyin of
    its names (`gong hang`), and to their initials (`gh`).
    """

    id: str
    cls: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    proxies: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it answers to."""
        return (self.id, self.name_zh, self.name_en, *self.aliases)

    @property
    def second_names(self) -> Iterator[str]:
        """What it answers to where nothing has that name."""
        yield from self.proxies
        for reading in self.readings:
            yield reading
            yield "".join(syllable[0] for syllable in reading.split())

    def answers_to(self, text: str) -> bool:
        """Whether that is one of its names, or of its second names."""
        return normal(text) in map(normal, (*self.names, *self.second_names))


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text names: one thing, or None with the nearest candidates and how near each is (0 to 1)."""

    resolved: Named | None
    candidates: tuple[tuple[Named, float], ...]


class Names:
    """All names of a graph. `allowed` says which classes a search is for; all, where it is absent."""

    def __init__(self, known: Iterable[Named]) -> None:
        self.known = tuple(known)
        self._by_id = {named.id: named for named in self.known}
        self._by_key: Mapping[str, list[Named]] = defaultdict(list)
        for named in self.known:
            for key in {normal(name) for name in named.names}:
                self._by_key[key].append(named)
        taken = {*self._by_key}
        for named in self.known:
            for key in {normal(name) for name in named.second_names} - taken:
                self._by_key[key].append(named)

    @classmethod
    def of(cls, store: Store) -> Names:
        """Return the names of everything in the store. Raises as `Store.query` does."""
        rows = store.query(lookup("names")).as_dicts()
        return cls(
            Named(
                str(r["id"]),
                str(r["class"]),
                str(r["name_zh"]),
                str(r["name_en"]),
                _texts(r["aliases"]),
                _texts(r["proxies"]),
                _texts(r["readings"]),
            )
            for r in rows
        )

    def resolve(self, text: str, allowed: Callable[[str], bool] = lambda _: True) -> Resolution:
        """Return what the text names. Two things of one name are candidates, and none is resolved."""
        known = self._by_id.get(text.strip())
        if known and allowed(known.cls):
            return Resolution(known, ((known, 1.0),))
        key = normal(text)
        exact = [n for n in self._by_key.get(key, ()) if allowed(n.cls)]
        if len(exact) == 1:
            return Resolution(exact[0], ((exact[0], 1.0),))
        if exact:
            return Resolution(None, tuple((n, 1.0) for n in exact))
        near = tuple(self._near(key, allowed))
        meant = self._mistyped(key, allowed)
        return Resolution(meant, ((meant, _MISTYPED), *(n for n in near if n[0] != meant)) if meant else near)

    def _mistyped(self, key: str, allowed: Callable[[str], bool]) -> Named | None:
        """The one thing with a long Latin name that one slip of the fingers makes this one.

        A digit that differs is another version, and a Chinese character that differs is another name:
        the bank of one city is not that of the next.
        """
        from rapidfuzz.distance import OSA  # only where nothing has that name

        word = _LATIN.fullmatch(key)
        slips = [
            named
            for other, things in self._by_key.items()
            if word and _LATIN.fullmatch(other) and OSA.distance(key, other, score_cutoff=1) == 1
            for named in things
            if _digits(key) == _digits(other)
        ]
        known = {named.id: named for named in slips}
        meant = next(iter(known.values())) if len(known) == 1 else None
        return meant if meant and allowed(meant.cls) else None

    def one(self, text: str, allowed: Callable[[str], bool] = lambda _: True, what: str = "entity") -> Named:
        """Return the one thing that the text names.

        Raises `NotFoundError` where nothing has that name and `UsageError` where several have it.
        """
        resolution = self.resolve(text, allowed)
        if resolution.resolved:
            return resolution.resolved
        shown = ", ".join(f"{n.name_zh} ({n.id})" for n, _ in resolution.candidates[:5])
        if any(score == 1.0 for _, score in resolution.candidates):
            raise UsageError(f"'{text}' names several: {shown}; give one of the ids")
        hint = f"; did you mean {shown}?" if shown else "; look for a part of it with: bankgraph names TEXT"
        raise NotFoundError(f"no {what} is named '{text}'{hint}")

    def _near(self, key: str, allowed: Callable[[str], bool]) -> list[tuple[Named, float]]:
        best: dict[str, tuple[Named, float]] = {}
        for other, things in self._by_key.items():
            score = _likeness(key, other)
            for named in things:
                if score >= _NEAR and allowed(named.cls) and score > best.get(named.id, (named, 0.0))[1]:
                    best[named.id] = (named, round(score, 3))
        return sorted(best.values(), key=lambda pair: (-pair[1], pair[0].id))[:_MOST]


def normal(text: str) -> str:
    """Return a name without what people vary: case, width, script, spaces, hyphens, quotes, and “&”.

    A point between digits stays, and a plus after a word: version 9.0 is not 90, and “AI+” is not AI.
    """
    return _IGNORED.sub("", plain(text).replace("&", "and"))


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _likeness(key: str, other: str) -> float:
    """How near two normal names are, from 0 to 1 (1 excluded unless equal): a part of a name is near it."""
    if not key or not other:
        return 0.0
    if key in other or other in key:
        shorter, longer = sorted((len(key), len(other)))
        return 0.7 + 0.29 * shorter / longer if shorter > 1 else 0.0
    return min(difflib.SequenceMatcher(None, key, other).ratio(), 0.99)
