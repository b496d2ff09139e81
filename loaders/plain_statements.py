"""Statements that are plainly right, built without asking what may be wrong with them.

Most statements look like many others: the same keys, a known relation, one span. Those are built here, and
any other is left to `StatementReader`, which alone says what is wrong. What can be right in many ways, the
keys and the qualifiers, is taken from what that reader let pass before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

from bankgraph.ontology import Schema

from .knowledge import Evidence, Observation, Qualifiers, Quantity, Relation, Source
from .known import Ends, Known
from .statements import POINTERS, UNQUALIFIED
from .values import is_span, number_of, text_of

_SELDOM = {"accept", "change", *POINTERS}
"""Keys of statements that are always read with care."""

_DISTINCT = (str, bool, int, date)
"""Types whose equal values are written alike, as 0.0 and -0.0 are not."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What the keys of a statement tell of it.

    `qualifiers` takes the values of its qualifiers out of it, None where it has none. `right` holds, by these
    values, their types (1 and yes are equal, but not both a flag) and what they say.
    """

    is_figure: bool
    qualifiers: Callable[[dict[str, Any]], tuple[object, ...]] | None
    right: dict[tuple[object, ...], tuple[tuple[type, ...], Qualifiers]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads statements of any source against the vocabulary and the known entities, or leaves them."""

    schema: Schema
    known: Mapping[str, Known]
    ends: Mapping[str, Ends]
    _forms: dict[tuple[str, ...], _Form] = field(default_factory=dict)
    _metric_classes: set[str] = field(default_factory=set)

    def named(self, spans: Mapping[Any, Any], source: Source) -> dict[str, tuple[Evidence, ...]]:
        """Return where entities are first named, but for those whose spans have to be read with care."""
        identifier, length, known = source.id, source.characters, self.known
        return {
            entity: (Evidence(identifier, at[0], at[1]),)
            for entity, at in spans.items()
            if entity in known and is_span(at, length)
        }

    def statement(self, values: Any, source: Source) -> Relation | Observation | None:
        """Return the statement that these values make; None where they have to be read with care."""
        try:
            form = self._forms[tuple(values)]
            qualifiers = UNQUALIFIED
            if form.qualifiers:
                written = form.qualifiers(values)
                types, qualifiers = form.right[written]
                if types != tuple(map(type, written)):
                    return None
            if form.is_figure:
                return self._figure(values, qualifiers, source)
            return self._relation(values, qualifiers, source)
        except (LookupError, TypeError, ValueError, ArithmeticError):  # unknown, or not even to be looked up
            return None

    def _relation(self, values: dict[str, Any], qualifiers: Qualifiers, source: Source) -> Relation | None:
        subject, target, at = self.known[values["subject"]], self.known[values["object"]], values["at"]
        ends = self.ends[values["predicate"]]
        if (
            subject is not target
            and subject.cls in ends.subjects
            and target.cls in ends.objects
            and is_span(at, source.characters)
        ):
            evidence = (Evidence(source.id, at[0], at[1]),)
            return Relation(subject.id, ends.predicate, target.id, qualifiers, evidence)
        return None

    def _figure(self, values: dict[str, Any], qualifiers: Qualifiers, source: Source) -> Observation | None:
        subject, metric, at = self.known[values["subject"]], self.known[values["metric"]], values["at"]
        about = self.known[values["about"]].id if "about" in values else None
        as_written = text_of(values.get("as_written"))
        quantity = self._quantity(values, metric)
        if (
            metric.cls in self._metric_classes
            and (as_written is not None or "as_written" not in values)
            and is_span(at, source.characters)
        ):
            evidence = (Evidence(source.id, at[0], at[1], as_written),)
            return Observation(subject.id, metric.id, about, quantity, None, qualifiers, evidence)
        return None

    def _quantity(self, values: dict[str, Any], metric: Known) -> Quantity:
        name, value, comparator = values["unit"], number_of(values["value"]), values.get("comparator", "=")
        unit = self.schema.unit_by_name[name]
        if unit.kind != metric.kind:
            raise ValueError(unit.kind)
        return Quantity(value, name, comparator, value * unit.multiplier, unit.canonical)

    def learn(self, values: dict[str, Any], statement: Relation | Observation) -> None:
        """Take in the keys and the qualifiers of a statement that was read with care and found right."""
        if not _SELDOM.isdisjoint(values):
            return
        if isinstance(statement, Observation):
            self._metric_classes.add(self.known[statement.metric].cls)
        names = [name for name in self.schema.qualifiers if name in values]
        form = _Form(isinstance(statement, Observation), _getter(names))
        form = self._forms.setdefault(tuple(values), form)
        written = form.qualifiers(values) if form.qualifiers else ()
        if all(type(value) in _DISTINCT for value in written):
            form.right[written] = tuple(map(type, written)), statement.qualifiers


def _getter(names: list[str]) -> Callable[[dict[str, Any]], tuple[object, ...]] | None:
    """What takes the values of these keys out of a mapping."""
    if len(names) == 1:
        return lambda values: (values[names[0]],)
    return itemgetter(*names) if names else None
