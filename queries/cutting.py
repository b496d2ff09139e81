"""A question cut into pieces: each way in which names, words of the lexicon and texts of packs make it up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from bankgraph.ontology import plain

from .lexicon import BARRED, lexicon
from .names import Names
from .piece import Piece

_SOURCE = "Source"
_TOKEN = re.compile(r"[a-z0-9]+(?:[.+&'-][a-z0-9]+)*\+?|'s|[^\W\da-z_]|%")
_OWNER = " 's"
_OF = "的"  # no name begins or ends with it
_LATIN = re.compile(r"[a-z]{5,}")
_LONGEST = 24  # tokens of a name
_SHORT = 3  # characters of a Chinese name
_MOST_TOKENS = 100  # of a question; a longer text is none


class Spans(NamedTuple):
    """A question in plain characters, its tokens, and what the text from one to before another may be."""

    text: str
    tokens: Sequence[re.Match[str]]
    pieces: dict[tuple[int, int], tuple[Piece, ...]]

    def written(self, start: int, end: int) -> str:
        """Return the text of a span."""
        return self.text[self.tokens[start].start() : self.tokens[end - 1].end()]

    def with_words(self, may_be: Callable[[Sequence[Piece], str], bool], idea: str) -> Spans:
        """Return these spans, where a text that may be such a word, with what it is else, may say an idea."""
        found = {
            (start, end): (*pieces, Piece(written, ideas=frozenset({idea})))
            for (start, end), pieces in self.pieces.items()
            if may_be(pieces, written := self.written(start, end))
        }
        return self._replace(pieces=self.pieces | found)

    def with_whole(self, is_whole: Callable[[str], bool]) -> Spans:
        """Return these spans, where nothing within a name of such a thing is a piece."""
        names = [
            span
            for span, pieces in self.pieces.items()
            if any(piece.named and all(is_whole(thing.id) for thing in piece.named) for piece in pieces)
        ]
        within = {
            (start, end)
            for first, last in names
            for start in range(first, last)
            for end in range(start + 1, last + 1)
            if end - start < last - first
        }
        return self._replace(pieces={span: p for span, p in self.pieces.items() if span not in within})

    def cuts(self, most: int) -> list[tuple[Piece, ...]]:
        """Return at most so many ways to cut the question, those with the fewest pieces first."""
        best: list[list[tuple[Piece, ...]]] = [[] for _ in range(len(self.tokens) + 1)]
        best[0] = [()]
        for start in range(len(self.tokens)):
            for end in range(start + 1, min(start + _LONGEST, len(self.tokens)) + 1):
                for piece in self.pieces.get((start, end), ()):
                    best[end] += [(*cut, piece) for cut in best[start]]
            for after in best[start + 1 :]:
                after.sort(key=len)
                del after[most:]
        return best[-1] if self.tokens else []


def spans(text: str, names: Names, texts: Iterable[tuple[str, str]]) -> Spans:
    """Return what the parts of a question may be; `texts` are parameters of packs with what they look for."""
    asked = re.sub(r"'s\b", _OWNER, plain(text).replace("’", "'"))
    tokens = list(_TOKEN.finditer(asked))
    if len(tokens) > _MOST_TOKENS:
        return Spans("", (), {})
    found = Spans(asked, tokens, {})
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + _LONGEST, len(tokens)) + 1):
            found.pieces[start, end] = tuple(_pieces(found.written(start, end), names, texts))
    for start, end in [span for span, pieces in found.pieces.items() if _is_short_name(span, pieces)]:
        for inner in range(start, end):  # 建行 is a bank, and not what a bank builds
            found.pieces.pop((inner, inner + 1), None)
    for start, end in [span for span, pieces in found.pieces.items() if _is_number_word(span, pieces)]:
        for inner in range(start, end):  # 多少 is no 多
            found.pieces.pop((inner, inner + 1), None)
    _bar(found)
    return found


def _bar(found: Spans) -> None:
    """Take away what could be cut out of barred words: 为什么 is a reason, and neither 为 nor 什么."""
    barred = [span for span, pieces in found.pieces.items() if any(BARRED in p.ideas for p in pieces)]
    for start, end in barred:
        for (first, last), pieces in [*found.pieces.items()]:
            is_longer = first <= start and end <= last and last - first > end - start
            if first < end and start < last and not is_longer and not any(p.named for p in pieces):
                del found.pieces[first, last]


def _is_short_name(span: tuple[int, int], pieces: Sequence[Piece]) -> bool:
    return 1 < span[1] - span[0] <= _SHORT and any(p.named and not p.text.isascii() for p in pieces)


def _is_number_word(span: tuple[int, int], pieces: Sequence[Piece]) -> bool:
    return span[1] - span[0] == 2 and any("many" in p.ideas and not p.text.isascii() for p in pieces)


def _pieces(written: str, names: Names, texts: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    if said := lexicon().get(written):
        yield Piece(written, ideas=said)
    if fitting := frozenset(parameter for parameter, pattern in texts if re.fullmatch(pattern, written)):
        yield Piece(written, parameters=fitting)
    name = written.replace(_OWNER, "")
    named = names.first(name) if len(name.strip(_OF)) > 1 and name == name.strip(_OF) else []
    if "," in name:  # “有多少人，占比多少” is two things, whatever has such a name without the comma
        named = [thing for thing in named if any("," in plain(known) for known in thing.names)]
    sources = [source for source in names.known(name, _SOURCE) if source not in named]
    is_strange = any(word not in lexicon() for word in _LATIN.findall(name))
    if named and (len(named) == 1 or not said):
        yield Piece(name, tuple(named))
    yield from (Piece(name, (source,)) for source in sources)
    if not named and not sources and is_strange and (meant := names.mistyped(name)):
        yield Piece(name, (meant,))
