"""`Knowledge` → the property graph that the stores hold (the graph model of docs/graph-model.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Any

from bankgraph.ontology import Schema
from bankgraph.ontology.pinyin import readings
from bankgraph.stores import Graph, Node, Relationship, content_hash
from bankgraph.stores.graph import version_node

from .knowledge import (
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
)

OBSERVATION, SOURCE = "Observation", "Source"
"""The labels of what is no entity."""

REPORTED, METRIC, ABOUT, CITES = "REPORTED", "OF_METRIC", "ABOUT", "CITES"
"""The types of the relationships that say whose a figure is, of what, about what, and by which source."""


def property_graph(knowledge: Knowledge, schema: Schema) -> Graph:
    """Return every entity, source and statement as nodes and relationships, each with its content hash."""
    nodes = [entity_node(e, schema) for e in knowledge.entities.values()]
    nodes += map(source_node, knowledge.sources.values())
    relationships: list[Relationship] = []
    for element in (e for statement in knowledge.statements for e in elements(statement)):
        if isinstance(element, Node):
            nodes.append(element)
        else:
            relationships.append(element)
    graph = Graph(tuple(nodes), tuple(relationships))
    return Graph((*nodes, version_node(graph.fingerprint, len(knowledge.statements))), graph.relationships)


def entity_node(entity: Entity, schema: Schema) -> Node:
    """Return the node that an entity becomes."""
    properties = {
        "id": entity.id,
        "class": entity.cls,
        "name": entity.name.zh,
        "name_zh": entity.name.zh,
        "name_en": entity.name.en,
        "aliases": list(entity.aliases),
        "pinyin": list(readings(entity.names)),
        **entity.attributes,
    }
    if entity.description:
        properties |= {"description_zh": entity.description.zh, "description_en": entity.description.en}
    return _node(schema.classes[entity.cls].labels, properties)


def source_node(source: Source) -> Node:
    """Return the node that a source becomes."""
    return _node(
        (SOURCE,),
        {
            "id": source.id,
            "name": source.title,
            "title": source.title,
            "publisher": source.publisher,
            "published": source.published,
            "language": source.language,
            "sha256": source.sha256,
            "characters": source.characters,
            "url": source.url,
        },
    )


@singledispatch
def elements(statement: object) -> Iterator[Node | Relationship]:
    """Return the nodes and relationships that a statement becomes, nodes first."""
    raise TypeError(f"not a statement: {statement!r}")


@elements.register
def _(statement: Relation) -> Iterator[Node | Relationship]:
    properties = {"id": statement.id, **_qualified(statement.qualifiers), **_cited(statement.evidence)}
    yield _relationship(statement.predicate, statement.subject, statement.target, properties)


@elements.register
def _(statement: Observation) -> Iterator[Node | Relationship]:
    identifier = statement.id
    yield _node(
        (OBSERVATION,),
        {
            "id": identifier,
            "as_written": statement.evidence[0].as_written,
            **(_quantity(statement.quantity) if statement.quantity else {}),
            **(_change(statement.change) if statement.change else {}),
            **_qualified(statement.qualifiers),
            **_cited(statement.evidence),
        },
    )
    yield _relationship(REPORTED, statement.subject, identifier, {"id": f"{identifier}-reported"})
    yield _relationship(METRIC, identifier, statement.metric, {"id": f"{identifier}-of-metric"})
    if statement.about:
        yield _relationship(ABOUT, identifier, statement.about, {"id": f"{identifier}-about"})
    yield from _citations(identifier, statement.evidence)


@elements.register
def _(statement: Naming) -> Iterator[Node | Relationship]:
    yield from _citations(statement.subject, statement.evidence)


def _citations(subject: str, evidence: Iterable[Evidence]) -> Iterator[Relationship]:
    for piece in evidence:
        properties = {
            "id": f"{subject}@{piece}",
            "start": piece.start,
            "end": piece.end,
            "as_written": piece.as_written,
        }
        yield _relationship(CITES, subject, piece.source, properties)


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "value": float(quantity.value),
        "unit": quantity.unit,
        "comparator": quantity.comparator,
        "canonical_value": float(quantity.canonical_value),
        "canonical_unit": quantity.canonical_unit,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "change_value": float(change.quantity.value),
        "change_unit": change.quantity.unit,
        "change_comparator": change.quantity.comparator,
        "change_basis": change.basis,
        "change_baseline": change.baseline,
    }


def _qualified(qualifiers: Qualifiers) -> dict[str, Any]:
    period = qualifiers.period
    dated = {"period": period.edtf, "period_start": period.start, "period_end": period.end} if period else {}
    return {**qualifiers.others, **dated, **({"period_inferred": True} if qualifiers.inferred else {})}


def _cited(evidence: tuple[Evidence, ...]) -> dict[str, Any]:
    return {"evidence": [str(e) for e in evidence], "sources": sorted({e.source for e in evidence})}


def _node(labels: tuple[str, ...], properties: dict[str, Any]) -> Node:
    kept = _present(properties)
    return Node(labels, {**kept, "content_hash": content_hash([labels, kept])})


def _relationship(kind: str, start: str, end: str, properties: dict[str, Any]) -> Relationship:
    kept = _present(properties)
    return Relationship(kind, start, end, {**kept, "content_hash": content_hash([kind, start, end, kept])})


def _present(properties: dict[str, Any]) -> dict[str, Any]:
    """A property graph has no nulls: what is absent is left out."""
    return {key: value for key, value in properties.items() if value is not None and value != []}
