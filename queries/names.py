"""From what people write to the entity they mean: exact names first, and never a guess."""

from __future__ import annotations

import re
from typing import NamedTuple

from bankgraph.ontology import ENTITY, NotFoundError, UsageError, plain
from bankgraph.stores import Store

from .name_index import Index, Named, index_of, normal

_LATIN = re.compile(r"[a-z0-9.+]{6,}")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MISTYPED = 0.99
_MISHEARD = 0.95
_NEAR = 0.6
_PART = 0.7
_LONG = 4  # Chinese characters
_MOST = 8


class Resolution(NamedTuple):
    """What a text names: one thing, or None with the nearest candidates and how near each is (0 to 1)."""

    resolved: Named | None
    candidates: tuple[tuple[Named, float], ...]

    @property
    def is_mended(self) -> bool:
        """Whether nothing has that very name, and one thing has it but for a slip of the fingers."""
        return self.resolved is not None and self.candidates[0][1] < 1.0

    def one(self, text: str, kind: str = "") -> Named:
        """Return the one thing that was named by `text`, when one with the label `kind` was looked for.

        Raises `NotFoundError` where nothing has that name and `UsageError` where several have it.
        """
        if self.resolved:
            return self.resolved
        shown = ", ".join(f"{n.name_zh} ({n.id})" for n, _ in self.candidates[:5])
        if any(score == 1.0 for _, score in self.candidates):
            raise UsageError(f"'{text}' names several: {shown}; give one of the ids")
        hint = (
            f"; did you mean {shown}?"
            if shown
            else f"; look for a part of it with: bankgraph names {text[:12]}"
        )
        raise NotFoundError(f"no {_spoken(kind)} is named '{text}'{hint}")


class Names:
    """All names of a graph. A search is for things with the label `kind`, or for all where it is absent."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @classmethod
    def of(cls, store: Store) -> Names:
        """Return the names of everything in the store. Raises as `Store.query` does."""
        return cls(index_of(store))

    def name_of(self, identifier: str) -> str:
        """Return the Chinese name of the thing with that id; the id itself where there is none."""
        return next((named.name_zh for named in self.index.with_id(identifier)), identifier)

    def known(self, text: str, kind: str = "") -> list[Named]:
        """Return the things with just that id or name: first names count before pinyin and the like."""
        if known := [n for n in self.index.with_id(text.strip()) if kind in ("", *n.labels)]:
            return known
        exact = [n for n in self.index.with_name(text) if kind in ("", *n.labels)]
        if len(exact) < 2:
            return exact
        key = normal(text)
        return [n for n in exact if key in map(normal, n.names)] or exact

    def first(self, text: str) -> list[Named]:
        """Return the things with just that id or first name: none by its pinyin, initials or the like."""
        key = normal(text)
        return [n for n in self.known(text) if n.id == text or key in map(normal, n.names)]

    def resolve(self, text: str, kind: str = "") -> Resolution:
        """Return what the text names. Two things of one name are candidates, and none is resolved."""
        exact = self.known(text, kind)
        if len(exact) == 1:
            return Resolution(exact[0], ((exact[0], 1.0),))
        if exact:
            return Resolution(None, tuple((n, 1.0) for n in exact))
        meant = self.mistyped(text, kind) or self._misheard(text, kind)
        near = tuple(pair for pair in self._near(text, kind) if pair[0] != meant)
        return Resolution(meant, ((meant, _MISTYPED), *near) if meant else near)

    def _misheard(self, text: str, kind: str) -> Named | None:
        """The one thing whose long Chinese name sounds the same, and has one other character."""
        written = plain(text)
        sounding = [
            named
            for named in self._sounding(text, kind)
            if any(_is_misspelt(written, plain(name)) for name in named.names)
        ]
        return sounding[0] if len(sounding) == 1 else None

    def _sounding(self, text: str, kind: str) -> list[Named]:
        """Things whose Chinese names sound as this one does."""
        if text.isascii():
            return []
        from bankgraph.ontology.pinyin import readings  # only where nothing has that name

        found = (n for reading in readings([plain(text)]) for n in self.index.with_name(reading))
        return [n for n in found if kind in ("", *n.labels)]

    def mistyped(self, text: str, kind: str = "") -> Named | None:
        """The one thing with a long Latin name that one slip of the fingers makes this one.

        A digit that differs is another version, and a Chinese character that differs is another name:
        the bank of one city is not that of the next.
        """
        from rapidfuzz import process  # only where nothing has that name
        from rapidfuzz.distance import OSA

        key = normal(text)
        if not _LATIN.fullmatch(key):
            return None
        near = process.extract(key, [*self.index.by_key], scorer=OSA.distance, score_cutoff=1, limit=None)
        slips = [
            named
            for other, slip, _ in near
            if slip and _LATIN.fullmatch(other) and _digits(key) == _digits(other)
            for named in self.index.by_key[other]
        ]
        known = {named.id: named for named in slips}
        meant = next(iter(known.values())) if len(known) == 1 else None
        return meant if meant and kind in ("", *meant.labels) else None

    def one(self, text: str, kind: str = "") -> Named:
        """Return the one thing that the text names. Raises as `Resolution.one` does."""
        return self.resolve(text, kind).one(text, kind)

    def _near(self, text: str, kind: str) -> list[tuple[Named, float]]:
        key = normal(text)
        best = {named.id: (named, _MISHEARD) for named in self._sounding(text, kind)}
        for other, things in self.index.by_key.items():
            score = _likeness(key, other)
            for named in things:
                if (
                    score >= _NEAR
                    and kind in ("", *named.labels)
                    and score > best.get(named.id, (named, 0.0))[1]
                ):
                    best[named.id] = (named, round(score, 3))
        return sorted(best.values(), key=lambda pair: (-pair[1], pair[0].id))[:_MOST]


def _spoken(kind: str) -> str:
    """A label as words: `BusinessArea` as “business area”."""
    return _WORDS.sub(" ", kind or ENTITY).lower()


def _is_misspelt(text: str, name: str) -> bool:
    return len(text) == len(name) >= _LONG and sum(a != b for a, b in zip(text, name, strict=True)) == 1


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _likeness(key: str, other: str) -> float:
    """How near two normal names are, from 0 to 1 (1 excluded unless equal): a part of a name is near it."""
    if not key or not other:
        return 0.0
    if key in other or other in key:
        shorter, longer = sorted((len(key), len(other)))
        least = _PART if key in other else _NEAR
        return least + 0.29 * shorter / longer if shorter > 1 else 0.0
    from rapidfuzz import fuzz  # only where nothing has that name

    return min(fuzz.ratio(key, other) / 100, 0.99)
