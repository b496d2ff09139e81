"""Statements, from declaration to value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bankgraph.ontology import Schema, Unit, suggestion

from .declarations import Declaration
from .knowledge import (
    COMPARATORS,
    Change,
    Evidence,
    Observation,
    Period,
    Qualifiers,
    Quantity,
    Relation,
    Source,
    ordered,
)
from .known import KIND, Known, NotKnownYetError
from .periods import read_period

POINTERS = ("subject_at", "object_at", "about_at")
"""Keys that say where a statement's entity is named, for one that its span does not name."""

_FIGURE = ("metric", "about", "value", "unit", "comparator", "as_written", "change")
_RELATION = ("predicate", "object")
UNQUALIFIED = Qualifiers()
_CHANGE = ("value", "unit", "comparator", "basis", "baseline")


@dataclass(frozen=True, slots=True)
class StatementReader:
    """Reads the statements of one source against the vocabulary and the known entities.

    One that names another entity is wrong, or raises `NotKnownYetError` while not all are known.
    """

    schema: Schema
    known: Mapping[str, Known]
    source: Source
    are_all_known: bool = True

    def named(self, declaration: Declaration, identifier: str) -> tuple[Evidence, ...]:
        """Return where an entity is first named, the span under its id; nothing where that is not valid."""
        if identifier not in self.known:
            self._unknown_entity(declaration, identifier, identifier)
            return ()
        return self._evidence(declaration, identifier, None)

    def statement(self, declaration: Declaration) -> Relation | Observation | None:
        """Return the relation or the observation that is declared, or None where it is not valid."""
        observation = "metric" in declaration.values
        kind = _FIGURE if observation else _RELATION
        declaration.only(("subject", *kind, *self.schema.qualifiers, "at", *POINTERS, "accept"))
        declaration.accepted()
        for key in filter(declaration.has, POINTERS):
            declaration.spans(key, self.source.characters)
        return self._observation(declaration) if observation else self._relation(declaration)

    def _relation(self, declaration: Declaration) -> Relation | None:
        subject, target = self._entity(declaration, "subject"), self._entity(declaration, "object")
        predicate = declaration.one_of("predicate", self.schema.curated_relations, "relation")
        if not declaration.has("predicate"):
            declaration.problem(None, "says neither a predicate nor a metric", "add predicate: or metric:")
        evidence = self._evidence(declaration, "at", None)
        qualifiers = self._qualifiers(declaration)
        if not (subject and target and predicate and evidence):
            return None
        self._check_end(declaration, "subject", predicate, subject, self.schema.relations[predicate].domain)
        if subject is target:
            declaration.problem(
                "object", f"'{target.id}' stands in {predicate} to itself", "name another thing"
            )
        self._check_end(declaration, "object", predicate, target, self.schema.relations[predicate].range)
        return Relation(subject.id, predicate, target.id, qualifiers, evidence)

    def _observation(self, declaration: Declaration) -> Observation | None:
        subject, metric = self._entity(declaration, "subject"), self._metric(declaration)
        about = self._entity(declaration, "about") if "about" in declaration.values else None
        as_written = declaration.text("as_written")
        evidence = self._evidence(declaration, "at", as_written)
        qualifiers = self._qualifiers(declaration)
        quantity = self._quantity(declaration)
        change = self._change(declaration)
        if quantity and metric:
            self._check_kind(declaration, metric, quantity)
        if not any(map(declaration.has, ("value", "unit", "change"))):
            declaration.problem(None, "has neither a value nor a change", "add value: and unit:, or change:")
        if not (subject and metric and evidence and (quantity or change)):
            return None
        return Observation(
            subject.id, metric.id, about.id if about else None, quantity, change, qualifiers, evidence
        )

    def _entity(self, declaration: Declaration, key: str) -> Known | None:
        identifier = declaration.text(key, required=True)
        if identifier and identifier not in self.known:
            self._unknown_entity(declaration, key, identifier)
        return self.known.get(identifier or "")

    def _unknown_entity(self, declaration: Declaration, key: str, identifier: str) -> None:
        if not self.are_all_known:
            raise NotKnownYetError(identifier)
        known = suggestion(identifier, self.known)
        declaration.problem(
            key, f"unknown entity '{identifier}'{known}", "define it under its class, or mend the id"
        )

    def _metric(self, declaration: Declaration) -> Known | None:
        metric = self._entity(declaration, "metric")
        metric_classes = self.schema.relations["OF_METRIC"].range
        if metric and not self.schema.is_a(metric.cls, metric_classes):
            what = f"'{metric.id}' is a {metric.cls}, not a {' or '.join(metric_classes)}"
            declaration.problem("metric", what, "name a metric")
            return None
        return metric

    def _quantity(self, declaration: Declaration) -> Quantity | None:
        value, unit = declaration.number("value"), self._unit(declaration)
        comparator = declaration.one_of("comparator", COMPARATORS, "comparator") or "="
        if declaration.has("value") != declaration.has("unit"):
            missing = "unit" if declaration.has("value") else "value"
            declaration.problem(None, f"has no {missing}", f"add {missing}: …")
        if value is None or unit is None:
            return None
        name = declaration.text("unit") or unit.notation
        return Quantity(value, name, comparator, value * unit.multiplier, unit.canonical)

    def _unit(self, declaration: Declaration) -> Unit | None:
        known = self.schema.unit_by_name
        name = declaration.one_of("unit", known, "unit")
        return known[name] if name else None

    def _change(self, declaration: Declaration) -> Change | None:
        if (below := declaration.below("change")) is None:
            return None
        below.only(_CHANGE)
        basis = below.one_of("basis", self.schema.attributes["change_basis"].values, "basis")
        if not below.has("basis"):
            below.problem(None, "the change has no basis", "add basis: year on year (or another)")
        if not below.has("value") and not below.has("unit"):
            below.problem(None, "the change has no value", "add value: and unit:")
        quantity = self._quantity(below)
        if quantity is None or basis is None:
            return None
        return Change(quantity, basis, below.text("baseline"))

    def _check_kind(self, declaration: Declaration, metric: Known, quantity: Quantity) -> None:
        """A metric's figures are all of one kind: what is measured in money is not counted in per cent."""
        unit = self.schema.unit_by_name[quantity.unit]
        if metric.kind is None:
            what = f"metric '{metric.id}' has no {KIND}, so its figures cannot be compared"
            declaration.problem("metric", what, f"add {KIND}: {unit.kind} to the metric")
        elif unit.kind != metric.kind:
            kinds = f"measures {unit.kind}, but metric '{metric.id}' is of kind {metric.kind}"
            mend = "mend the unit, or name another metric"
            declaration.problem("unit", f"unit '{quantity.unit}' {kinds}", mend)

    def _check_end(
        self, declaration: Declaration, key: str, predicate: str, entity: Known, allowed: tuple[str, ...]
    ) -> None:
        if not self.schema.is_a(entity.cls, allowed):
            what = f"{predicate} takes no {entity.cls} ('{entity.id}') as {key}"
            declaration.problem(key, what, f"use an entity of class {' or '.join(allowed)}")

    def _qualifiers(self, declaration: Declaration) -> Qualifiers:
        if self.schema.qualifiers.keys().isdisjoint(declaration.values):
            return UNQUALIFIED
        others: dict[str, str] = {}
        for name, qualifier in self.schema.qualifiers.items():
            if name in ("period", "period_inferred") or name not in declaration.values:
                continue
            if qualifier.values:
                value = declaration.one_of(name, qualifier.values, qualifier.label.en)
            elif qualifier.datatype == "entityId":
                entity = self._entity(declaration, name)
                value = entity.id if entity else None
            else:
                value = declaration.text(name)
            others |= {name: value} if value else {}
        return Qualifiers(self._period(declaration), declaration.flag("period_inferred"), others)

    def _period(self, declaration: Declaration) -> Period | None:
        text = declaration.text("period")
        try:
            return read_period(text) if text else None
        except ValueError as error:
            mend = "write an EDTF date or interval (2024, 2025-06, 2025-01/2025-06), or leave it out"
            declaration.problem("period", str(error), mend)
            return None

    def _evidence(self, declaration: Declaration, key: str, as_written: str | None) -> tuple[Evidence, ...]:
        spans = declaration.spans(key, self.source.characters)
        return ordered([Evidence(self.source.id, start, end, as_written) for start, end in spans])
