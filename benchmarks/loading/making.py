"""Makes the data of one size: curated YAML, read as the loader reads it, written in the neutral form.

    python -m loading.making STATEMENTS FILE

A process of its own, so that its memory is gone before anything is measured.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bankgraph.loaders import property_graph, read_knowledge
from bankgraph.ontology import load_schema
from bankgraph.stores import Graph
from generate import generate

from .elements import written


def make(statements: int, path: Path) -> Graph:
    """Write the elements of this many made-up statements to `path`, and return the graph that they are of."""
    schema = load_schema()
    with tempfile.TemporaryDirectory() as directory:
        generate(Path(directory, "made"), statements, schema)
        graph = property_graph(read_knowledge([Path(directory, "made")], schema), schema)
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(lines(graph))
    return graph


def lines(graph: Graph) -> Iterator[str]:
    """Yield each element of a graph as a line."""
    roots = {node.id: node.labels[0] for node in graph.nodes}
    for node in graph.nodes:
        yield written({"labels": node.labels, "properties": node.properties})
    for link in graph.relationships:
        yield written(
            {
                "type": link.type,
                "start": link.start,
                "start_label": roots[link.start],
                "end": link.end,
                "end_label": roots[link.end],
                "properties": link.properties,
            }
        )


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]))
