"""SHACL shapes: those that follow from the ontology, for people's own terms too, and those of shapes.ttl.

Each is named by the term that it follows from: `shape:TERM-subject` and `shape:TERM-object` say what may
stand at the ends of a relation, `shape:TERM` what may carry an attribute, `shape:TERM-value` what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from .compiled import shipped_ontology
from .reader import BG, local_name, parse_turtle
from .shape_graph import SHAPE, ShapeGraph
from .terms import Terms
from .whole import named_graph, whole_ontology

_ENDS = (
    ("subject", "主语", RDFS.domain, SH.targetSubjectsOf, RDF.subject),
    ("object", "宾语", RDFS.range, SH.targetObjectsOf, RDF.object),
)
"""The ends of a relation: in words, where its classes are, its target, its place in a statement."""


def written_shapes() -> Path:
    """Return the Turtle file of the shapes that do not follow from the ontology."""
    return shipped_ontology().with_name("shapes.ttl")


def all_shapes(extra: Sequence[Path] = ()) -> Graph:
    """Return the shapes of the shipped ontology and of the `extra` Turtle files as one graph.

    Raises `InvalidDataError` for a file that is not Turtle, `UnreachableError` for one that cannot be read.
    """
    graph = named_graph()
    parse_turtle(graph, written_shapes())
    _Deriver(Terms(whole_ontology(extra)), ShapeGraph(graph)).derive()
    return graph


@dataclass(frozen=True, slots=True)
class _Deriver:
    """Adds to `shapes` what the ontology says of ends, of values, and of how many there may be."""

    terms: Terms
    shapes: ShapeGraph

    def derive(self) -> None:
        relations = self.terms.below(RDFS.subPropertyOf, BG.relatedTo)
        things = self.terms.of_kind(OWL.ObjectProperty)
        attributes = [t for t in things if self.terms.is_attribute(t)]
        for term in (*attributes, *self.terms.of_kind(OWL.DatatypeProperty)):
            self._attribute(term)
        for term in (t for t in things if t not in attributes):
            self._ends(term, stated=term in relations)
            self._how_many(term)
        self.shapes.add(SHAPE["relation-predicate"], (SH["in"], self.shapes.list_of(relations)))
        self._classes(self.terms.below(RDFS.subClassOf, BG.Entity))

    def _ends(self, term: URIRef, *, stated: bool) -> None:
        """What may stand at either end of a plain triple and, where `stated`, of a statement."""
        for end, zh, side, target, place in _ENDS:
            if classes := self.terms.classes(term, side):
                shape = SHAPE[f"{local_name(term)}-{end}"]
                self.shapes.node(shape, target, term)
                self.shapes.allow(shape, classes)
                self._say_classes(shape, f"The {end} of", f"的{zh}", term, classes)
                if stated:
                    self._stated(term, place, shape)

    def _stated(self, term: URIRef, place: URIRef, shape: URIRef) -> None:
        """Every statement whose predicate is `term` has at `place` what `shape` allows."""
        node, stated = SHAPE[local_name(term)], URIRef(f"{shape}-stated")
        self.shapes.node(node, SH.targetNode, term)
        self.shapes.of(node, stated, self.shapes.list_of([self.shapes.back(RDF.predicate), place]))
        said = [(SH.message, message) for message in self.shapes.graph.objects(shape, SH.message)]
        self.shapes.add(stated, (SH.node, shape), *said)

    def _how_many(self, term: URIRef) -> None:
        """One object at most for a functional relation, one subject for an inverse functional one."""
        if self.terms.is_a(term, OWL.FunctionalProperty):
            self._at_most_one(term, "one-object", SH.targetSubjectsOf, term)
        if self.terms.is_a(term, OWL.InverseFunctionalProperty):
            self._at_most_one(term, "one-subject", SH.targetObjectsOf, self.shapes.back(term))

    def _at_most_one(self, term: URIRef, name: str, target: URIRef, path: Node) -> None:
        shape = SHAPE[f"{local_name(term)}-{name}"]
        node = URIRef(f"{shape}-of")
        self.shapes.node(node, target, term)
        self.shapes.of(node, shape, path)
        self.shapes.add(shape, (SH.maxCount, Literal(1)))
        en, zh = self._names(term)
        self.shapes.say(shape, f"At most one by '{en}'.", f"“{zh}”至多一个。")

    def _attribute(self, term: URIRef) -> None:
        """What may carry an attribute, and what it may hold."""
        shape, value = SHAPE[local_name(term)], SHAPE[f"{local_name(term)}-value"]
        carriers = self.terms.carriers(term)
        self.shapes.node(shape, SH.targetSubjectsOf, term)
        self.shapes.allow(shape, carriers)
        self._say_classes(shape, "What carries", "的主体", term, carriers)
        self.shapes.of(shape, value, term)
        self.shapes.add(value, *self._values(term))
        en, zh = self._names(term)
        self.shapes.say(value, f"'{en}' holds what the ontology allows.", f"“{zh}”的取值须为本体所允许。")

    def _values(self, term: URIRef) -> Iterator[tuple[Node, Node]]:
        """The constraints on an attribute's values: items of its list, a class, or a datatype; how many."""
        stored, ranges = self.terms.one(term, BG.storedAs), self.terms.all(term, RDFS.range)
        if scheme := self.terms.one(term, BG.valuesFrom):
            yield SH["in"], self.shapes.list_of(self.terms.items(scheme))
        elif self.terms.is_a(term, OWL.ObjectProperty):
            yield from ((SH["class"], cls) for cls in ranges)
        elif RDF.langString in ranges:
            yield SH.languageIn, self.shapes.list_of([Literal("zh"), Literal("en")])
            yield SH.uniqueLang, Literal(lexical_or_value=True)
        elif datatype := stored or next(iter(ranges), None):
            yield SH.datatype, datatype
        if self.terms.is_a(term, OWL.FunctionalProperty):
            yield SH.maxCount, Literal(1)

    def _classes(self, classes: Sequence[URIRef]) -> None:
        """What is spoken of has one class, and one that a curator may write."""
        node, shape = SHAPE["entity-has-class"], SHAPE["entity-class"]
        self.shapes.node(node, SH.targetClass, BG.Entity)
        self.shapes.add(node, (SH.targetObjectsOf, RDF.subject), (SH.targetObjectsOf, RDF.object))
        self.shapes.of(node, shape, RDF.type)
        self.shapes.add(shape, (SH.minCount, Literal(1)), (SH.maxCount, Literal(1)))
        self.shapes.add(shape, (SH["in"], self.shapes.list_of(classes)))
        en, zh = "An entity has one class, one that the ontology knows.", "实体有且仅有一个本体所知的类。"
        self.shapes.say(shape, en, zh)

    def _say_classes(self, shape: URIRef, en: str, zh: str, term: URIRef, classes: Sequence[URIRef]) -> None:
        names = [local_name(cls) for cls in classes] or ["any"]
        name_en, name_zh = self._names(term)
        self.shapes.say(
            shape,
            f"{en} '{name_en}' is of class {' or '.join(names)}.",
            f"“{name_zh}”{zh}所属的类为 {'、'.join(names)}。",
        )

    def _names(self, term: URIRef) -> tuple[str, str]:
        return self.terms.name(term, "en"), self.terms.name(term, "zh")
