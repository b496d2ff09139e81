"""The whole graph as one file for other programs, and back.

The libraries for each format are imported where they are used: RDF and GraphML are seldom asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from types import MappingProxyType

from bankgraph.ontology import Schema

from .knowledge import Knowledge

SUFFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "turtle": (".ttl",),
        "trig": (".trig",),
        "json-ld": (".jsonld", ".json"),
        "n-quads": (".nq",),
        "n-triples": (".nt",),
    }
)
"""The formats, each with the endings of its files' names."""


def exported(knowledge: Knowledge, schema: Schema, form: str) -> Iterator[str]:
    """Yield `knowledge` as the text of a file in a format of `SUFFIXES`, piece by piece."""
    from .rdf import to_rdf

    yield from to_rdf(knowledge, schema, form)


def format_of(file: PurePath | str) -> str | None:
    """Return the format that the ending of a file's name stands for, None where it stands for none."""
    suffix = PurePath(file).suffix.lower()
    return next((form for form, suffixes in SUFFIXES.items() if suffix in suffixes), None)
