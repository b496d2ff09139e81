"""The values of one YAML mapping, read key by key; what is wrong is noted with its place, not raised."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Protocol

from bankgraph.ontology import Label, Problem, suggestion

from .values import is_span, number_of, text_of
from .yaml_file import Step

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
        for index in range(len(self.listed(key))):
            if item := self.item(key, index):
                yield item

    def listed(self, key: str) -> list[Any]:
        """Return the list under `key`, empty where it is absent."""
        values = self.values[key] if self.has(key) else []
        if isinstance(values, list):
            return values
        self.problem(key, f"{key} is not a list", "start each item with '- '")
        return []

    def item(self, key: str, index: int) -> Declaration | None:
        """Return one mapping of the list under `key`."""
        value, steps = self.values[key][index], (*self.steps, key, index)
        if isinstance(value, dict):
            return Declaration(self.file, steps, value, self.problems)
        self.problems.append(self.file.problem(steps, "is not a mapping", "write - name: value"))
        return None

    def only(self, known: Iterable[str]) -> None:
        """Note every key that is not known."""
        names = known if isinstance(known, dict) else dict.fromkeys(known)
        if self.values.keys() <= names.keys():
            return
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
        if (read := text_of(value)) is not None:
            return read
        if value is not None:
            self.problem(key, f"{key} is not a text", f"write {key}: some text")
        elif required:
            self.problem(key, f"{key} is missing", f"add {key}: …")
        return None

    def one_of(self, key: str, known: Collection[str], what: str) -> str | None:
        """Return the value if it is a known one."""
        value = self.values.get(key)
        if type(value) is str and value in known:
            return value
        value = self.text(key)
        if value is not None and value not in known:
            names = list(known)
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
        texts = list(map(text_of, value)) if isinstance(value, list) else [None]
        if not all(texts):
            self.problem(key, f"{key} is not a list of texts", f"write {key}: [one, two]")
            return ()
        return tuple(filter(None, texts))

    def label(self, key: str) -> Label | None:
        """Return a text in both languages, written {zh: …, en: …}."""
        if (below := self.below(key)) is None:
            return None
        below.only(("zh", "en"))
        zh, en = below.text("zh", required=True), below.text("en", required=True)
        return Label(zh, en) if zh and en else None

    def accepted(self) -> Mapping[str, str]:
        """Return the rules that this mapping is exempt from, each with the curator's reason."""
        if (below := self.below("accept")) is None:
            return {}
        return {rule: reason for rule in below.names() if (reason := below.text(rule, required=True))}

    def number(self, key: str) -> Decimal | None:
        """Return a number exactly as it is written; full-width digits are read as digits."""
        value = self.values.get(key)
        if value is None:
            return None
        try:
            return number_of(value)
        except InvalidOperation:
            self.problem(
                key, f"{key} '{value}' is not a number", f"write {key}: 272.46, with the unit beside it"
            )
        except OverflowError:
            self.problem(key, f"{key} '{value}' is out of range", "write the figure that the source gives")
        return None

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
        if is_span(value, length):
            return value[0], value[1]
        if not isinstance(value, list) or [type(v) for v in value] != [int, int]:
            self.problem(key, f"{key} {value} is not a span", f"write {key}: [start, end]")
            return None
        mend = f"give start < end, both from 0 to {length}, the length of the text"
        self.problem(key, f"span {value} is not inside the text", mend)
        return None
