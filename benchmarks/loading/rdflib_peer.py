"""rdflib-neo4j: triples into its `Neo4jStore`, with batching, lists as multivalued properties.

RDF has no properties of relationships, and its store writes none. So a link that says more than that it is
there (its id and its hash follow from its ends) becomes a statement node as well, as `rdf:Statement` is
meant: with what the link says, `rdf:subject` and `rdf:object`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import neo4j
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib_neo4j import HANDLE_MULTIVAL_STRATEGY, HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

from .clock import Loading, Target, run
from .elements import Counts, Elements, Link, Properties

TERMS = Namespace("https://example.org/terms#")
THINGS = Namespace("https://example.org/things/")
DERIVED = {"id", "content_hash"}

Triple: TypeAlias = tuple[URIRef, URIRef, URIRef | Literal]


def prepare(elements: Elements, target: Target) -> Loading:
    triples = list(as_triples(elements))  # what is timed is the store, not the making of RDF
    return lambda: load(triples, lists_in(elements), target)


def load(triples: list[Triple], lists: list[str], target: Target) -> None:
    config = Neo4jStoreConfig(
        custom_prefixes={"bg": TERMS},
        handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE,
        handle_multival_strategy=HANDLE_MULTIVAL_STRATEGY.ARRAY,
        multival_props_names=[("bg", name) for name in lists],
        batching=True,
    )
    with neo4j.GraphDatabase.driver(target.address, auth=("neo4j", target.password)) as driver:
        graph = Graph(store=Neo4jStore(config=config, neo4j_driver=driver))
        for triple in triples:
            graph.add(triple)
        graph.close(commit_pending_transaction=True)


def as_triples(elements: Elements) -> Iterator[Triple]:
    """Yield everything about one subject together, as the store likes it."""
    out: dict[str, list[tuple[str, str]]] = {}
    for shape, links in elements.links.items():
        for link in links:
            out.setdefault(link.start, []).append((shape.type, link.end))
    for labels, nodes in elements.nodes.items():
        for properties in nodes:
            subject = THINGS[properties["id"]]
            yield from ((subject, RDF.type, TERMS[label]) for label in labels)
            yield from said(subject, properties)
            yield from ((subject, TERMS[kind], THINGS[end]) for kind, end in out.get(properties["id"], ()))
    for links in elements.links.values():
        for link in filter(says_more, links):
            yield from statement(link)


def statement(link: Link) -> Iterator[Triple]:
    """Yield the triples of a statement node."""
    subject = THINGS[f"statement/{link.properties['id']}"]
    yield subject, RDF.type, RDF.Statement
    yield from said(subject, link.properties)
    yield subject, RDF.subject, THINGS[link.start]
    yield subject, RDF.object, THINGS[link.end]


def said(subject: URIRef, properties: Properties) -> Iterator[Triple]:
    for name, value in properties.items():
        for one in value if isinstance(value, list) else [value]:
            yield subject, TERMS[name], Literal(one)


def says_more(link: Link) -> bool:
    return not link.properties.keys() <= DERIVED


def lists_in(elements: Elements) -> list[str]:
    """Return the names of the properties that are lists."""
    rows = [row for group in elements.nodes.values() for row in group]
    rows += [link.properties for group in elements.links.values() for link in group]
    return sorted({name for row in rows for name, value in row.items() if isinstance(value, list)})


def in_its_form(elements: Elements) -> Counts:
    """Nodes and statements; links, one for each type between two nodes, and two for each statement."""
    statements = sum(says_more(link) for links in elements.links.values() for link in links)
    plain = {(shape.type, k.start, k.end) for shape, links in elements.links.items() for k in links}
    return Counts(elements.counts.nodes + statements, len(plain) + 2 * statements)


if __name__ == "__main__":
    run(prepare, in_its_form)
