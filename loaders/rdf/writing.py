"""`Knowledge` → triples: each statement a resource of its own, with its qualifiers and its citations.

A relation is asserted as a plain triple besides only where the statement is a plain fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import attrgetter

from pyoxigraph import Literal, NamedNode

from bankgraph.loaders.knowledge import (
    Change,
    Entity,
    Evidence,
    Knowledge,
    Naming,
    Observation,
    Qualifiers,
    Quantity,
    Relation,
    Source,
    Statement,
)
from bankgraph.ontology import Attribute, Label, Schema

from . import vocabulary as v
from .dataset import Object, Triple
from .names import entity_iri, source_iri, statement_iri
from .sealing import hash_of

_Pair = tuple[NamedNode, Object]


def described(
    knowledge: Knowledge, schema: Schema, fingerprint: str = ""
) -> Iterator[tuple[NamedNode, Triple]]:
    """Yield everything as triples, each with the graph that it belongs to where graphs are told apart.

    What a source states is in the graph of that source, once for each source that states it; entities and
    the sources themselves are in the graph `GRAPH`. The same knowledge in any order gives the same triples
    in the same order; among the first are their hash, and `fingerprint`, that of the property graph.
    """
    data = list(_data(knowledge, _Writer(schema)))
    seal = hash_of(triple for _, triple in data)
    version = _version(fingerprint, seal, len(knowledge.statements))
    yield from ((v.GRAPH, triple) for triple in _of(v.GRAPH, version))
    yield from data


def _data(knowledge: Knowledge, writer: _Writer) -> Iterator[tuple[NamedNode, Triple]]:
    yield from ((v.GRAPH, triple) for triple in writer.common(knowledge))
    for statement in sorted(knowledge.statements, key=attrgetter("id")):
        for source in sorted({piece.source for piece in statement.evidence}):
            graph = source_iri(source)
            for triple in writer.statement(statement, source):
                yield graph, triple


@dataclass(frozen=True)
class _Writer:
    schema: Schema

    @cached_property
    def _attributes(self) -> dict[str, tuple[Attribute, str | None]]:
        """For each stored property its attribute, and the language that it is in."""
        return {
            name: (attribute, language)
            for attribute in self.schema.attributes.values()
            for name, language in zip(
                attribute.properties, ("zh", "en") if attribute.localized else (None,), strict=True
            )
        }

    def common(self, knowledge: Knowledge) -> Iterator[Triple]:
        for source in sorted(knowledge.sources.values(), key=attrgetter("id")):
            yield from _of(source_iri(source.id), _source(source))
        for entity in sorted(knowledge.entities.values(), key=attrgetter("id")):
            yield from _of(entity_iri(entity.id), self._entity(entity))

    def _entity(self, entity: Entity) -> Iterator[_Pair]:
        yield v.TYPE, NamedNode(self.schema.classes[entity.cls].iri)
        yield from _label(v.PREF_LABEL, entity.name)
        for alias in entity.aliases:
            yield v.ALT_LABEL, Literal(alias)
        if entity.aliases:
            yield v.ALIASES, tuple(map(Literal, entity.aliases))
        if entity.description:
            yield from _label(v.NOTE, entity.description)
        for name, value in sorted(entity.attributes.items()):
            attribute, language = self._attributes[name]
            yield NamedNode(attribute.iri), _value(attribute, value, language)

    def statement(self, statement: Statement, source: str) -> Iterator[Triple]:
        """What `source` has to do with a statement: all of it but the citations of other sources."""
        iri = statement_iri(statement.id)
        match statement:
            case Naming():
                said = _naming(statement)
            case Relation():
                said = self._relation(statement)
                if self.schema.is_plain(statement.qualifiers.others):
                    yield self._plain(statement)
            case Observation():
                said = self._observation(statement)
                yield entity_iri(statement.subject), v.REPORTED, iri
        yield from _of(iri, said)
        yield iri, v.PRIMARY_SOURCE, source_iri(source)
        for piece in statement.evidence:
            if piece.source == source:
                yield from _citation(iri, piece)

    def _plain(self, statement: Relation) -> Triple:
        predicate = NamedNode(self.schema.relations[statement.predicate].iri)
        return entity_iri(statement.subject), predicate, entity_iri(statement.target)

    def _relation(self, statement: Relation) -> Iterator[_Pair]:
        subject, predicate, target = self._plain(statement)
        yield v.TYPE, v.RELATION
        yield v.SUBJECT, subject
        yield v.PREDICATE, predicate
        yield v.OBJECT, target
        yield from self._qualifiers(statement.qualifiers)

    def _observation(self, statement: Observation) -> Iterator[_Pair]:
        yield v.TYPE, v.OBSERVATION
        yield v.OF_METRIC, entity_iri(statement.metric)
        if statement.about:
            yield v.ABOUT, entity_iri(statement.about)
        if statement.quantity:
            yield from self._quantity(statement.quantity)
        if statement.change:
            yield from self._change(statement.change)
        yield from self._qualifiers(statement.qualifiers)

    def _quantity(self, quantity: Quantity) -> Iterator[_Pair]:
        yield v.VALUE, _decimal(quantity.value)
        yield v.UNIT, Literal(quantity.unit)
        yield v.HAS_UNIT, NamedNode(self.schema.unit_by_name[quantity.unit].iri)
        yield v.COMPARATOR, self._listed("comparator", quantity.comparator)
        yield v.CANONICAL_VALUE, _decimal(quantity.canonical_value)
        yield v.CANONICAL_UNIT, Literal(quantity.canonical_unit)

    def _change(self, change: Change) -> Iterator[_Pair]:
        yield v.CHANGE_VALUE, _decimal(change.quantity.value)
        yield v.CHANGE_UNIT, Literal(change.quantity.unit)
        yield v.CHANGE_COMPARATOR, self._listed("change_comparator", change.quantity.comparator)
        yield v.CHANGE_BASIS, self._listed("change_basis", change.basis)
        if change.baseline:
            yield v.CHANGE_BASELINE, Literal(change.baseline)

    def _listed(self, attribute: str, value: str) -> NamedNode:
        return NamedNode(self.schema.attributes[attribute].value_iris[value])

    def _qualifiers(self, qualifiers: Qualifiers) -> Iterator[_Pair]:
        if period := qualifiers.period:
            yield v.PERIOD, Literal(period.edtf, datatype=v.EDTF)
            for predicate, day in ((v.PERIOD_START, period.start), (v.PERIOD_END, period.end)):
                if day:
                    yield predicate, Literal(day, datatype=v.DATE)
        if qualifiers.inferred:
            yield v.PERIOD_INFERRED, Literal(value=True)
        for name, value in sorted(qualifiers.others.items()):
            attribute = self.schema.qualifiers[name]
            yield NamedNode(attribute.iri), _value(attribute, value)


def _of(subject: NamedNode, pairs: Iterable[_Pair]) -> Iterator[Triple]:
    return ((subject, predicate, value) for predicate, value in pairs)


def _version(fingerprint: str, seal: str, statements: int) -> Iterator[_Pair]:
    yield v.TYPE, v.VERSION
    yield v.FINGERPRINT, Literal(fingerprint)
    yield v.CONTENT_HASH, Literal(seal)
    yield v.STATEMENTS, Literal(statements)


def _source(source: Source) -> Iterator[_Pair]:
    yield v.TYPE, v.SOURCE
    yield v.TYPE, v.PROV_ENTITY
    yield v.TITLE, Literal(source.title)
    yield v.PUBLISHER, Literal(source.publisher)
    yield v.ISSUED, Literal(source.published, datatype=v.DATE)
    yield v.LANGUAGE, Literal(source.language)
    yield v.SHA256, Literal(source.sha256)
    yield v.CHARACTERS, Literal(source.characters)
    if source.url:
        yield v.URL, Literal(source.url, datatype=v.ANY_URI)


def _naming(statement: Naming) -> Iterator[_Pair]:
    yield v.TYPE, v.NAMING
    yield v.SUBJECT, entity_iri(statement.subject)


def _citation(statement: NamedNode, piece: Evidence) -> Iterator[Triple]:
    citation = NamedNode(f"{statement.value}#{piece.source},{piece.start},{piece.end}")
    selector = NamedNode(f"{citation.value}/selector")
    yield statement, v.EVIDENCE, citation
    yield citation, v.TYPE, v.CITATION
    yield citation, v.NOTATION, Literal(str(piece))
    yield citation, v.HAS_SOURCE, source_iri(piece.source)
    yield citation, v.HAS_SELECTOR, selector
    if piece.as_written is not None:
        yield citation, v.AS_WRITTEN, Literal(piece.as_written)
    yield selector, v.TYPE, v.SELECTOR
    yield selector, v.START, Literal(str(piece.start), datatype=v.POSITION)
    yield selector, v.END, Literal(str(piece.end), datatype=v.POSITION)


def _label(predicate: NamedNode, label: Label) -> Iterator[_Pair]:
    yield predicate, Literal(label.zh, language="zh")
    yield predicate, Literal(label.en, language="en")


def _value(attribute: Attribute, value: str, language: str | None = None) -> NamedNode | Literal:
    """The value of an attribute: a term of a closed list, an entity, or a literal."""
    if language:
        return Literal(value, language=language)
    if value in attribute.value_iris:
        return NamedNode(attribute.value_iris[value])
    if attribute.datatype == "entityId":
        return entity_iri(value)
    return Literal(value, datatype=NamedNode(attribute.datatype_iri))


def _decimal(number: Decimal) -> Literal:
    text = format(number, "f")
    return Literal(text if "." in text else f"{text}.0", datatype=v.DECIMAL)
