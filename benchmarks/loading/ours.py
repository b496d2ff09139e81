"""bankgraph's own loader, through its public functions: into Neo4j, or embedded in a directory.

What it takes is the staged graph that reading the YAML ends in; it is made before the clock starts, as the
others' rows are (`make bench-check` measures how long reading takes).

Embedded, a process has an engine of its own, started by its first load. So "warm" is there a second load in
one process, into another directory, and what was written is counted here.
"""

from __future__ import annotations

from pathlib import Path

from bankgraph.loaders import load
from bankgraph.ontology import Schema, load_schema
from bankgraph.stores import Graph, Node, Relationship
from bankgraph.stores.embedded import EmbeddedStore
from bankgraph.stores.neo4j import Login, Neo4jStore
from bankgraph.stores.staged import StagedGraph

from .clock import Loading, Target, arguments, report, run, timed
from .elements import COUNTS, Counts, Elements


def prepare(elements: Elements, target: Target) -> Loading:
    schema, graph = load_schema(), StagedGraph.of(as_graph(elements))
    login = Login(password=target.password)
    return lambda: load_into_neo4j(schema, graph, target.address, login)


def as_graph(elements: Elements) -> Graph:
    """Return the elements as our own."""
    return Graph(
        tuple(Node(labels, properties) for labels, group in elements.nodes.items() for properties in group),
        tuple(
            Relationship(shape.type, link.start, link.end, link.properties)
            for shape, links in elements.links.items()
            for link in links
        ),
    )


def load_into_neo4j(schema: Schema, graph: StagedGraph, uri: str, login: Login) -> None:
    with Neo4jStore(schema, uri, login) as store:
        load(graph, store, schema)


def load_embedded(schema: Schema, graph: StagedGraph, home: Path) -> None:
    with EmbeddedStore(schema, home) as store:
        load(graph, store, schema)


def run_embedded() -> None:
    """As `run`, in a directory."""
    elements, target = arguments()
    schema, home = load_schema(), Path(target.address)
    if target.round == "warm":
        load_embedded(schema, StagedGraph.of(as_graph(elements)), home / "before")
        home /= "warm"
    graph = StagedGraph.of(as_graph(elements))
    taken = timed(lambda: load_embedded(schema, graph, home))
    report(taken, elements.counts, held(schema, home))


def held(schema: Schema, home: Path) -> Counts:
    """Return what an embedded graph holds."""
    with EmbeddedStore(schema, home) as store:
        (nodes, on_nodes), (links, on_links) = (store.query(query).rows[0] for query in COUNTS)
    return Counts(int(str(nodes)), int(str(links)), int(str(on_nodes)) + int(str(on_links)))


if __name__ == "__main__":
    if arguments()[1].variant == "embedded":
        run_embedded()
    else:
        run(prepare, lambda elements: elements.counts)
