"""Attributes and qualifiers as named values in both languages."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bankgraph.ontology import Label, Schema

from .picture import Detail
from .properties import Properties, bilingual, same, shown, text

_HIDDEN = frozenset({"content_hash"})


@dataclass(frozen=True, slots=True)
class Describer:
    """Names properties by the ontology, and the entities they point at by `names` (label by id)."""

    schema: Schema
    names: Mapping[str, Label]

    def details(self, properties: Properties, known: Collection[str]) -> tuple[Detail, ...]:
        """Return what `properties` say beyond the `known` ones, which are shown in a way of their own."""
        return (*self._localized(properties), *self._plain(properties, known))

    def entity(self, label: Label, id_: str) -> Detail:
        """Return a detail whose value is the entity `id_`."""
        return Detail(label, self.names[id_], id_)

    def label(self, attribute: str) -> Label:
        """Return an attribute's name; a property that is not defined keeps its own name."""
        known = self.schema.attributes.get(attribute)
        return known.label if known else same(attribute)

    def value(self, attribute: str, value: object) -> Label:
        """Return a value in both languages where the ontology lists it, and as it is elsewhere."""
        known = self.schema.attributes.get(attribute)
        return (known.values.get(shown(value)) if known else None) or same(shown(value))

    def relation(self, type_: str) -> tuple[Label, Label]:
        """Return how a relationship type is read forwards and backwards."""
        known = self.schema.relations.get(type_)
        return (known.label, known.inverse) if known else (same(type_), same(f"← {type_}"))

    def _localized(self, properties: Properties) -> Iterator[Detail]:
        """Attributes stored once for each language (`home_city_zh`, `home_city_en`), each as one."""
        for attribute in (a for a in self.schema.attributes.values() if a.localized):
            value = bilingual(*(text(properties, p) for p in attribute.properties))
            if value.en:
                yield Detail(attribute.label, value)

    def _plain(self, properties: Properties, known: Collection[str]) -> Iterator[Detail]:
        localized = {p for a in self.schema.attributes.values() if a.localized for p in a.properties}
        for name in sorted({*properties} - {*known} - _HIDDEN - localized):
            value = properties[name]
            if isinstance(value, str) and value in self.names and self._is_entity(name):
                yield self.entity(self.label(name), value)
            elif shown(value):
                yield Detail(self.label(name), self.value(name, value))

    def _is_entity(self, attribute: str) -> bool:
        known = self.schema.attributes.get(attribute)
        return known is not None and known.datatype == "entityId"
