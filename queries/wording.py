"""The words of names, and how far a question says them: in these words, or in others of the same ideas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bankgraph.ontology import plain

from .lexicon import EMPTY, lexicon
from .name_index import Named

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

UNSAID = frozenset({EMPTY, "figure", "many", "metric", "which"})
"""The ideas of words that a name has and a question need not have, such as “number of”."""

_TOKEN = re.compile(r"[a-z0-9]+(?:[.+&'-][a-z0-9]+)*\+?|[^\W\da-z_]|%")
_LONGEST = 6  # tokens of a phrase of the lexicon
_MOST_AT_HAND = 20_000  # texts whose words are known
_WORD = 3.0  # what an English word weighs, in Chinese characters


@dataclass(frozen=True, slots=True)
class Wording:
    """Some names in plain characters, the stems of their English words, and the ideas that they say."""

    names: tuple[str, ...]
    text: str
    stems: frozenset[str]
    ideas: frozenset[str]

    def has(self, written: str) -> bool:
        """Whether these are English words of the names, or two Chinese characters or more in them."""
        if written.isascii():
            return len(written) > 1 and _stems(written) <= self.stems
        return len(written) > 1 and written in self.text

    def likeness(self, spoken: Sequence[str], ideas: frozenset[str]) -> float:
        """Return which part (0 to 1) of the likest name is `spoken` or says one of `ideas`."""
        return max(_likeness(name, spoken, ideas) for name in self.names)


@cache
def wording(thing: Named) -> Wording:
    """Return the words of a thing's names."""
    return _wording(tuple(dict.fromkeys(map(plain, (thing.name_zh, thing.name_en, *thing.aliases)))))


def wording_of(things: Iterable[Named]) -> Wording:
    """Return the words of the names of several things."""
    return _wording(tuple(dict.fromkeys(name for thing in things for name in wording(thing).names)))


def is_said(written: str) -> bool:
    """Whether this is a row of words from the lexicon."""
    ends = {0}
    for end in range(1, len(written) + 1):
        if any(start in ends and written[start:end] in lexicon() for start in range(end)):
            ends.add(end)
    return len(written) in ends


def _wording(names: tuple[str, ...]) -> Wording:
    text = "\n".join(names)
    stems = _stems(text)
    ideas = frozenset(idea for name in names for _, _, said in _said(name) for idea in said)
    return Wording(names, text, stems, ideas)


@cache
def _said(name: str) -> Sequence[tuple[int, int, frozenset[str]]]:
    """Return where words of the lexicon stand in a name, by its tokens, and what they say: 效率 is no 率."""
    tokens = [*_TOKEN.finditer(name)]
    spans = [(i, j) for i in range(len(tokens)) for j in range(i + 1, min(i + _LONGEST, len(tokens)) + 1)]
    written = ((i, j, name[tokens[i].start() : tokens[j - 1].end()]) for i, j in spans)
    found = [(i, j, lexicon()[text]) for i, j, text in written if text in lexicon()]
    within = {at for i, j, _ in found if j - i > 1 for at in range(i, j)}
    return [(i, j, said) for i, j, said in found if j - i > 1 or i not in within]


def _likeness(name: str, spoken: Sequence[str], ideas: frozenset[str]) -> float:
    tokens = [*_TOKEN.finditer(name)]
    weights = [_WORD if token[0].isascii() else 1.0 for token in tokens]
    found = _spoken(name, tokens, spoken)
    for start, end, said in _said(name):
        if said & ideas:
            found |= {*range(start, end)}
        elif said & UNSAID and (end - start > 1 or tokens[start][0].isascii()):
            weights[start:end] = [0.0] * (end - start)
    whole = sum(weights)
    return sum(weights[at] for at in found) / whole if whole else 0.0


def _spoken(name: str, tokens: Sequence[re.Match[str]], spoken: Sequence[str]) -> set[int]:
    """Which tokens of a name are spoken."""
    stems = frozenset[str]().union(*map(_stems, spoken))
    places = [at.span() for text in spoken if not text.isascii() for at in re.finditer(re.escape(text), name)]
    return {
        number
        for number, token in enumerate(tokens)
        if any(start <= token.start() < end for start, end in places)
        or (token[0].isascii() and _stem(token[0]) in stems)
    }


@lru_cache(_MOST_AT_HAND)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _TOKEN.findall(text) if word.isascii())


@cache
def _stem(word: str) -> str:
    return str(_english().stemWord(word))


@cache
def _english() -> BaseStemmer:
    from snowballstemmer import stemmer  # only where a question is new

    return stemmer("english")
