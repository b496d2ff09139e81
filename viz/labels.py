"""Names as they stand on the canvas: a few short lines, whatever the name is."""

import unicodedata
from collections.abc import Iterator

_LINE, _LINES = 20, 3
_ELLIPSIS = "…"
_CLOSING = frozenset("，。、；：！？）》」』】”’")  # never at the start of a line
_JOINERS = frozenset("\u200c\u200d")


def columns(text: str) -> int:
    """Return the width of a text in half-width columns; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(name: str, width: int = _LINE, lines: int = _LINES) -> str:
    """Return `name` in at most `lines` lines of about `width` columns, cut with an ellipsis.

    Control characters and those that turn the direction of text (Cc, Cf) are left out, but for the
    joiners that Persian and emoji need.
    """
    clean = " ".join("".join(filter(_is_visible, " ".join(name[: width * lines * 4].split()))).split())
    broken = list(_lines(clean, width))
    if len(broken) > lines:
        return "\n".join([*broken[: lines - 1], _cut(broken[lines - 1], width)])
    return "\n".join(_balanced(clean, len(broken), width))


def _balanced(text: str, count: int, width: int) -> list[str]:
    """Break into `count` lines as even as can be, so that no last word stands alone and no word is broken."""
    evenly = -(-columns(text) // max(count, 1))
    longest = max((columns(piece.rstrip()) for piece in _pieces(text, width)), default=0)
    tries = (list(_lines(text, narrow)) for narrow in range(max(evenly, longest), width))
    return next((lines for lines in tries if len(lines) == count), list(_lines(text, width)))


def _is_visible(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def _lines(text: str, width: int) -> Iterator[str]:
    """Break at spaces, between Chinese characters, and within what is longer than a line."""
    line = ""
    for piece in _pieces(text, width):
        if line and columns(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
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
