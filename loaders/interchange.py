"""The whole graph as one file for other programs, and back.

The libraries for each format are imported where they are used: RDF and GraphML are seldom asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from types import MappingProxyType

from bankgraph.ontology import Schema, UsageError
from bankgraph.stores import Graph

from .knowledge import Knowledge
from .property_graph import property_graph

SUFFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "turtle": (".ttl",),
        "trig": (".trig",),
        "json-ld": (".jsonld", ".json"),
        "n-quads": (".nq",),
        "n-triples": (".nt",),
        "graphml": (".graphml",),
    }
)
"""The formats, each with the endings of its files' names."""


def exported(knowledge: Knowledge, schema: Schema, form: str) -> str:
    """Return `knowledge` as the text of a file in a format of `SUFFIXES`; equal knowledge, equal text."""
    if form == "graphml":
        from .graphml import to_graphml

        return to_graphml(property_graph(knowledge, schema))
    from .rdf import to_rdf

    return "".join(to_rdf(knowledge, schema, form))


def imported(file: Path, schema: Schema, form: str | None = None) -> Graph:
    """Return the property graph of a file in a format of `SUFFIXES`, by the ending of its name if not given.

    What `exported` wrote gives the graph that it was written from. Raises `UsageError` for an unknown
    ending, `InvalidDataError` for what is wrong in the file, `UnreachableError` where it cannot be read.
    """
    form = form or format_of(file)
    if form is None:
        known = ", ".join(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
        raise UsageError(f"{file}: the ending of the name is none of {known}; rename the file")
    if form == "graphml":
        from .graphml import from_graphml

        return from_graphml(file, schema)
    from .rdf import from_rdf

    return property_graph(from_rdf(file, form, schema), schema)


def format_of(file: PurePath | str) -> str | None:
    """Return the format that the ending of a file's name stands for, None where it stands for none."""
    suffix = PurePath(file).suffix.lower()
    return next((form for form, suffixes in SUFFIXES.items() if suffix in suffixes), None)
