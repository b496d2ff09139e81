"""The parts that SHACL shapes are put together from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import RDF, SH, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from .namespaces import BASE

SHAPE = Namespace(f"{BASE}shape/")
"""Where the shapes are named."""


@dataclass(frozen=True, slots=True)
class ShapeGraph:
    """Adds shapes to a graph, each named and with a message in both languages."""

    graph: Graph

    def node(self, shape: URIRef, target: URIRef, term: Node) -> None:
        """Make `shape` a node shape for what SHACL's `target` finds by `term`."""
        self.add(shape, (RDF.type, SH.NodeShape), (target, term))

    def of(self, node: URIRef, shape: URIRef, path: Node) -> None:
        """Make `shape` the property shape of a node shape for a path."""
        self.add(node, (SH.property, shape))
        self.add(shape, (RDF.type, SH.PropertyShape), (SH.path, path))

    def say(self, shape: URIRef, en: str, zh: str) -> None:
        """Give a shape its message."""
        self.add(shape, (SH.message, Literal(en, lang="en")), (SH.message, Literal(zh, lang="zh")))

    def allow(self, shape: URIRef, classes: Sequence[URIRef]) -> None:
        """Let a shape take instances of any of these classes, and of no other where there is one."""
        if len(classes) == 1:
            self.add(shape, (SH["class"], classes[0]))
        elif classes:
            options = [BNode() for _ in classes]
            for option, cls in zip(options, classes, strict=True):
                self.add(option, (SH["class"], cls))
            self.add(shape, (SH["or"], self.list_of(options)))

    def back(self, predicate: URIRef) -> Node:
        """Return the path that leads back along a predicate."""
        path = BNode()
        self.add(path, (SH.inversePath, predicate))
        return path

    def list_of(self, items: Sequence[Node]) -> Node:
        """Return an rdf:List of the items."""
        head = BNode()
        Collection(self.graph, head, list(items))
        return head

    def add(self, subject: Node, *pairs: tuple[Node, Node]) -> None:
        """Add pairs of predicate and value to a subject."""
        for predicate, value in pairs:
            self.graph.add((subject, predicate, value))
