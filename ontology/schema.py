"""The vocabulary as typed values: what `ontology/*.ttl` says, in the words of the property graph.

Each term keeps its `iri`, by which RDF knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from .labels import ENTITY

if TYPE_CHECKING:
    from decimal import Decimal

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Label(NamedTuple):
    """A term's name or definition in both languages."""

    zh: str
    en: str


class NodeClass(NamedTuple):
    """A class: a node label. `ancestors` are the labels above it, most general first."""

    name: str
    label: Label
    definition: Label
    ancestors: tuple[str, ...]
    colour: str
    shape: str
    iri: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels that a node of this class carries, most general first."""
        return (*self.ancestors, self.name)

    @property
    def is_entity(self) -> bool:
        """Whether a curator may write entities of this class."""
        return ENTITY in self.ancestors


class Relation(NamedTuple):
    """A relation: a relationship type. An instance's ends are of a class in `domain` and in `range`.

    `part_whole` says that the subject is a part of the object.
    """

    name: str
    label: Label
    inverse: Label
    definition: Label
    domain: tuple[str, ...]
    range: tuple[str, ...]
    curated: bool
    part_whole: bool = False
    iri: str = ""


class Attribute(NamedTuple):
    """A property of nodes or relationships. `values` names its closed list, empty where any value goes.

    `words` are those by which a text says each value ("over" and 超 say >), `hedges` the values that keep a
    statement from being a plain fact, `future` those that speak of what has not come yet. Of a basis of
    changes, `against` says which earlier period it means. In RDF it is the property `iri`, each value of a
    closed list is `value_iris[value]`, any other a literal of `datatype_iri`.
    """

    name: str
    label: Label
    definition: Label
    domain: tuple[str, ...]
    datatype: str
    values: Mapping[str, Label]
    qualifier: bool
    words: Mapping[str, tuple[str, ...]] = _NOTHING
    hedges: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    against: Mapping[str, str] = _NOTHING
    iri: str = ""
    datatype_iri: str = ""
    value_iris: Mapping[str, str] = _NOTHING

    @property
    def localized(self) -> bool:
        """Whether it is written as {zh, en} and stored as `name_zh` and `name_en`."""
        return self.datatype == "langString"

    @property
    def properties(self) -> tuple[str, ...]:
        """The property names it is stored under."""
        return (f"{self.name}_zh", f"{self.name}_en") if self.localized else (self.name,)


class Unit(NamedTuple):
    """A unit: one of it is `multiplier` of the unit `canonical`. `names` holds every way to write it.

    `ahead` holds the words for it that a text puts before the number. `tacit` says that a text may leave it
    out beside its number, `additive` that parts add up to a whole, `change_as` how a change in it leads from
    the earlier value to the later: as a share, a factor or (where it is empty, if the units agree) a
    difference.
    """

    notation: str
    names: tuple[str, ...]
    label: Label
    kind: str
    multiplier: Decimal
    canonical: str
    ahead: tuple[str, ...] = ()
    tacit: bool = False
    additive: bool = False
    change_as: str = ""
    iri: str = ""


class _Vocabulary(NamedTuple):
    classes: Mapping[str, NodeClass]
    relations: Mapping[str, Relation]
    attributes: Mapping[str, Attribute]
    units: Mapping[str, Unit]


class Schema(_Vocabulary):
    """The whole vocabulary, by name: `classes`, `relations`, `attributes` and `units`."""

    @cached_property
    def entity_classes(self) -> tuple[str, ...]:
        """Names of the classes that a curator may write."""
        return tuple(name for name, c in self.classes.items() if c.is_entity)

    @cached_property
    def curated_relations(self) -> tuple[str, ...]:
        """Names of the relations that a curator may write."""
        return tuple(name for name, r in self.relations.items() if r.curated)

    @cached_property
    def qualifiers(self) -> Mapping[str, Attribute]:
        """The qualifiers of statements, by name."""
        return {name: a for name, a in self.attributes.items() if a.qualifier}

    def is_plain(self, qualifiers: Mapping[str, str]) -> bool:
        """Whether a statement with these qualifiers is a plain fact: no plan, claim or general remark."""
        return not any(
            "*" in known.hedges or value in known.hedges
            for name, value in qualifiers.items()
            if (known := self.qualifiers.get(name))
        )

    def is_future(self, qualifiers: Mapping[str, str]) -> bool:
        """Whether a statement with these qualifiers speaks of what has not come yet."""
        return any(
            value in known.future
            for name, value in qualifiers.items()
            if (known := self.qualifiers.get(name))
        )

    @cached_property
    def unit_by_name(self) -> Mapping[str, Unit]:
        """Every unit, by each way to write it."""
        return {name: unit for unit in self.units.values() for name in unit.names}

    @cached_property
    def own_attributes(self) -> Mapping[str, tuple[Attribute, ...]]:
        """For each entity class, the attributes that it and its ancestors below Entity define."""
        return {
            name: tuple(
                a
                for a in self.attributes.values()
                if not {*self.classes[name].labels[1:]}.isdisjoint(a.domain)
            )
            for name in self.entity_classes
        }

    def general_first(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Return labels from the most general to the most special; ones not of this schema come last."""
        depth = {name: len(c.ancestors) for name, c in self.classes.items()}
        return tuple(sorted(labels, key=lambda name: (depth.get(name, len(depth)), name)))

    def is_entity(self, name: str) -> bool:
        """Whether nodes of a class are entities; a class that is not of this schema counts as one."""
        return name not in self.classes or self.classes[name].is_entity

    def is_a(self, name: str, others: Iterable[str]) -> bool:
        """Whether class `name` is one of `others` or below one of them.

        A class that is not of this schema, as another vocabulary may have put into a graph, is an entity.
        """
        labels = self._labels.get(name) or {ENTITY, name}
        return not labels.isdisjoint(others)

    @cached_property
    def _labels(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(known.labels) for name, known in self.classes.items()}
