"""A question as the names and ideas that it is made of, in whatever order and words.

A question is cut into names of the graph, words of the lexicon and texts that a pack looks for; where a
part of it is none of these, it is not understood, since the part may be what matters. A pack says with
`// means:` of which names and ideas a question for it is made. It fits a cut where each name is one of its
values, each word says an idea that it has, and no idea that it needs is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from bankgraph.ontology import plain

from .lexicon import EMPTY, lexicon
from .name_index import Named
from .names import Names
from .pack import Pack

ANY_QUESTION = frozenset({EMPTY, "which"})
_TOKEN = re.compile(r"[a-z0-9]+(?:[.+&'-][a-z0-9]+)*\+?|'s|[^\W\da-z_]|%")
_SLOT = re.compile(r"\{(?P<name>[a-z]\w*)(?::(?P<texts>[^{}]+))?\}")
_OWNER = " 's"
_LATIN = re.compile(r"[a-z]{5,}")
_LONGEST = 24  # tokens of a name
_MOST_CUTS = 200


class Meaning(NamedTuple):
    """What a question for a pack is made of, as one of its `// means:` lines says."""

    values: tuple[str, ...]
    optional_values: frozenset[str]
    texts: Mapping[str, str]
    needed: tuple[frozenset[str], ...]
    ideas: frozenset[str]


class Piece(NamedTuple):
    """A part of a question: what it may name, the ideas that it may say, or the text of a parameter."""

    text: str
    named: tuple[Named, ...] = ()
    ideas: frozenset[str] = frozenset()
    parameter: str = ""


class Understood(NamedTuple):
    """A pack with the values of its parameters. The higher `rank` is, the more of a question is names."""

    pack: Pack
    parameters: Mapping[str, str]
    rank: tuple[int, ...]


@cache
def meaning(line: str) -> Meaning:
    """Return what a `// means:` line says: `{bank} award win?` needs a bank and “award”, and may have “win”.

    `one/other` is one of several ideas, and `-which` is an idea that is not there.
    """
    values: list[str] = []
    optional: set[str] = set()
    texts: dict[str, str] = {}
    needed: list[frozenset[str]] = []
    ideas = set(ANY_QUESTION)
    for part in re.findall(r"\{[^{}]*\}\??|\S+", line):
        word, is_optional = part.removesuffix("?"), part.endswith("?")
        if slot := _SLOT.fullmatch(word):
            values.append(slot["name"])
            if slot["texts"]:
                texts[slot["name"]] = slot["texts"]
            if is_optional:
                optional.add(slot["name"])
        elif word.startswith("-"):
            ideas.discard(word[1:])
        else:
            ideas.update(word.split("/"))
            if not is_optional:
                needed.append(frozenset(word.split("/")))
    return Meaning(tuple(values), frozenset(optional), texts, tuple(needed), frozenset(ideas))


def understood(text: str, catalogue: Mapping[str, Pack], names: Names) -> list[Understood]:
    """Return the best readings of a question: one, or several of equal rank, or none."""
    meanings = [(pack, meaning(line)) for pack in catalogue.values() for line in pack.means]
    texts = {(name, pattern) for _, m in meanings for name, pattern in m.texts.items()}
    found: dict[tuple[str, tuple[tuple[str, str], ...]], Understood] = {}
    for cut in cuts(text, names, texts):
        for pack, wanted in meanings:
            if (reading := _reading(pack, wanted, cut)) is not None:
                key = pack.name, tuple(sorted(reading.parameters.items()))
                if key not in found or reading.rank > found[key].rank:
                    found[key] = reading
    best = max((reading.rank for reading in found.values()), default=())
    return [reading for reading in found.values() if reading.rank == best]


def cuts(text: str, names: Names, texts: Iterable[tuple[str, str]]) -> list[tuple[Piece, ...]]:
    """Return the ways to cut a question into pieces that are all known, those with the fewest pieces first."""
    asked = re.sub(r"'s\b", _OWNER, plain(text).replace("’", "'"))
    tokens = list(_TOKEN.finditer(asked))
    best: list[list[tuple[Piece, ...]]] = [[] for _ in range(len(tokens) + 1)]
    best[0] = [()]
    for start in range(len(tokens)):
        if not best[start]:
            continue
        for end in range(start + 1, min(start + _LONGEST, len(tokens)) + 1):
            written = asked[tokens[start].start() : tokens[end - 1].end()]
            for piece in _pieces(written, names, texts):
                best[end] += [(*cut, piece) for cut in best[start]]
        for after in best[start + 1 :]:
            after.sort(key=len)
            del after[_MOST_CUTS:]
    return best[-1]


def _pieces(written: str, names: Names, texts: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    if ideas := lexicon().get(written):
        yield Piece(written, ideas=ideas)
    for parameter, pattern in texts:
        if re.fullmatch(pattern, written):
            yield Piece(written, parameter=parameter)
    name = written.replace(_OWNER, "")
    if len(name) > 1 and (named := names.first(name)):
        yield Piece(name, tuple(named))
    elif any(word not in lexicon() for word in _LATIN.findall(name)) and (meant := names.mistyped(name)):
        yield Piece(name, (meant,))


def _reading(pack: Pack, wanted: Meaning, cut: Sequence[Piece]) -> Understood | None:
    said = [piece.ideas for piece in cut if piece.ideas]
    if not all(ideas & wanted.ideas for ideas in said):
        return None
    if not all(any(ideas & one for ideas in said) for one in wanted.needed):
        return None
    parameters = _values(pack, wanted, [piece for piece in cut if not piece.ideas])
    if parameters is None:
        return None
    named = [piece for piece in cut if piece.named]
    loose = sum(p.type == "Entity" for p in pack.parameters if p.name in parameters)
    return Understood(pack, parameters, (sum(len(piece.text) for piece in named), -loose, -len(cut)))


def _values(pack: Pack, wanted: Meaning, pieces: Sequence[Piece]) -> dict[str, str] | None:
    """Return a value for each parameter from one of the pieces, in their order; None unless all go in."""
    kinds = {p.name: p.type for p in pack.parameters}
    found: dict[str, str] = {}
    for piece in pieces:
        for name in wanted.values:
            if name in found:
                continue
            if name in wanted.texts:
                if piece.parameter == name and re.fullmatch(wanted.texts[name], piece.text):
                    found[name] = piece.text
                    break
                continue
            if len(piece.named) == 1 and kinds[name] in piece.named[0].labels:
                found[name] = piece.named[0].id
                break
        else:
            return None
    return found if all(name in found or name in wanted.optional_values for name in wanted.values) else None
