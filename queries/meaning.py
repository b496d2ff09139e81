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
from itertools import takewhile
from typing import NamedTuple

from bankgraph.ontology import ENTITY, plain

from .lexicon import EMPTY, lexicon
from .name_index import Named
from .names import Names
from .pack import Pack

_SOURCE = "Source"
REFERENCE = "its"  # says nothing by itself, once there is what it refers to
ANY_QUESTION = frozenset({EMPTY, "which", REFERENCE})
_TOKEN = re.compile(r"[a-z0-9]+(?:[.+&'-][a-z0-9]+)*\+?|'s|[^\W\da-z_]|%")
_SLOT = re.compile(r"\{(?P<name>[a-z]\w*)(?::(?P<texts>[^{}]+)|=(?P<constant>[^{}]+))?\}")
_OWNER = " 's"
_LATIN = re.compile(r"[a-z]{5,}")
_LONGEST = 24  # tokens of a name
_MOST_CUTS = 200
_MOST_TOKENS = 100  # of a question; a longer text is none


class Meaning(NamedTuple):
    """What a question for a pack is made of, as one of its `// means:` lines says."""

    values: tuple[str, ...]
    optional_values: frozenset[str]
    texts: Mapping[str, str]
    constants: Mapping[str, str]
    needed: tuple[frozenset[str], ...]
    ideas: frozenset[str]


class Piece(NamedTuple):
    """A part of a question: what it may name, the ideas that it may say, or the text of a parameter."""

    text: str
    named: tuple[Named, ...] = ()
    ideas: frozenset[str] = frozenset()
    parameter: str = ""


class Understood(NamedTuple):
    """A pack with the values of its parameters. The higher `rank` is, the more of a question is names.

    `unclear` is a text among them that names several things.
    """

    pack: Pack
    parameters: Mapping[str, str]
    rank: tuple[int, ...]
    unclear: str


@cache
def meaning(line: str) -> Meaning:
    """Return what a `// means:` line says: `{bank} award win?` needs a bank and “award”, and may have “win”.

    `one/other` is one of several ideas, `-which` an idea that is not there, and `{status=ended}` a value that
    such a question means.
    """
    values: list[str] = []
    constants: dict[str, str] = {}
    optional: set[str] = set()
    texts: dict[str, str] = {}
    needed: list[frozenset[str]] = []
    ideas = set(ANY_QUESTION)
    for part in re.findall(r"\{[^{}]*\}\??|\S+", line):
        word, is_optional = part.removesuffix("?"), part.endswith("?")
        if (slot := _SLOT.fullmatch(word)) and slot["constant"]:
            constants[slot["name"]] = slot["constant"]
        elif slot:
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
    return Meaning(tuple(values), frozenset(optional), texts, constants, tuple(needed), frozenset(ideas))


def understood(text: str, catalogue: Mapping[str, Pack], names: Names) -> list[Understood]:
    """Return the best readings of a question: one, or several of equal rank, or none.

    Raises `UsageError` where what it is about names several things.
    """
    meanings = [(pack, meaning(line)) for pack in catalogue.values() for line in pack.means]
    texts = {(name, pattern) for _, m in meanings for name, pattern in m.texts.items()}
    found: dict[tuple[str, tuple[tuple[str, str], ...]], Understood] = {}
    for cut in filter(_refers, cuts(text, names, texts)):
        for pack, wanted in meanings:
            if (reading := _reading(pack, wanted, cut)) is not None:
                key = pack.name, tuple(sorted(reading.parameters.items()))
                if key not in found or reading.rank > found[key].rank:
                    found[key] = reading
    highest = max((reading.rank for reading in found.values()), default=())
    best = [reading for reading in found.values() if reading.rank == highest]
    for reading in best:
        if reading.unclear:
            names.one(reading.unclear)  # which says what it may be
    return best


def cuts(text: str, names: Names, texts: Iterable[tuple[str, str]]) -> list[tuple[Piece, ...]]:
    """Return the ways to cut a question into known pieces, those with the fewest pieces first."""
    asked = re.sub(r"'s\b", _OWNER, plain(text).replace("’", "'"))
    tokens = list(_TOKEN.finditer(asked))
    if len(tokens) > _MOST_TOKENS:
        return []
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
        yield from (Piece(name, (source,)) for source in names.known(name, _SOURCE) if source not in named)
    elif any(word not in lexicon() for word in _LATIN.findall(name)) and (meant := names.mistyped(name)):
        yield Piece(name, (meant,))


def _refers(cut: Sequence[Piece]) -> bool:
    """Whether each “it” comes after what it may refer to."""
    before = list(takewhile(lambda piece: REFERENCE not in piece.ideas, cut))
    return len(before) == len(cut) or any(piece.ideas.isdisjoint(ANY_QUESTION) for piece in before)


def _reading(pack: Pack, wanted: Meaning, cut: Sequence[Piece]) -> Understood | None:
    said = [piece.ideas for piece in cut if piece.ideas]
    if not all(ideas & wanted.ideas for ideas in said):
        return None
    if not all(any(ideas & one for ideas in said) for one in wanted.needed):
        return None
    values = _values(pack, wanted, [piece for piece in cut if not piece.ideas])
    if values is None:
        return None
    unclear = next((piece.text for piece in values.values() if len(piece.named) > 1), "")
    parameters = {name: piece.named[0].id if piece.named else piece.text for name, piece in values.items()}
    parameters |= wanted.constants
    names = sum(len(piece.text) for piece in cut if piece.named)
    wide = sum(p.type == ENTITY for p in pack.parameters if p.name in parameters)
    return Understood(pack, parameters, (names, -wide, -len(cut)), unclear)


def _values(pack: Pack, wanted: Meaning, pieces: Sequence[Piece]) -> dict[str, Piece] | None:
    """Return which of the pieces each parameter has, in their order; None unless all go in."""
    kinds = {p.name: p.type for p in pack.parameters}
    found: dict[str, Piece] = {}
    for piece in pieces:
        free = (n for n in wanted.values if n not in found and _takes(n, kinds[n], wanted, piece))
        if (name := next(free, None)) is None:
            return None
        found[name] = piece
    return found if all(name in found or name in wanted.optional_values for name in wanted.values) else None


def _takes(name: str, kind: str, wanted: Meaning, piece: Piece) -> bool:
    if name in wanted.texts:
        return piece.parameter == name and re.fullmatch(wanted.texts[name], piece.text) is not None
    return any(kind in thing.labels for thing in piece.named)
