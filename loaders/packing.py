"""Statements as short byte strings, to be kept beside the graph that they were compiled into."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from .knowledge import (
    Change,
    Evidence,
    Naming,
    Observation,
    Period,
    Qualifiers,
    Quantity,
    Relation,
    Statement,
)

_VERSION = 2  # of marshal's formats, the one that writes equal values as equal bytes


def pack(statement: Statement) -> bytes:
    """Return a statement as bytes, equal ones as equal bytes."""
    return marshal.dumps(_plain(statement), _VERSION)


def unpack(packed: bytes) -> Statement:
    """Return the statement that `pack` was given."""
    kind, *values = marshal.loads(packed)  # noqa: S302 - read from the cache, which this process trusts
    return _UNPACKED[kind](*values)


def _plain(statement: Statement) -> tuple[Any, ...]:
    evidence = tuple([(e.source, e.start, e.end, e.as_written) for e in statement.evidence])
    if isinstance(statement, Relation):
        ends = statement.subject, statement.predicate, statement.target
        return statement.kind, *ends, _qualifiers(statement.qualifiers), evidence
    if isinstance(statement, Naming):
        return statement.kind, statement.subject, evidence
    change = statement.change
    return (
        statement.kind,
        statement.subject,
        statement.metric,
        statement.about,
        statement.quantity and _quantity(statement.quantity),
        change and (_quantity(change.quantity), change.basis, change.baseline),
        _qualifiers(statement.qualifiers),
        evidence,
    )


def _qualifiers(qualifiers: Qualifiers) -> tuple[Any, ...]:
    period = qualifiers.period
    dated = period and (period.edtf, period.start, period.end)
    return dated, qualifiers.inferred, tuple(qualifiers.others.items())


def _quantity(quantity: Quantity) -> tuple[str, ...]:
    canonical = str(quantity.canonical_value), quantity.canonical_unit
    return str(quantity.value), quantity.unit, quantity.comparator, *canonical


def _relation(subject: str, predicate: str, target: str, qualifiers: Any, evidence: Any) -> Relation:
    return Relation(subject, predicate, target, _qualified(*qualifiers), _evidence(evidence))


def _observation(
    subject: str, metric: str, about: str | None, quantity: Any, change: Any, qualifiers: Any, evidence: Any
) -> Observation:
    figure = quantity and _figure(*quantity)
    changed = change and Change(_figure(*change[0]), *change[1:])
    return Observation(subject, metric, about, figure, changed, _qualified(*qualifiers), _evidence(evidence))


def _naming(subject: str, evidence: Any) -> Naming:
    return Naming(subject, _evidence(evidence))


def _qualified(period: Any, inferred: bool, others: Any) -> Qualifiers:
    return Qualifiers(period and Period(*period), inferred, dict(others))


def _figure(value: str, unit: str, comparator: str, canonical: str, canonical_unit: str) -> Quantity:
    return Quantity(Decimal(value), unit, comparator, Decimal(canonical), canonical_unit)


def _evidence(pieces: Any) -> tuple[Evidence, ...]:
    return tuple([Evidence(*piece) for piece in pieces])


_UNPACKED: dict[str, Callable[..., Statement]] = {
    Relation.kind: _relation,
    Observation.kind: _observation,
    Naming.kind: _naming,
}
