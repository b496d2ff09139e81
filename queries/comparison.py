"""Things of one class side by side: like figures with like, and what they share and do not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from bankgraph.ontology import Schema, UsageError
from bankgraph.stores import Store

from .cards import cited_sources, newest_first
from .lookups import lookup
from .name_index import Named

Record: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in the canonical unit of its kind, or a change in that of the change.

    `record` is what the graph says of it: period, nature, whose account, evidence.
    """

    comparator: str
    value: float
    record: Record


@dataclass(frozen=True, slots=True)
class Measure:
    """What figures have to share to be compared. `against` is what a change is against, None for a value.

    `by_others` says that the compared things are what the figure is about, and not who reports it; then
    there is no `about_id`.
    """

    metric_id: str
    by_others: bool
    about_id: str
    against: str | None
    unit: str
    period: str | None

    @property
    def alike(self) -> tuple[str, str, bool, str, str]:
        """All but the period: of these it is said what they were when."""
        return self.metric_id, self.against or "", self.by_others, self.about_id, self.unit


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one measure, by the id of the thing that has them; one without is not in `cells`."""

    measure: Measure
    metric: str
    metric_en: str
    about: str | None
    about_en: str | None
    cells: Mapping[str, Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class Tie:
    """Something that things are related to in one way, and the statements of each thing that say so."""

    relation: str
    inverse: bool
    cls: str
    id: str
    name: str
    name_en: str
    cells: Mapping[str, Sequence[Record]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Things of one class, the lines of their figures and their ties; what more of them have comes first."""

    things: tuple[Named, ...]
    lines: tuple[Line, ...]
    ties: tuple[Tie, ...]

    @property
    def shared(self) -> tuple[Tie, ...]:
        """What more than one of them has."""
        return tuple(tie for tie in self.ties if len(tie.cells) > 1)

    def only(self, identifier: str) -> tuple[Tie, ...]:
        """What this one has and no other."""
        return tuple(tie for tie in self.ties if [*tie.cells] == [identifier])


def compare(
    store: Store, schema: Schema, things: Sequence[Named], metrics: Collection[str] = ()
) -> Comparison:
    """Compare things; by these metrics only, where there are any.

    Raises `UsageError` where they are fewer than two, one of them twice, or of several classes.
    """
    _check(things, schema)
    figures, ties = _Gathered(), _Gathered()
    for thing in things:
        for row in _figures(store, thing.id):
            if not metrics or row["metric_id"] in metrics:
                for measure, figure in _measured(row, thing.id, schema):
                    figures.add(measure, thing.id, row, figure)
        for row in () if metrics else _newest_first(store, "relations", thing.id):
            ties.add(_tied(row, thing.id, schema), thing.id, row, row)
    return Comparison(tuple(things), tuple(_sorted(figures)), tuple(_ties(ties)))


def _check(things: Sequence[Named], schema: Schema) -> None:
    ids = [thing.id for thing in things]
    if len(ids) < 2:
        raise UsageError("a comparison takes two things or more; name another one")
    if twice := next((i for i in ids if ids.count(i) > 1), None):
        raise UsageError(f"two of the names mean '{twice}'; give different things")
    if len({thing.cls for thing in things}) > 1:
        kinds = ", ".join(f"{t.name_zh} ({t.id}) is a {_kind(t.cls, schema)}" for t in things)
        raise UsageError(f"only things of one class can be compared: {kinds}")


def _kind(cls: str, schema: Schema) -> str:
    return schema.classes[cls].label.en.lower() if cls in schema.classes else cls


class _Gathered:
    """What is told of things, by what makes it alike. Keeps the first row of each key for its names."""

    def __init__(self) -> None:
        self.first: dict[Any, Record] = {}
        self.cells: dict[Any, dict[str, list[Any]]] = {}

    def add(self, key: Any, thing: str, row: Record, told: Any) -> None:
        self.first.setdefault(key, row)
        self.cells.setdefault(key, {}).setdefault(thing, []).append(told)


def _figures(store: Store, identifier: str) -> Iterator[Record]:
    """Yield the figures that a thing reports, or that others report about it."""
    for row in _newest_first(store, "figures", identifier):
        if identifier in (row["subject_id"], row["about_id"]):
            yield row


def _newest_first(store: Store, text: str, identifier: str) -> list[dict[str, Any]]:
    rows = store.recall(lookup(text), {"id": identifier})
    return newest_first(rows, cited_sources(store, rows)).as_dicts()


def _measured(row: Record, identifier: str, schema: Schema) -> Iterator[tuple[Measure, Figure]]:
    """Yield the value and the change of a reported figure, each with what it may be compared on."""
    by_others = row["subject_id"] != identifier
    about = "" if by_others else row["about_id"] or ""
    if row["canonical_value"] is not None:
        measure = Measure(row["metric_id"], by_others, about, None, row["canonical_unit"], row["period"])
        yield measure, Figure(row["comparator"], row["canonical_value"], row)
    if row["change"] is not None:
        against = row["change_baseline"] or row["change_basis"]
        value, unit = _canonical(row["change"], row["change_unit"], schema)
        measure = Measure(row["metric_id"], by_others, about, against, unit, row["period"])
        yield measure, Figure(row["change_comparator"], value, row)


def _canonical(value: float, unit: str, schema: Schema) -> tuple[float, str]:
    """A figure in the canonical unit; in its own, where this vocabulary does not know that."""
    known = schema.unit_by_name.get(unit)
    if known is None:
        return value, unit
    return float(Decimal(str(value)) * known.multiplier), known.canonical


def _lines(figures: _Gathered) -> Iterator[Line]:
    for measure, cells in figures.cells.items():
        row = figures.first[measure]
        about = None if measure.by_others else row["about"]
        about_en = None if measure.by_others else row["about_en"]
        yield Line(measure, row["metric"], row["metric_en"], about, about_en, cells)


def _sorted(figures: _Gathered) -> list[Line]:
    """Metrics that more things have come first; of one metric what is alike together, the newest first."""
    having: dict[str, set[str]] = {}
    for measure, cells in figures.cells.items():
        having.setdefault(measure.metric_id, set()).update(cells)
    lines = sorted(_lines(figures), key=lambda line: line.measure.period or "", reverse=True)
    return sorted(lines, key=lambda line: (-len(having[line.measure.metric_id]), *line.measure.alike))


def _tied(row: Record, identifier: str, schema: Schema) -> tuple[str, bool, str]:
    """The relation, whether the thing is its object, and the other end; a symmetric one reads either way."""
    known = schema.relations.get(row["predicate"])
    is_object = row["subject_id"] != identifier
    inverse = is_object and not (known and known.label == known.inverse)
    return row["predicate"], inverse, row["subject_id" if is_object else "object_id"]


def _ties(ties: _Gathered) -> list[Tie]:
    found = []
    for (relation, inverse, identifier), cells in ties.cells.items():
        row = ties.first[relation, inverse, identifier]
        end = "subject" if row["subject_id"] == identifier else "object"
        names = row[f"{end}_class"], identifier, row[end], row[f"{end}_en"]
        found.append(Tie(relation, inverse, *names, cells))
    return sorted(found, key=lambda tie: (-len(tie.cells), tie.relation, tie.inverse, tie.cls or "", tie.id))


def evidence(told: Sequence[Record]) -> list[str]:
    """Return the spans that these records cite, in order, each once."""
    return list(dict.fromkeys(span for record in told for span in record["evidence"]))
