"""What the ontology's RDF graph says of a term, asked by the term's IRI."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from .reader import BG, local_name


@dataclass(frozen=True, slots=True)
class Terms:
    """A view of an ontology. Where several terms are returned, they are in the order of their IRIs."""

    graph: Graph

    def of_kind(self, kind: URIRef) -> list[URIRef]:
        """Return the terms of a kind that the ontology names, not those of others that it only uses."""
        return [
            t for t in iris(self.graph.subjects(RDF.type, kind)) if (t, SKOS.prefLabel, None) in self.graph
        ]

    def text(self, term: Node, predicate: URIRef, language: str) -> str:
        """Return the text that a term has in a language; its local name where it has none."""
        found = (o for o in self.graph.objects(term, predicate) if isinstance(o, Literal))
        return next((str(o) for o in found if o.language == language), local_name(term))

    def name(self, term: Node, language: str) -> str:
        """Return a term's name in a language."""
        return self.text(term, SKOS.prefLabel, language)

    def one(self, term: Node, predicate: URIRef) -> URIRef | None:
        """Return the thing that a term points at by a predicate, the first if there are several."""
        return next(iter(self.all(term, predicate)), None)

    def all(self, term: Node, predicate: URIRef) -> list[URIRef]:
        """Return the named things that a term points at by a predicate."""
        return iris(self.graph.objects(term, predicate))

    def below(self, step: URIRef, top: URIRef) -> list[URIRef]:
        """Return the terms that a predicate leads up from to `top`, which is left out."""
        return [t for t in iris(self.graph.transitive_subjects(step, top)) if t != top]

    def classes(self, term: Node, side: URIRef) -> list[URIRef]:
        """Return the classes of a domain or range: one class, or the members of an owl:unionOf."""
        found: list[Node] = []
        for value in self.graph.objects(term, side):
            union = self.graph.value(value, OWL.unionOf) if isinstance(value, BNode) else None
            found += Collection(self.graph, union) if union else [value]
        return iris(found)

    def carriers(self, term: URIRef) -> list[URIRef]:
        """Return the classes of an attribute's subjects: its own, or those of the property above it."""
        above = self.graph.transitive_objects(term, RDFS.subPropertyOf)
        return next(filter(None, (self.classes(t, RDFS.domain) for t in above if t)), [])

    def is_a(self, term: Node, kind: URIRef) -> bool:
        """Whether the ontology says that a term is of a kind, such as owl:FunctionalProperty."""
        return (term, RDF.type, kind) in self.graph

    def is_attribute(self, term: Node) -> bool:
        """Whether the property graph stores a property as a text, although RDF has things as its values."""
        return any((term, mark, None) in self.graph for mark in (BG.valuesFrom, BG.storedAs))

    def items(self, scheme: Node) -> list[URIRef]:
        """Return the items of a closed list."""
        return iris(self.graph.subjects(SKOS.inScheme, scheme))


def iris(nodes: Iterable[Node | None]) -> list[URIRef]:
    """Return the IRIs among nodes, each once, in order."""
    return sorted({node for node in nodes if isinstance(node, URIRef)})
