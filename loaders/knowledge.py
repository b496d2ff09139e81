"""What the curated data say: typed, immutable, and valid by construction.

A statement's id is a hash of what it says, so one fact from two sources is one statement with two
pieces of evidence. (Statements after FollowTheMoney; qualifiers and references after Wikibase.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import ClassVar, TypeAlias

from bankgraph.ontology import Label
from bankgraph.stores.graph import text_hash

from .parts import (
    COMPARATORS,
    Change,
    Evidence,
    Period,
    Qualifiers,
    Quantity,
    ordered,
    quoted,
    quoted_or_null,
    setters,
)

__all__ = [
    "COMPARATORS",
    "Change",
    "Entity",
    "Evidence",
    "Knowledge",
    "Naming",
    "Observation",
    "Period",
    "Qualifiers",
    "Quantity",
    "Relation",
    "Source",
    "Statement",
    "merged",
    "ordered",
]

_NO_EVIDENCE = "a statement has at least one piece of evidence"


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


@dataclass(frozen=True, slots=True, init=False)
class Relation:
    """The subject stands in a relation of the ontology to the object."""

    kind: ClassVar[str] = "relation"
    subject: str
    predicate: str
    target: str
    qualifiers: Qualifiers
    evidence: tuple[Evidence, ...]

    def __init__(
        self,
        subject: str,
        predicate: str,
        target: str,
        qualifiers: Qualifiers,
        evidence: tuple[Evidence, ...],
    ) -> None:
        if not evidence:
            raise ValueError(_NO_EVIDENCE)
        set_subject, set_predicate, set_target, set_qualifiers, set_evidence = _RELATION
        set_subject(self, subject)
        set_predicate(self, predicate)
        set_target(self, target)
        set_qualifiers(self, qualifiers)
        set_evidence(self, evidence)

    @property
    def id(self) -> str:
        """Content hash of [kind, subject, predicate, target, qualifiers]: not of where it is said."""
        subject, predicate, target = quoted(self.subject), quoted(self.predicate), quoted(self.target)
        return text_hash(f'["relation",{subject},{predicate},{target},{self.qualifiers.content}]')

    def cited(self, qualifiers: Qualifiers, evidence: tuple[Evidence, ...]) -> Relation:
        """Return the same relation, said elsewhere."""
        return Relation(self.subject, self.predicate, self.target, qualifiers, evidence)


_RELATION = setters(Relation)


@dataclass(frozen=True, slots=True, init=False)
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

    def __init__(
        self,
        subject: str,
        metric: str,
        about: str | None,
        quantity: Quantity | None,
        change: Change | None,
        qualifiers: Qualifiers,
        evidence: tuple[Evidence, ...],
    ) -> None:
        if not evidence:
            raise ValueError(_NO_EVIDENCE)
        if quantity is None and change is None:
            raise ValueError("an observation has a value, a change or both")
        set_subject, set_metric, set_about, set_quantity, set_change, set_qualifiers, set_evidence = (
            _OBSERVATION
        )
        set_subject(self, subject)
        set_metric(self, metric)
        set_about(self, about)
        set_quantity(self, quantity)
        set_change(self, change)
        set_qualifiers(self, qualifiers)
        set_evidence(self, evidence)

    @property
    def id(self) -> str:
        """Content hash of [kind, subject, metric, about, quantity, change, qualifiers].

        Neither where the figure is said nor in which unit makes a difference.
        """
        things = f"{quoted(self.subject)},{quoted(self.metric)},{quoted_or_null(self.about)}"
        quantity = self.quantity.content if self.quantity else "null"
        change = self.change.content if self.change else "null"
        return text_hash(f'["observation",{things},{quantity},{change},{self.qualifiers.content}]')

    def cited(self, qualifiers: Qualifiers, evidence: tuple[Evidence, ...]) -> Observation:
        """Return the same figure, said elsewhere."""
        return Observation(
            self.subject, self.metric, self.about, self.quantity, self.change, qualifiers, evidence
        )


_OBSERVATION = setters(Observation)


@dataclass(frozen=True, slots=True, init=False)
class Naming:
    """The source introduces the entity: where it is first named there."""

    kind: ClassVar[str] = "type"
    subject: str
    evidence: tuple[Evidence, ...]

    def __init__(self, subject: str, evidence: tuple[Evidence, ...]) -> None:
        if not evidence:
            raise ValueError(_NO_EVIDENCE)
        set_subject, set_evidence = _NAMING
        set_subject(self, subject)
        set_evidence(self, evidence)

    @property
    def id(self) -> str:
        """Content hash of [kind, subject]."""
        return _naming_id(self.subject)


_NAMING = setters(Naming)


@lru_cache(maxsize=1 << 16)  # a thing is named by many sources
def _naming_id(subject: str) -> str:
    return text_hash(f'["type",{quoted(subject)}]')


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
    evidence = ordered([piece for statement in statements for piece in statement.evidence])
    first = next(statement for statement in statements if evidence[0] in statement.evidence)
    if isinstance(first, Naming):
        return Naming(first.subject, evidence)
    qualifiers = first.qualifiers
    if qualifiers.inferred and not all(
        s.qualifiers.inferred for s in statements if not isinstance(s, Naming)
    ):
        qualifiers = replace(qualifiers, inferred=False)
    return first.cited(qualifiers, evidence)
