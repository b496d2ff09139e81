"""Texts as people mean them: width, case and Chinese script do not tell two names apart."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


def plain(text: str) -> str:
    """Return a text in half-width, lower-case, simplified characters."""
    half = half_width(text)
    return half if half.isascii() else str(_converter().convert(half))


def half_width(text: str) -> str:
    """Return a text in half-width, lower-case characters."""
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # only where a text is not ASCII

    return OpenCC("t2s")
