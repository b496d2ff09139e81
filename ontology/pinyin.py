"""How Chinese names are read: pinyin without tones, for people who type it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CHINESE = re.compile("[\u3400-\u9fff]")

_SINGLE = {"行": "háng,xíng", "长": "cháng,zhǎng"}
"""Outside a word of the dictionary (行动, 行长), 行 ends a bank's short name and 长 begins one."""

_WORDS = {"重塑": [["chóng"], ["sù"]], "重构": [["chóng"], ["gòu"]]}

_PUNCTUATION = re.compile(r"[^\w.+&\s-]+")


def readings(names: Iterable[str]) -> tuple[str, ...]:
    """Return the reading of each name that has Chinese characters, in small letters: `gong hang` for 工行.

    ü is written as it is typed: `lv`, `zhan lue`.
    """
    read = _reader()
    chinese = (name for name in names if _CHINESE.search(name))
    spelt = (_PUNCTUATION.sub(" ", " ".join(read(name))).casefold() for name in chinese)
    return tuple(dict.fromkeys(re.sub(r"\b([ln])ve\b", r"\1ue", " ".join(s.split())) for s in spelt))


@cache
def _reader() -> Callable[[str], list[str]]:
    import pypinyin  # its dictionary takes a tenth of a second to load, which few commands need

    pypinyin.load_single_dict({ord(character): reading for character, reading in _SINGLE.items()})
    pypinyin.load_phrases_dict(_WORDS)
    return pypinyin.lazy_pinyin
