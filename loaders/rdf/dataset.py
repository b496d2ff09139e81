"""Triples gathered by graph and subject, in the order in which they are to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from .vocabulary import FIRST, NIL, REST

Object: TypeAlias = NamedNode | Literal | tuple[Literal, ...]
"""What a property points at; a tuple is an rdf:List."""

Triple: TypeAlias = tuple[NamedNode, NamedNode, Object]

Description: TypeAlias = Mapping[NamedNode, Iterable[Object]]
"""The properties of one subject, each with its objects."""

Dataset: TypeAlias = Mapping[NamedNode | None, Mapping[NamedNode, Description]]
"""Descriptions by graph and subject; None is the default graph."""


def gathered(triples: Iterable[tuple[NamedNode | None, Triple]]) -> Dataset:
    """Return triples, each with its graph, by graph, subject and property: each once, in the order given."""
    found: dict[NamedNode | None, dict[NamedNode, dict[NamedNode, dict[Object, None]]]] = {}
    for graph, (subject, predicate, value) in triples:
        found.setdefault(graph, {}).setdefault(subject, {}).setdefault(predicate, {})[value] = None
    return found


def quads(dataset: Dataset) -> Iterator[Quad]:
    """Yield a dataset's triples with their graphs; lists are spelled out in blank nodes."""
    for graph, descriptions in dataset.items():
        name = graph or DefaultGraph()
        for subject, description in descriptions.items():
            for predicate, values in description.items():
                for value in values:
                    if isinstance(value, tuple):
                        yield from _cells(subject, predicate, value, name)
                    else:
                        yield Quad(subject, predicate, value, name)


def _cells(
    subject: NamedNode, predicate: NamedNode, items: tuple[Literal, ...], graph: NamedNode | DefaultGraph
) -> Iterator[Quad]:
    """A list, its cells named after its subject and property, so that the same data give the same bytes."""
    name = "-".join(iri.value.rpartition("/")[2].replace("#", "-") for iri in (subject, predicate))
    cells = [BlankNode(f"{name}-{number}") for number in range(len(items))]
    yield Quad(subject, predicate, cells[0], graph)
    rests: list[BlankNode | NamedNode] = [*cells[1:], NIL]
    for cell, item, rest in zip(cells, items, rests, strict=True):
        yield Quad(cell, FIRST, item, graph)
        yield Quad(cell, REST, rest, graph)
