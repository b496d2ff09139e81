"""Statements as flat records, one for each piece of evidence: the interchange form of the facts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .knowledge import Change, Evidence, Knowledge, Naming, Observation, Quantity, Relation, Statement

_NO_FIGURE = dict.fromkeys(("value", "unit", "canonical_value", "canonical_unit", "comparator"))


def facts(knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """Yield a record for each piece of evidence of each statement, in the order of the sources' texts.

    Keys: id, source, source_sha256, start, end, subject, predicate, object, value, unit,
    canonical_value, canonical_unit, comparator, period, change, about, as_written, qualifiers.
    Entities are {id, class, names}; an observation's object is its metric; what is absent is None.
    """
    records = [record for s in knowledge.statements for record in _records(knowledge, s)]
    return iter(sorted(records, key=lambda r: (r["source"], r["start"], r["end"], r["id"])))


def _records(knowledge: Knowledge, statement: Statement) -> Iterator[dict[str, Any]]:
    said = _said(knowledge, statement)
    for piece in statement.evidence:
        yield {"id": statement.id, **_where(knowledge, piece), **said, "as_written": piece.as_written}


def _where(knowledge: Knowledge, piece: Evidence) -> dict[str, Any]:
    sha256 = knowledge.sources[piece.source].sha256
    return {"source": piece.source, "source_sha256": sha256, "start": piece.start, "end": piece.end}


def _said(knowledge: Knowledge, statement: Statement) -> dict[str, Any]:
    def entity(identifier: str) -> dict[str, Any]:
        known = knowledge.entities[identifier]
        return {"id": known.id, "class": known.cls, "names": list(known.names)}

    said: dict[str, Any] = {
        "subject": entity(statement.subject),
        "predicate": "type",
        "object": None,
        **_NO_FIGURE,
        "period": None,
        "change": None,
        "about": None,
        "qualifiers": {},
    }
    match statement:
        case Naming():
            return said
        case Relation():
            said |= {"predicate": statement.predicate, "object": entity(statement.target)}
        case Observation():
            said |= {
                "predicate": "REPORTED",
                "object": entity(statement.metric),
                "about": entity(statement.about) if statement.about else None,
                "change": _change(statement.change) if statement.change else None,
                **(_figure(statement.quantity) if statement.quantity else {}),
            }
    period = statement.qualifiers.period
    inferred = {"period_inferred": True} if statement.qualifiers.inferred else {}
    return said | {
        "period": period.edtf if period else None,
        "qualifiers": {**statement.qualifiers.others, **inferred},
    }


def _figure(quantity: Quantity) -> dict[str, Any]:
    return {
        "value": number(quantity.value),
        "unit": quantity.unit,
        "canonical_value": number(quantity.canonical_value),
        "canonical_unit": quantity.canonical_unit,
        "comparator": quantity.comparator,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "value": number(change.quantity.value),
        "unit": change.quantity.unit,
        "basis": change.basis,
        "baseline": change.baseline,
        "comparator": change.quantity.comparator,
    }


def number(value: Decimal) -> int | float:
    """Return a decimal as JSON writes it: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)
