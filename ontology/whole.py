"""The whole ontology as one RDF graph: the shipped Turtle files and a person's own, for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rdflib import OWL, RDF, BNode, Graph, URIRef
from rdflib.term import Node

from .compiled import shipped_turtle
from .namespaces import BASE, ONTOLOGY, PREFIXES
from .reader import parse_turtle


def whole_ontology(extra: Sequence[Path] = ()) -> Graph:
    """Return the shipped ontology and the terms of the `extra` Turtle files as one graph with one header.

    Raises `InvalidDataError` for a file that is not Turtle, `UnreachableError` for one that cannot be read.
    """
    graph = named_graph()
    for number, file in enumerate((*shipped_turtle(), *extra)):
        graph += _read(file, number)
    for header in [h for h in graph.subjects(RDF.type, OWL.Ontology) if h != URIRef(ONTOLOGY)]:
        graph.remove((header, None, None))
    return graph


def _read(file: Path, number: int) -> Graph:
    """A file's triples, their blank nodes named in the file's order: rdflib's own names differ each time."""
    graph, named = Graph(), Graph()
    parse_turtle(graph, file)
    blank = sorted({node for triple in graph for node in triple if isinstance(node, BNode)})
    names: dict[Node, Node] = {node: BNode(f"n{number}-{rank:05}") for rank, node in enumerate(blank)}
    for subject, predicate, value in graph:
        named.add((names.get(subject, subject), predicate, names.get(value, value)))
    return named


def named_graph() -> Graph:
    """Return an empty graph that knows the project's prefixes."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in _prefixes():
        graph.bind(prefix, namespace)
    return graph


def as_turtle(graph: Graph) -> str:
    """Return a graph as Turtle; the same graph gives the same text."""
    return graph.serialize(format="turtle")


def _prefixes() -> Iterator[tuple[str, str]]:
    yield from PREFIXES.items()
    yield "ask", f"{BASE}question/"
    yield "shape", f"{BASE}shape/"
    yield "sh", "http://www.w3.org/ns/shacl#"
