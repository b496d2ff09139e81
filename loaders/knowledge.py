"""What the curated data say: typed, immutable, and valid by construction.

A statement's id is a hash of what it says, so one fact from two sources is one statement with two
pieces of evidence. (Statements after FollowTheMoney; qualifiers and references after Wikibase.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import ClassVar, TypeAlias

from bankgraph.ontology import Label
from bankgraph.stores import content_hash

COMPARATORS = ("=", ">", ">=", "<", "<=", "~")
"""How a figure relates to the true value; `~` is "about"."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing. `attributes` holds what its class defines, under the stored property names."""

    id: str
    cls: str
    name: Label
    aliases: tuple[str, ...] = ()
    description: Label | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the entity, canonical ones first, each once."""
        return tuple(dict.fromkeys((self.name.zh, self.name.en, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Source:
    """A document. `characters` is its length in code points, `published` an ISO 8601 date."""

    id: str
    title: str
    publisher: str
    published: str
    language: str
    sha256: str
    characters: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a source states something: code points `start` to `end` (exclusive) of its text.

    `as_written` is the figure's own characters there, None for a statement without a figure.
    """

    source: str
    start: int
    end: int
    as_written: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span runs from a lower to a higher position, not {self.start} to {self.end}")

    def __str__(self) -> str:
        """Return the W3C fragment form with an RFC 5147 position: `source#char=start,end`."""
        return f"{self.source}#char={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its bound, as written (`value`, `unit`) and canonical."""

    value: Decimal
    unit: str
    comparator: str
    canonical_value: Decimal
    canonical_unit: str

    def __post_init__(self) -> None:
        if self.comparator not in COMPARATORS:
            raise ValueError(f"a comparator is one of {', '.join(COMPARATORS)}, not {self.comparator!r}")

    @property
    def content(self) -> list[str]:
        """What two ways of writing the same figure share."""
        return [_plain(self.canonical_value), self.canonical_unit, self.comparator]


@dataclass(frozen=True, slots=True)
class Change:
    """By how much a figure changed, and against what."""

    quantity: Quantity
    basis: str
    baseline: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """An EDTF date or interval with its first and last day (ISO 8601); None at an open end."""

    edtf: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What narrows a statement: its period, and the ontology's other qualifiers by name."""

    period: Period | None = None
    inferred: bool = False
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, str]:
        """The part that tells one statement from another; how the period was found is not."""
        return {**self.others, **({"period": self.period.edtf} if self.period else {})}


@dataclass(frozen=True, slots=True)
class Relation:
    """The subject stands in a relation of the ontology to the object."""

    kind: ClassVar[str] = "relation"
    subject: str
    predicate: str
    target: str
    qualifiers: Qualifiers
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        _require(self.evidence)

    @property
    def content(self) -> list[object]:
        """What the statement says, without where it is said."""
        return [self.kind, self.subject, self.predicate, self.target, self.qualifiers.content]

    @property
    def id(self) -> str:
        """Hash of the content."""
        return content_hash(self.content)


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure about the subject. A figure that is only a change has no `quantity`."""

    kind: ClassVar[str] = "observation"
    subject: str
    metric: str
    about: str | None
    quantity: Quantity | None
    change: Change | None
    qualifiers: Qualifiers
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        _require(self.evidence)
        if self.quantity is None and self.change is None:
            raise ValueError("an observation has a value, a change or both")

    @property
    def content(self) -> list[object]:
        """What the statement says, without where it is said and in which unit."""
        change = self.change and [*self.change.quantity.content, self.change.basis, self.change.baseline]
        quantity = self.quantity and self.quantity.content
        return [self.kind, self.subject, self.metric, self.about, quantity, change, self.qualifiers.content]

    @property
    def id(self) -> str:
        """Hash of the content."""
        return content_hash(self.content)


@dataclass(frozen=True, slots=True)
class Naming:
    """The source introduces the entity: where it is first named there."""

    kind: ClassVar[str] = "type"
    subject: str
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        _require(self.evidence)

    @property
    def id(self) -> str:
        """Hash of the content."""
        return _naming_id(self.subject)


@lru_cache(maxsize=1 << 16)  # a thing is named by many sources
def _naming_id(subject: str) -> str:
    return content_hash([Naming.kind, subject])


Statement: TypeAlias = Relation | Observation | Naming


@dataclass(frozen=True)
class Knowledge:
    """Everything that was curated: entities and sources by id, and the statements, each once."""

    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    statements: tuple[Statement, ...]

    @cached_property
    def evidence_count(self) -> int:
        """How many pieces of evidence the statements have together."""
        return sum(len(s.evidence) for s in self.statements)


def merged(*statements: Statement) -> Statement:
    """Return one statement with the evidence of all; all say the same (equal ids).

    Where they write their figure in different units, it is kept as the first evidence has it.
    """
    if len(statements) == 1:
        return statements[0]
    evidence = ordered(piece for statement in statements for piece in statement.evidence)
    first = next(statement for statement in statements if evidence[0] in statement.evidence)
    if isinstance(first, Naming):
        return replace(first, evidence=evidence)
    inferred = all(s.qualifiers.inferred for s in statements if not isinstance(s, Naming))
    return replace(first, evidence=evidence, qualifiers=replace(first.qualifiers, inferred=inferred))


def ordered(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence in the order of sources and spans, each span once."""
    pieces = tuple(evidence)
    if len(pieces) < 2:
        return pieces
    found: dict[tuple[str, int, int], Evidence] = {}
    for piece in sorted(pieces, key=_place):
        found.setdefault((piece.source, piece.start, piece.end), piece)
    return tuple(found.values())


def _place(piece: Evidence) -> tuple[str, int, int, bool, str]:
    return piece.source, piece.start, piece.end, piece.as_written is None, piece.as_written or ""


def _require(evidence: tuple[Evidence, ...]) -> None:
    if not evidence:
        raise ValueError("a statement has at least one piece of evidence")


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
