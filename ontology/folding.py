"""Texts as people mean them: width, case and Chinese script do not tell two names apart."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


def plain(text: str) -> str:
    """Return a text in half-width, lower-case, simplified characters."""
    half = unicodedata.normalize("NFKC", text).casefold()
    return half if half.isascii() else str(_converter().convert(half))


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # only where a text is not ASCII

    return OpenCC("t2s")
