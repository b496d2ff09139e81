"""Texts as people mean them: width, case and Chinese script do not tell two names apart."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_UMLAUT = re.compile("u\u0308")
_LUE = re.compile(r"\b([ln])ve")


def plain(text: str) -> str:
    """Return a text in half-width, lower-case, simplified characters."""
    half = half_width(text)
    return half if half.isascii() else str(_converter().convert(half))


def half_width(text: str) -> str:
    """Return a text in half-width, lower-case characters."""
    return unicodedata.normalize("NFKC", text).casefold()


def without_tones(text: str) -> str:
    """Return a text without accents, as pinyin is typed: `lv` for lǜ, `zhan lue` for zhàn lüè."""
    if text.isascii():
        return text
    letters = _UMLAUT.sub("v", unicodedata.normalize("NFD", text))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return _LUE.sub(r"\1ue", unicodedata.normalize("NFC", bare))


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # only where a text is not ASCII

    return OpenCC("t2s")
