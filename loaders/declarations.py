"""The values of one YAML mapping, read key by key; what is wrong is noted with its place, not raised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Protocol

from bankgraph.ontology import Label, Problem, suggestion

from .yaml_file import Step

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LARGEST_EXPONENT = 100  # far beyond any figure, and far within what a double and a product of two hold


class File(Protocol):
    """What declarations are read from: it knows where each of its values stands."""

    @property
    def path(self) -> Path:
        """Return where the file is."""

    def problem(self, steps: tuple[Step, ...], what: str, mend: str) -> Problem:
        """Return a problem placed at the value that `steps` lead to."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A mapping of a file: where it stands, its values, and where to note problems.

    Each reader returns the value of one key, or None where it is absent or wrong (and then notes why).
    """

    file: File
    steps: tuple[Step, ...]
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def problem(self, key: Step | None, what: str, mend: str) -> None:
        """Note what is wrong with the value of `key`, or with the whole mapping."""
        steps = self.steps if key is None else (*self.steps, key)
        self.problems.append(self.file.problem(steps, what, mend))

    def below(self, key: str) -> Declaration | None:
        """Return the mapping under `key`."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.problem(key, f"{key} is not a mapping", f"write {key}: {{name: value, …}}")
            return None
        return Declaration(self.file, (*self.steps, key), value, self.problems)

    def has(self, key: str) -> bool:
        """Whether `key` has a value; one that is left empty has none."""
        return self.values.get(key) is not None

    def names(self) -> Iterable[str]:
        """Yield each key of a mapping whose keys are ids; note those that are no text."""
        for key in self.values:
            if isinstance(key, str):
                yield key
            else:
                self.problem(key, f"id {key} is not a text", "put it in quotes")

    def each(self, key: str) -> Iterable[Declaration]:
        """Yield each mapping of the list under `key`."""
        values = self.values[key] if self.has(key) else []
        if not isinstance(values, list):
            self.problem(key, f"{key} is not a list", "start each item with '- '")
            return
        for index, value in enumerate(values):
            if isinstance(value, dict):
                yield Declaration(self.file, (*self.steps, key, index), value, self.problems)
            else:
                place = self.file.problem(
                    (*self.steps, key, index), "is not a mapping", "write - name: value"
                )
                self.problems.append(place)

    def only(self, known: Iterable[str]) -> None:
        """Note every key that is not known."""
        names = list(known)
        for key in self.values:
            if key not in names:
                self.problem(
                    key,
                    f"unknown key '{key}'{suggestion(str(key), names)}",
                    f"use one of: {', '.join(names)}",
                )

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Return the value as text; numbers and dates are taken as they are written in ISO form."""
        value = self.values.get(key)
        if _is_text(value):
            return unicodedata.normalize("NFC", str(value)).strip()
        if value is not None:
            self.problem(key, f"{key} is not a text", f"write {key}: some text")
        elif required:
            self.problem(key, f"{key} is missing", f"add {key}: …")
        return None

    def one_of(self, key: str, known: Iterable[str], what: str) -> str | None:
        """Return the value if it is a known one."""
        value = self.text(key)
        names = list(known)
        if value is not None and value not in names:
            shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
            self.problem(key, f"unknown {what} '{value}'{suggestion(value, names)}", f"use one of: {shown}")
            return None
        return value

    def flag(self, key: str) -> bool:
        """Return a yes-or-no value, no where it is absent."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.problem(key, f"{key} is neither true nor false", f"write {key}: true, or leave it out")
            return False
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where it is absent."""
        value = self.values[key] if self.has(key) else []
        if not isinstance(value, list) or not all(map(_is_text, value)):
            self.problem(key, f"{key} is not a list of texts", f"write {key}: [one, two]")
            return ()
        return tuple(unicodedata.normalize("NFC", str(v)).strip() for v in value)

    def label(self, key: str) -> Label | None:
        """Return a text in both languages, written {zh: …, en: …}."""
        if (below := self.below(key)) is None:
            return None
        below.only(("zh", "en"))
        zh, en = below.text("zh", required=True), below.text("en", required=True)
        return Label(zh, en) if zh and en else None

    def number(self, key: str) -> Decimal | None:
        """Return a number exactly as it is written; full-width digits are read as digits."""
        value = self.values.get(key)
        if value is None:
            return None
        try:
            if isinstance(value, bool | dict | list):
                raise InvalidOperation
            number = Decimal(unicodedata.normalize("NFKC", str(value)).replace(",", ""))
        except InvalidOperation:
            self.problem(
                key, f"{key} '{value}' is not a number", f"write {key}: 272.46, with the unit beside it"
            )
            return None
        if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
            self.problem(key, f"{key} '{value}' is out of range", "write the figure that the source gives")
            return None
        return number

    def spans(self, key: str, length: int) -> list[tuple[int, int]]:
        """Return one or several spans: `[start, end]` or `[[start, end], …]`."""
        value = self.values.get(key)
        if value is None:
            self.problem(
                key, f"{key} is missing", f"add {key}: [start, end], the code points of the source's text"
            )
            return []
        several = value if isinstance(value, list) and value and isinstance(value[0], list) else [value]
        return [span for one in several if (span := self._span(key, one, length))]

    def _span(self, key: str, value: Any, length: int) -> tuple[int, int] | None:
        if not isinstance(value, list) or [type(v) for v in value] != [int, int]:
            self.problem(key, f"{key} {value} is not a span", f"write {key}: [start, end]")
            return None
        start, end = value
        if 0 <= start < end <= length:
            return start, end
        mend = f"give start < end, both from 0 to {length}, the length of the text"
        self.problem(key, f"span {value} is not inside the text", mend)
        return None


def _is_text(value: object) -> bool:
    """Whether a value may stand for a text: one that is not blank, or a number or date left unquoted.

    Control characters, which could steer a terminal, are no text; line breaks and tabs are.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return False
    text = str(value)
    return bool(text.strip()) and not _CONTROL.search(text)
