"""Consistency: statements that cannot all be true, and entities that may be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TypeAlias

from bankgraph.loaders.knowledge import Change, Entity, Naming, Observation, Period, Quantity, Relation
from bankgraph.loaders.periods import read_period
from bankgraph.loaders.reading import Curated, Declared
from bankgraph.ontology import Schema

from .proof import Verdict
from .texts import bare

_NEAR = Decimal("0.05")
"""How far, as a share, the true value may lie from a figure that is given as "about"."""

_INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies, in the canonical unit."""

    low: Decimal
    high: Decimal

    def apart(self, other: Interval) -> bool:
        """Whether no value lies in both."""
        return self.high < other.low or other.high < self.low


Decision: TypeAlias = tuple[Declared, Verdict | None]
"""A statement with the verdict on it, None where the data do not decide."""


def interval(quantity: Quantity) -> Interval:
    """Return the values that a figure allows; a figure is taken as rounded to its last digit."""
    value = quantity.canonical_value
    exponent = quantity.value.as_tuple().exponent
    scale = value / quantity.value if quantity.value else Decimal(1)
    half = abs(scale) * Decimal(10) ** (exponent if isinstance(exponent, int) else 0) / 2
    match quantity.comparator:
        case ">" | ">=":
            return Interval(value - half, _INFINITY)
        case "<" | "<=":
            return Interval(-_INFINITY, value + half)
        case "~":
            return Interval(value - abs(value) * _NEAR - half, value + abs(value) * _NEAR + half)
        case _:
            return Interval(value - half, value + half)


def contradictions(curated: Curated, schema: Schema) -> Iterator[Decision]:
    """Compare figures of one subject, metric, scope and period; undated ones that differ are undecided."""
    for same in _grouped(curated, schema).values():
        for one, other in combinations(same, 2):
            first, second = _observation(one), _observation(other)
            if first.quantity is None or second.quantity is None or first.id == second.id:
                continue
            if not interval(first.quantity).apart(interval(second.quantity)):
                yield other, Verdict("contradiction")
            elif first.qualifiers.period is None:
                yield other, None
            else:
                what = f"says {_said(second.quantity)}, but {_place(one)} says {_said(first.quantity)}"
                yield other, Verdict("contradiction", what, "mend one, or say in which they differ", "value")


def _grouped(curated: Curated, schema: Schema) -> dict[Hashable, list[Declared]]:
    groups: dict[Hashable, list[Declared]] = defaultdict(list)
    for one in curated.statements:
        if isinstance(one.statement, Observation):
            groups[_key(one.statement, one.statement.qualifiers.period, schema)].append(one)
    return groups


def _key(said: Observation, period: Period | None, schema: Schema, about: str | None = "") -> Hashable:
    """What two figures share that speak of the same thing."""
    future = schema.is_future(said.qualifiers.others)
    when = period and (period.start, period.end)
    return said.subject, said.metric, said.about if about == "" else about, when, future


def growths(curated: Curated, schema: Schema) -> Iterator[Decision]:
    """Compare each change with the values that it links; one without an earlier value is undecided."""
    groups = _grouped(curated, schema)
    for one in (d for d in curated.statements if isinstance(d.statement, Observation)):
        said = _observation(one)
        if not (said.change and said.quantity):
            continue
        before = _period_before(said, schema)
        earlier = groups.get(_key(said, before, schema), []) if before else []
        values = [q for d in earlier if (q := _observation(d).quantity)]
        expected = _after(values[0], said.change, schema) if values else None
        if expected is None:
            yield one, None
        elif interval(said.quantity).apart(expected):
            what = (
                f"a change of {_said(said.change.quantity)} does not lead from {_said(values[0])} "
                f"({_place(earlier[0])}) to {_said(said.quantity)}"
            )
            yield one, Verdict("growth", what, "mend the value or the change", "change")
        else:
            yield one, Verdict("growth")


def _period_before(said: Observation, schema: Schema) -> Period | None:
    """The period that a change is measured against, where its basis says so."""
    period = said.qualifiers.period
    against = schema.attributes["change_basis"].against.get(said.change.basis) if said.change else None
    if not (against and period and period.start and period.end):
        return None
    year = int(period.start[:4]) - 1
    if against == "end of year before":
        return read_period(f"{year}-12")
    parts = [f"{int(part[:4]) - 1}{part[4:]}" for part in period.edtf.split("/")]
    return read_period("/".join(parts))


def _after(earlier: Quantity, change: Change, schema: Schema) -> Interval | None:
    """Where the later value lies, None where the change says nothing of it."""
    base, step = interval(earlier), interval(change.quantity)
    unit = schema.unit_by_name[change.quantity.unit]
    if unit.change_as == "share":
        step = Interval(1 + step.low / 100, 1 + step.high / 100)
    elif unit.change_as != "factor":
        is_like = unit.change_as == "difference" or unit.canonical == earlier.canonical_unit
        return Interval(base.low + step.low, base.high + step.high) if is_like else None
    if base.low < 0 or step.low < 0:
        return None
    return Interval(base.low * step.low, base.high * step.high)


def parts(curated: Curated, schema: Schema) -> Iterator[Decision]:
    """Compare the figures of parts with those of their wholes, in the same period."""
    wholes: dict[str, set[str]] = defaultdict(set)
    for one in curated.statements:
        said = one.statement
        if isinstance(said, Relation) and schema.relations[said.predicate].part_whole:
            wholes[said.subject].add(said.target)
    groups = _grouped(curated, schema)
    for one in (d for d in curated.statements if isinstance(d.statement, Observation)):
        said = _observation(one)
        period = said.qualifiers.period
        if not (said.quantity and schema.unit_by_name[said.quantity.unit].additive):
            continue
        keys = [_key(said, period, schema, None)] if said.about else []
        keys += [(whole, *_key(said, period, schema)[1:]) for whole in wholes[said.subject]]  # type: ignore[index]
        for other in (d for key in keys for d in groups.get(key, [])):
            whole = _observation(other).quantity
            if whole is None:
                continue
            if period is None:
                yield one, None
            elif interval(said.quantity).low > interval(whole).high:
                what = (
                    f"the part, {_said(said.quantity)}, is over the whole, {_said(whole)} ({_place(other)})"
                )
                yield one, Verdict("part", what, "mend one of the two", "value")
            else:
                yield one, Verdict("part")


def publications(curated: Curated, schema: Schema) -> Iterator[Decision]:
    """Compare each period with the day on which its source was published."""
    for one in curated.statements:
        said = one.statement
        if isinstance(said, Naming) or said.qualifiers.period is None or not said.qualifiers.period.start:
            continue
        published = curated.knowledge.sources[said.evidence[0].source].published
        is_late = said.qualifiers.period.start > published and not schema.is_future(said.qualifiers.others)
        what = f"the period {said.qualifiers.period.edtf} starts after publication on {published}"
        mend = "mend the period, or say that it is planned or expected"
        yield one, Verdict("publication", what if is_late else None, mend, "period")


def duplicates(entities: Iterable[Entity]) -> Iterator[tuple[Entity, Verdict]]:
    """Yield a verdict on each entity: that no other one of its class shares a name, or is named almost alike.

    Almost alike: the Chinese and the English name differ in one letter at most.
    """
    owners: dict[tuple[str, str], Entity] = {}
    near: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        names = dict.fromkeys(map(bare, entity.names))
        shared = {o.id: n for n in names if (o := owners.setdefault((entity.cls, n), entity)) is not entity}
        variants = _less_one_letter(bare(entity.name.zh))
        alike = {o.id for v in variants for o in near[entity.cls, v] if _almost(o.name.en, entity.name.en)}
        for variant in variants:
            near[entity.cls, variant].append(entity)
        mend = "make them one, or rename one of the two"
        for other, name in shared.items():
            yield entity, Verdict("duplicate", f"shares the name '{name}' with '{other}'", mend)
        for other in sorted(alike - {*shared}):
            yield entity, Verdict("duplicate", f"is named almost like '{other}'", mend)
        if not shared and not alike:
            yield entity, Verdict("duplicate")


def _less_one_letter(name: str) -> set[str]:
    """Two names that differ by one letter, put in, left out or changed, share a member of these sets."""
    return {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}


def _almost(one: str, other: str) -> bool:
    return not _less_one_letter(bare(one)).isdisjoint(_less_one_letter(bare(other)))


def _observation(declared: Declared) -> Observation:
    assert isinstance(declared.statement, Observation)  # noqa: S101  # the groups hold nothing else
    return declared.statement


def _said(quantity: Quantity) -> str:
    bound = "" if quantity.comparator == "=" else quantity.comparator
    return f"{bound}{quantity.value} {quantity.unit}"


def _place(declared: Declared) -> str:
    file, line = (problem := declared.problem(None, "", "")).file, problem.line
    return f"{file.rsplit('/', 1)[-1]}:{line}"
