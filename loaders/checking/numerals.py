"""Numbers as they are written: in digits, in Chinese numerals, in English words, and mixed with scales."""

from __future__ import annotations

import re
from decimal import Decimal

_ZH_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ZH_SMALL = {"十": 10, "百": 100, "千": 1000}
_ZH_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_ZH_SCALES = _ZH_SMALL | _ZH_LARGE
_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_EN_WORDS = {word: i for i, word in enumerate(_EN_SMALL.split())} | {
    word: 10 * i for i, word in enumerate(_EN_TENS.split(), 2)
}
_EN_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_EN_SCALE = rf"(?:{'|'.join(_EN_SCALES)})"
_EN_WORD = rf"(?:{'|'.join(sorted(_EN_WORDS, key=len, reverse=True))})"
_EN_GAP = r"(?: of |[ -])"

NUMBER = (
    rf"(?:(?:{_ARABIC})(?:[{''.join(_ZH_SCALES)}]+(?!分)|(?:[ -]?{_EN_SCALE}\b)+)?"
    rf"|[{''.join(_ZH_DIGITS)}{''.join(_ZH_SCALES)}]+(?!分)"
    rf"|(?<![a-z])(?:(?:tens of )?{_EN_SCALE}s(?: of {_EN_SCALE}s)?\b"
    rf"|{_EN_WORD}(?:-{_EN_WORD})?(?:{_EN_GAP}{_EN_SCALE}\b)*(?=fold|\b)|{_EN_SCALE}\b(?:{_EN_GAP}{_EN_SCALE}\b)*))"
)
"""A pattern for a number in folded text (small letters, half-width)."""


def is_magnitude(number: str) -> bool:
    """Whether a number is an order of magnitude in the plural: hundreds, tens of thousands."""
    return re.fullmatch(rf"(?:tens of )?{_EN_SCALE}s(?: of {_EN_SCALE}s)?", number) is not None


def value(number: str) -> Decimal:
    """Return the value of a text that `NUMBER` matches; of hundreds, one hundred. Raises `ValueError`."""
    if found := re.match(_ARABIC, number):
        scale = number[found.end() :]
        return Decimal(found[0].replace(",", "")) * (_english(scale) if scale.isascii() else _product(scale))
    return _english(number) if number.isascii() else _chinese(number)


def _product(scale: str) -> Decimal:
    product = Decimal(1)
    for character in scale:
        product *= _ZH_SCALES[character]
    return product


def _english(words: str) -> Decimal:
    total, small = Decimal(1), Decimal(0)
    for word in re.findall(r"[a-z]+", words):
        if word in _EN_WORDS:
            small += _EN_WORDS[word]
        elif word == "tens":
            total *= 10
        elif (scale := _EN_SCALES.get(word.removesuffix("s"))) is not None:
            total *= scale
        elif word != "of":
            raise ValueError(f"'{words}' is not a number")
    return total * small if small or "zero" in words else total


def _chinese(numerals: str) -> Decimal:
    if len(numerals) > 1 and not {*numerals} & {*_ZH_SCALES}:  # 二〇二五: digit by digit
        return Decimal("".join(str(_ZH_DIGITS[c]) for c in numerals))
    total = section = digit = 0
    for character in numerals:
        if character in _ZH_DIGITS:
            digit = _ZH_DIGITS[character]
        elif small := _ZH_SMALL.get(character):
            section, digit = section + (digit or 1) * small, 0
        else:
            large = _ZH_LARGE[character]
            section, digit = section + digit, 0
            if total < large:  # 万亿: what stands so far is multiplied
                total, section = (total + section or 1) * large, 0
            else:
                total, section = total + (section or 1) * large, 0
    return Decimal(total + section + digit)
