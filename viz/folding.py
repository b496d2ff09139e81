"""A subgraph into a picture: observations become edges with a figure, sources become citations."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bankgraph.ontology import ENTITY, Label, NodeClass, Schema
from bankgraph.queries import Node, Relationship, Subgraph

from .citing import cited_from, evidence
from .details import Describer
from .figures import figure, figure_details, measure, period
from .periods import spoken
from .picture import Citation, Detail, Entity, Picture, Source, Statement
from .properties import Properties, bilingual, same, text, texts

OBSERVATION, SOURCE = "Observation", "Source"
REPORTED, OF_METRIC, ABOUT, CITES = "REPORTED", "OF_METRIC", "ABOUT", "CITES"

_OF_ENTITIES = {"id", "name", "name_zh", "name_en", "aliases", "pinyin", "description_zh", "description_en"}
_OF_STATEMENTS = {"id", "evidence", "sources", "period", "period_inferred", "period_start", "period_end"}
_OF_FIGURES = _OF_STATEMENTS | {
    *("value", "unit", "comparator", "as_written", "canonical_value", "canonical_unit"),
    *("change_value", "change_unit", "change_comparator", "change_basis", "change_baseline"),
}
_PLAIN_COLOUR, _PLAIN_SHAPE = "#888888", "dot"


def fold(subgraph: Subgraph, schema: Schema) -> Picture:
    """Return the picture of a subgraph; equal subgraphs give equal pictures, in whatever order they come.

    A relationship is left out where an end of it is missing, and so is an observation without its
    subject or its metric. Nodes without an id, and those the ontology knows to be no entity, are
    not drawn.
    """
    parts = _parts(subgraph, schema)
    entities = tuple(_entity(node, parts) for node in parts.drawn.values())
    statements = tuple(sorted((*_relations(parts), *_figures(parts)), key=_ends))
    citations = (*(c for e in entities for c in e.citations), *(c for s in statements for c in s.citations))
    cited = {c.source for c in citations}
    return Picture(
        entities=entities,
        statements=statements,
        sources=tuple(_source(id_, parts.sources.get(id_)) for id_ in sorted(cited | {*parts.sources})),
        classes=tuple(_class(name, schema) for name in sorted({e.type for e in entities})),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """A subgraph taken apart: nodes by id, relationships by type, citations by the citing node."""

    drawn: Mapping[str, Node]
    observations: Mapping[str, Node]
    sources: Mapping[str, Node]
    relationships: Mapping[str, list[Relationship]]
    citations: Mapping[str, tuple[Citation, ...]]
    words: Describer

    def ends(self, type_: str) -> dict[str, tuple[str, ...]]:
        """Return the drawn ends of the relationships of a type, by where they start."""
        found: dict[str, tuple[str, ...]] = {}
        for r in self.relationships.get(type_, ()):
            if r.end in self.drawn:
                found[r.start] = (*found.get(r.start, ()), r.end)
        return found


def _parts(subgraph: Subgraph, schema: Schema) -> _Parts:
    nodes = {n.id: n for n in sorted(subgraph.nodes, key=_node_key) if n.id}
    drawn = {id_: n for id_, n in nodes.items() if _is_drawn(n, schema)}
    by_type: dict[str, list[Relationship]] = {}
    for relationship in _distinct(subgraph.relationships):
        by_type.setdefault(relationship.type, []).append(relationship)
    return _Parts(
        drawn=drawn,
        observations={id_: n for id_, n in nodes.items() if n.label == OBSERVATION},
        sources={id_: n for id_, n in nodes.items() if n.label == SOURCE},
        relationships=by_type,
        citations=cited_from(by_type.get(CITES, ())),
        words=Describer(schema, {id_: _name(n) for id_, n in drawn.items()}),
    )


def _entity(node: Node, parts: _Parts) -> Entity:
    p = node.properties
    return Entity(
        id=node.id,
        type=node.label,
        name=parts.words.names[node.id],
        aliases=texts(p, "aliases"),
        readings=texts(p, "pinyin"),
        description=bilingual(text(p, "description_zh"), text(p, "description_en")),
        details=parts.words.details(p, _OF_ENTITIES),
        citations=parts.citations.get(node.id, ()),
    )


def _relations(parts: _Parts) -> Iterator[Statement]:
    """Every relationship between two drawn nodes."""
    for r in (r for same_type in parts.relationships.values() for r in same_type):
        if r.start in parts.drawn and r.end in parts.drawn:
            label, inverse = parts.words.relation(r.type)
            when = period(r.properties)
            dated = (Detail(parts.words.label("period"), when),) if when else ()
            details = (*dated, *parts.words.details(r.properties, _OF_STATEMENTS))
            cited = evidence(r.properties)
            span = _span(r.properties)
            yield Statement(r.start, label, inverse, r.end, None, None, same(""), span, (), details, cited)


def _figures(parts: _Parts) -> Iterator[Statement]:
    """Every observation as an edge from its subject to its metric."""
    metrics, limits = parts.ends(OF_METRIC), parts.ends(ABOUT)
    for r in parts.relationships.get(REPORTED, ()):
        observation = parts.observations.get(r.end)
        if observation is not None and r.start in parts.drawn:
            about = limits.get(r.end, ())
            for metric in metrics.get(r.end, ()):
                yield _figure(observation, r.start, metric, about, parts)


def _figure(observation: Node, subject: str, metric: str, about: tuple[str, ...], parts: _Parts) -> Statement:
    label, inverse = parts.words.relation(REPORTED)
    limit, _ = parts.words.relation(ABOUT)
    return Statement(
        subject=subject,
        predicate=label,
        inverse=inverse,
        object=metric,
        figure=figure(observation.properties, parts.words),
        measure=measure(observation.properties, parts.words),
        period=spoken(text(observation.properties, "period")),
        span=_span(observation.properties),
        about=about,
        details=(
            *figure_details(observation.properties, parts.words),
            *(parts.words.entity(limit, id_) for id_ in about),
            *parts.words.details(observation.properties, _OF_FIGURES),
        ),
        citations=parts.citations.get(observation.id, ()) or evidence(observation.properties),
    )


def _name(node: Node) -> Label:
    p = node.properties
    return bilingual(text(p, "name_zh"), text(p, "name_en"), text(p, "name") or node.id)


def _span(properties: Properties) -> tuple[str, str]:
    return text(properties, "period_start"), text(properties, "period_end")


def _is_drawn(node: Node, schema: Schema) -> bool:
    known = schema.classes.get(node.label)
    return known is None or known.is_entity or known.name == ENTITY


def _class(name: str, schema: Schema) -> NodeClass:
    """The class as the ontology draws it; one that it does not know is a plain dot."""
    plain = NodeClass(name, same(name), same(""), (), _PLAIN_COLOUR, _PLAIN_SHAPE)
    return schema.classes.get(name, plain)


def _source(id_: str, node: Node | None) -> Source:
    """The source as far as it is known; one that is cited but not in the subgraph is only an id."""
    parts = ("title", "publisher", "published", "language", "url")
    return Source(id_, *(text(node.properties, part) if node else "" for part in parts))


def _distinct(relationships: Iterable[Relationship]) -> tuple[Relationship, ...]:
    """Each relationship once, in an order of its own."""
    keyed = {_relationship_key(r): r for r in relationships}
    return tuple(keyed[key] for key in sorted(keyed))


def _relationship_key(r: Relationship) -> tuple[str, ...]:
    return (r.start, r.type, r.end, r.id, repr(sorted(r.properties.items())))


def _node_key(node: Node) -> tuple[str, ...]:
    return (node.id, *node.labels, repr(sorted(node.properties.items())))


def _ends(statement: Statement) -> tuple[str, str, str, tuple[Citation, ...]]:
    return (statement.subject, statement.object, statement.label.en, statement.citations)
