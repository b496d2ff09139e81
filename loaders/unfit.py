"""What a text may hold that is no data: what would exhaust the stack of a parser, or cannot be printed.

Most texts hold nothing of it. To learn that from the kinds of their bytes is ten times as fast as a search.
"""

import re

_INDENT, _DIGITS, _CONTROL, _OTHER = b" ", b"9", b"\0", b"x"
_MARKS = "\ufeff\ufffe\uffff"
"""Control characters that start with the same byte as half the marks of a Chinese text."""


def _kind(byte: int) -> bytes:
    """What a byte of UTF-8 may be part of; 0xC2 starts the control characters from U+0080."""
    if byte in b"-?: \t":
        return _INDENT
    if byte in b"0123456789ABCDEFabcdef_":
        return _DIGITS
    return _CONTROL if byte in (0x7F, 0xC2) or (byte < 0x20 and byte not in b"\n\r") else _OTHER


_KINDS = b"".join(map(_kind, range(256)))

_UNFIT = (
    # The kinds of bytes without which it cannot be there, what it is, and how to mend it.
    (
        _INDENT * 100,
        re.compile(r"^(?:[-?:]?[ \t]){100}", re.MULTILINE),
        "is indented a hundred columns",
        "write it flatter",
    ),
    (
        _DIGITS * 3000,
        re.compile(r"[0-9A-Fa-f_]{3000}"),
        "has thousands of digits",
        "write the figure that the source gives",
    ),
    (
        _CONTROL,
        re.compile(f"[\0-\b\v\f\x0e-\x1f\x7f-\x84\x86-\x9f{_MARKS}]"),
        "is an invisible control character",
        "remove it",
    ),
)


def unfit(data: bytes, text: str) -> tuple[int, str, str] | None:
    """Return where in a text, given in UTF-8 too, something is no data, what it is, and how to mend it."""
    kinds = data.translate(_KINDS) + (_CONTROL if any(mark in text for mark in _MARKS) else b"")
    for sign, pattern, what, mend in _UNFIT:
        if sign in kinds and (found := pattern.search(text)):
            return found.start(), what, mend
    return None
