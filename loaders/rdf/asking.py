"""What SPARQL is asked of: the data, the vocabulary beside them, and a graph for each source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad

from bankgraph.loaders.knowledge import Knowledge
from bankgraph.ontology import Schema, UnreachableError

from .dataset import quads
from .parsing import parse_rdf
from .serializing import rdf_dataset


def queried(knowledge: Knowledge, schema: Schema, ontology: Sequence[Path]) -> Iterator[Quad]:
    """Yield all triples of the data and of the Turtle files in the default graph.

    What each source states is in the graph of that source as well. Raises as `parse_rdf` does.
    """
    yield from quads(rdf_dataset(knowledge, schema, with_graphs=False))
    by_source = rdf_dataset(knowledge, schema, with_graphs=True)
    yield from (quad for quad in quads(by_source) if quad.graph_name != DefaultGraph())
    for file in ontology:
        yield from (Quad(*triple) for triple in parse_rdf(file, "turtle").triples())


def name_of(files: Sequence[Path]) -> str:
    """Return a name for what `queried` makes of these files: a hash of them and of the code that reads them.

    Raises `UnreachableError` for a file that cannot be read.
    """
    code = sorted(Path(__file__).parents[1].rglob("*.py"))
    digest = hashlib.sha256()
    for file in (*code, *files):
        try:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        except OSError as error:
            raise UnreachableError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    return digest.hexdigest()[:20]
