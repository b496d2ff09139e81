"""`Knowledge` → the text of an RDF file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from bankgraph.loaders.knowledge import Knowledge
from bankgraph.loaders.property_graph import property_graph
from bankgraph.ontology import Schema

from . import vocabulary as v
from .dataset import Dataset, gathered, quads
from .jsonld import to_jsonld
from .turtle import to_turtle
from .writing import described

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "json-ld": RdfFormat.JSON_LD,
    "n-quads": RdfFormat.N_QUADS,
    "n-triples": RdfFormat.N_TRIPLES,
}
"""The syntaxes that are written and read, by the names that the command line gives them."""

_WITH_GRAPHS = ("trig", "n-quads")


def to_rdf(knowledge: Knowledge, schema: Schema, form: str) -> Iterator[str]:
    """Yield `knowledge` as RDF in a syntax of `FORMATS`, piece by piece.

    TriG and N-Quads have a graph for each source, named by it, of what it states; the others are one graph.
    Equal knowledge gives equal text, in whatever order it comes.
    """
    dataset = rdf_dataset(knowledge, schema, with_graphs=form in _WITH_GRAPHS)
    match form:
        case "turtle" | "trig":
            yield from to_turtle(dataset)
        case "json-ld":
            yield from to_jsonld(dataset[None])
        case "n-triples":
            yield _lines((quad.triple for quad in quads(dataset)), RdfFormat.N_TRIPLES)
        case _:
            yield _lines(quads(dataset), FORMATS[form])


def _lines(statements: Iterable[Triple] | Iterable[Quad], syntax: RdfFormat) -> str:
    return (serialize(statements, format=syntax) or b"").decode()


def rdf_dataset(knowledge: Knowledge, schema: Schema, *, with_graphs: bool) -> Dataset:
    """Return `knowledge` as triples, by graph if wanted; what is of no one source is in the default graph."""
    fingerprint = property_graph(knowledge, schema).fingerprint
    triples = described(knowledge, schema, fingerprint)
    if with_graphs:
        return gathered((None if graph == v.GRAPH else graph, triple) for graph, triple in triples)
    return gathered((None, triple) for _, triple in triples)
