"""Figures as a text writes them: a number with its bound and its unit.

The words for bounds and units come from the ontology; numbers from `numerals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bankgraph.ontology import Schema, Unit

from .numerals import NUMBER, is_magnitude, value
from .texts import Text, fold

_AFTER = "…"
"""Marks a bound word that stands after its figure (…以上, …level)."""

_GAP = r"[ -]?"

_MINUS = re.compile(r"(?:(?<![\w ])[-−]|^[-−]|(?<= )[-−]|负|minus ) ?$")
_CURRENCIES = {"$", "€", "£", "¥"}

_CLAUSE = r"[^,，;；。.、]"
_FALL_BEFORE = re.compile(
    r"(?:下降|减少|降低|缩短|下滑|回落|压降|降幅|\bdown\b|\bf[ea]ll(?:en|s|ing)?\b|\bdeclin\w+|\bdecreas\w+"
    rf"|\bdropp?\w*|\breduc\w+|\bcut\b|\bshr[aiu]nk\w*){_CLAUSE}{{0,20}}$"
)
_FALL_AFTER = re.compile(rf"^{_CLAUSE}{{0,12}}\b(?:decrease|decline|drop|fall|reduction)\b")


@dataclass(frozen=True, slots=True)
class Written:
    """A figure at `start` to `end` of a text, bound and unit included, its number from `number_start`.

    `unit` is None where no unit is written; `below_zero` says that a minus stands before the number,
    `is_fall` that the words around speak of a decrease, `is_foreign` that a sign of a currency stands there
    that the vocabulary does not know.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    number: Decimal
    comparator: str
    unit: Unit | None
    below_zero: bool = False
    is_fall: bool = False
    is_foreign: bool = False

    @property
    def canonical(self) -> Decimal:
        """The figure in the canonical unit."""
        return self.number * (self.unit.multiplier if self.unit else 1)


@dataclass(frozen=True)
class Figures:
    """Finds the figures of texts in the words of a vocabulary."""

    schema: Schema

    def of(self, text: Text) -> Iterator[Written]:
        """Yield the figures of a text in their order."""
        for found in self._pattern.finditer(text.folded):
            written = self._written(found)
            if found["ahead"] or not text.splits_word(written.number_start):
                yield written

    def _written(self, found: re.Match[str]) -> Written:
        bounds = (found[g] for g in ("before", "within", "after", "only"))
        comparator = next((self._bounds[word] for word in bounds if word), "=")
        number = found["number"] or ""
        if comparator == "=" and is_magnitude(number):
            comparator = ">="
        named = found["unit"] or found["ahead"] or found["alone"]
        number_start, number_end = found.span("number" if number else "alone")
        return Written(
            found.start(),
            found.end(),
            number_start,
            number_end,
            value(number) if number else Decimal(1),
            comparator,
            self._units[named] if named else None,
            below_zero=_MINUS.search(found.string[:number_start]) is not None,
            is_fall=_is_fall(found),
            is_foreign=named is None and found.string[number_start - 1 : number_start] in _CURRENCIES,
        )

    @cached_property
    def _bounds(self) -> dict[str, str]:
        words = self.schema.attributes["comparator"].words
        return {fold(w).removeprefix(_AFTER): sign for sign, those in words.items() for w in those}

    @cached_property
    def _units(self) -> dict[str, Unit]:
        ahead = {word: unit for unit in self.schema.units.values() for word in unit.ahead}
        return {fold(name): unit for name, unit in (ahead | dict(self.schema.unit_by_name)).items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = [w for those in self.schema.attributes["comparator"].words.values() for w in those]
        ahead = _either(w for w in words if not w.startswith(_AFTER))
        behind = _either(w.removeprefix(_AFTER) for w in words if w.startswith(_AFTER))
        units = _either(self.schema.unit_by_name)
        before = _either(word for unit in self.schema.units.values() for word in unit.ahead)
        return re.compile(
            rf"(?:(?P<before>{ahead}) ?)?(?:(?P<ahead>{before}) ?)?(?P<number>{NUMBER})"
            rf"(?P<within>{behind})?(?:{_GAP}(?P<unit>{units}))?(?:{_GAP}(?P<after>{behind}))?"
            rf"|(?P<alone>{units}){_GAP}(?P<only>{behind})"
        )


def _is_fall(found: re.Match[str]) -> bool:
    """Whether the words just before or after a figure, in its clause, speak of a decrease."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    return bool(_FALL_BEFORE.search(before[-60:]) or _FALL_AFTER.search(after[:60]))


def _either(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first, Latin ones whole."""
    return "|".join(map(_whole, sorted({fold(w) for w in words}, key=lambda w: (-len(w), w))))


def _whole(word: str) -> str:
    start = r"(?<![a-z])" if "a" <= word[0] <= "z" and word != "fold" else ""
    end = r"(?![a-z])" if "a" <= word[-1] <= "z" else ""
    return f"{start}{re.escape(word)}{end}"
