"""Names as they stand on the canvas: a few short lines, whatever the name is."""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

_LINE, _LINES = 20, 3
_ELLIPSIS = "…"
_CLOSING = frozenset("，。、；：！？）》」』】”’")  # never at the start of a line
_JOINERS = frozenset("\u200c\u200d")


def columns(text: str) -> int:
    """Return the width of a text in half-width columns; a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(map(_wide, text))


@cache
def _wide(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@lru_cache(maxsize=4096)
def wrapped(name: str, width: int = _LINE, lines: int = _LINES) -> str:
    """Return `name` in at most `lines` lines of about `width` columns, cut with an ellipsis.

    Control characters and those that turn the direction of text (Cc, Cf) are left out, but for the
    joiners that Persian and emoji need.
    """
    clean = _visible(" ".join(name[: width * lines * 4].split()))
    if columns(clean) <= width:
        return clean
    pieces = [_Piece(p, columns(p), columns(p.rstrip())) for p in _pieces(clean, width)]
    broken = list(_lines(pieces, width))
    if len(broken) > lines:
        return "\n".join([*broken[: lines - 1], _cut(broken[lines - 1], width)])
    return "\n".join(_balanced(pieces, broken, width))


class _Piece(NamedTuple):
    """A part between two places where a line may break; `ink` is its width without the space at its end."""

    text: str
    width: int
    ink: int


def _balanced(pieces: list[_Piece], broken: list[str], width: int) -> list[str]:
    """Break into as many lines as even as can be, so that no last word stands alone and no word is broken."""
    evenly = -(-sum(p.width for p in pieces) // len(broken))
    longest = max(p.ink for p in pieces)
    for narrow in range(max(evenly, longest), width):
        lines = list(_lines(pieces, narrow))
        if len(lines) == len(broken):
            return lines
    return broken


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return " ".join("".join(filter(_is_visible, text)).split())


def _is_visible(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def _lines(pieces: list[_Piece], width: int) -> Iterator[str]:
    """Break at spaces, between Chinese characters, and within what is longer than a line."""
    line, used = "", 0
    for text, wide, ink in pieces:
        if line and used + ink > width:
            yield line.rstrip()
            line, used = "", 0
        line, used = line + text, used + wide
    if line.strip():
        yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    """The parts between which a line may break."""
    piece = ""
    for character in text:
        if piece and character not in _CLOSING and _breaks(piece, character, width):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _breaks(piece: str, character: str, width: int) -> bool:
    is_wide = columns(character) == 2 or columns(piece[-1]) == 2
    return is_wide or piece.endswith(" ") or columns(piece) >= width


def _cut(line: str, width: int) -> str:
    while columns(line) >= width:
        line = line[:-1]
    return line.rstrip() + _ELLIPSIS
