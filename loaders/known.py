"""What statements need to know of the entities and relations that they name."""

from __future__ import annotations

from dataclasses import dataclass

from bankgraph.ontology import Schema

from .knowledge import Entity

KIND = "quantity_kind"
"""The attribute of a metric that says what kind of unit its figures are given in."""


@dataclass(frozen=True, slots=True)
class Known:
    """What statements need to know of an entity: its id and class, of a metric also its figures' kind."""

    id: str
    cls: str
    kind: str | None

    @classmethod
    def of(cls, entity: Entity) -> Known:
        """Return what statements need to know of `entity`."""
        return cls(entity.id, entity.cls, entity.attributes.get(KIND))


@dataclass(frozen=True, slots=True)
class Ends:
    """Of which classes the subject and the object of a relation are."""

    predicate: str
    subjects: frozenset[str]
    objects: frozenset[str]


def ends(schema: Schema) -> dict[str, Ends]:
    """Return the ends of every relation that a curator may write, by its name."""

    def below(allowed: tuple[str, ...]) -> frozenset[str]:
        return frozenset(cls for cls in schema.entity_classes if schema.is_a(cls, allowed))

    relations = map(schema.relations.__getitem__, schema.curated_relations)
    return {r.name: Ends(r.name, below(r.domain), below(r.range)) for r in relations}


class NotKnownYetError(Exception):
    """A statement names an entity that no file read so far defines, and others are still to come."""
