"""A dataset as Turtle or TriG, laid out to be read: one block a subject, lists in parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from bankgraph.ontology.namespaces import PREFIXES

from . import vocabulary as v
from .dataset import Dataset, Description, Object
from .names import prefixed

_BARE = {
    v.INTEGER: re.compile(r"-?[0-9]+", re.ASCII),
    v.DECIMAL: re.compile(r"-?[0-9]+\.[0-9]+", re.ASCII),
    v.BOOLEAN: re.compile(r"true|false"),
}


def to_turtle(dataset: Dataset) -> Iterator[str]:
    """Yield a dataset as Turtle, block by block; with named graphs in it, as TriG."""
    yield "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    for graph, descriptions in dataset.items():
        blocks = (_block(subject, description) for subject, description in descriptions.items())
        if graph is None:
            yield from (f"\n{block}\n" for block in blocks)
        else:
            yield f"\n{_named(graph)} {{\n"
            yield from (f"\n{block}\n" for block in blocks)
            yield "}\n"


def _block(subject: NamedNode, description: Description) -> str:
    lines = (_line(predicate, values) for predicate, values in description.items())
    return f"{_named(subject)} " + " ;\n    ".join(lines) + " ."


def _line(predicate: NamedNode, values: Iterable[Object]) -> str:
    verb = "a" if predicate == v.TYPE else _named(predicate)
    return f"{verb} " + " , ".join(map(_text, values))


def _text(value: Object) -> str:
    match value:
        case tuple():
            return f"( {' '.join(map(_literal, value))} )"
        case NamedNode():
            return _named(value)
        case _:
            return _literal(value)


def _named(iri: NamedNode) -> str:
    return prefixed(iri) or str(iri)


def _literal(literal: Literal) -> str:
    bare = _BARE.get(literal.datatype)
    if bare and bare.fullmatch(literal.value):
        return literal.value
    if literal.language or literal.datatype == v.STRING:
        return str(literal)
    return f"{Literal(literal.value)}^^{_named(literal.datatype)}"
