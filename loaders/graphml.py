"""The property graph as GraphML, by way of networkx, and back.

GraphML knows no lists and XML not every character. A list is a text in JSON, and the graph's property
`lists` names the properties that are; a character that XML cannot hold is written `_xHHHH_`, as Office
Open XML does.
"""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import networkx as nx

from bankgraph.ontology import InvalidDataError, Problem, Schema, UnreachableError, UsageError
from bankgraph.stores import Graph, Node, Properties, Relationship

from .graph_checks import checked

_LABELS, _TYPE = "labels", "label"
_MEND = "write one with: bankgraph export graph --format graphml"
_UNFIT = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-F]{4,6}_)")
_WRITTEN = re.compile(r"_x([0-9A-F]{4,6})_")


def to_graphml(graph: Graph) -> str:
    """Return a graph as GraphML. Labels are the property `labels` (`:General:Special`), a type `label`.

    Raises `UsageError` where a property has one of these two names.
    """
    found: Any = nx.MultiDiGraph(lists=json.dumps(sorted(_list_names(graph))))
    for node in sorted(graph.nodes, key=attrgetter("id")):
        properties = _plain(node.properties, _LABELS, "".join(f":{label}" for label in node.labels))
        found.add_nodes_from([(_fit(node.id), properties)])
    for edge in sorted(graph.relationships, key=attrgetter("id")):
        properties = _plain(edge.properties, _TYPE, edge.type)
        found.add_edges_from([(_fit(edge.start), _fit(edge.end), _fit(edge.id), properties)])
    stream = io.BytesIO()
    nx.write_graphml_xml(found, stream)  # not the writer of lxml, whose bytes differ
    return stream.getvalue().decode() + "\n"


def from_graphml(path: Path, schema: Schema) -> Graph:
    """Return the graph that a GraphML file holds.

    Raises `InvalidDataError` where it is not GraphML, or not a graph of this vocabulary that is whole, and
    `UnreachableError` where it cannot be read.
    """
    found = _read(path)
    try:
        lists = frozenset(json.loads(found.graph.get("lists", "[]")))
        nodes = tuple(_nodes(found, lists))
        relationships = tuple(_relationships(found, lists))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        what = f"is not a graph that bankgraph wrote: {type(error).__name__} {error}"
        raise _invalid(
            path, (1, 1), what, "write one with: bankgraph export graph --format graphml"
        ) from error
    return checked(Graph(nodes, relationships), schema, path)


def _read(path: Path) -> Any:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreachableError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    try:
        with warnings.catch_warnings(action="error"):  # networkx warns of what it guesses or leaves out
            return nx.read_graphml(io.BytesIO(data), edge_key_type=str, force_multigraph=True)
    except ParseError as error:
        line, column = error.position
        raise _invalid(path, (line, column + 1), f"not XML: {error.msg}", "mend the syntax there") from error
    except (nx.NetworkXError, UserWarning, ValueError, KeyError, AttributeError, TypeError) as error:
        what = f"not GraphML: {type(error).__name__} {error}"
        raise _invalid(
            path, (1, 1), what, "write it with: bankgraph export graph --format graphml"
        ) from error


def _nodes(found: Any, lists: frozenset[str]) -> Iterator[Node]:
    for _, properties in found.nodes(data=True):
        labels = tuple(filter(None, str(properties.get(_LABELS, "")).split(":")))
        yield Node(labels, _typed(properties, lists, _LABELS))


def _relationships(found: Any, lists: frozenset[str]) -> Iterator[Relationship]:
    for start, end, properties in found.edges(data=True):
        kind = str(properties.get(_TYPE, ""))
        yield Relationship(kind, _unfit(start), _unfit(end), _typed(properties, lists, _TYPE))


def _list_names(graph: Graph) -> set[str]:
    elements: Iterable[Node | Relationship] = (*graph.nodes, *graph.relationships)
    return {key for e in elements for key, value in e.properties.items() if isinstance(value, list)}


def _plain(properties: Properties, name: str, value: str) -> dict[str, Any]:
    """Properties as GraphML has them, and first one more: labels or a type."""
    if name in properties:
        raise UsageError(f"GraphML keeps the property '{name}' for itself; rename the attribute")
    return {name: value, **{key: _fit(_as_text(value)) for key, value in properties.items()}}


def _as_text(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _typed(properties: Mapping[str, Any], lists: frozenset[str], name: str) -> dict[str, Any]:
    whole = {key: _unfit(value) for key, value in properties.items() if key != name}
    return {key: json.loads(value) if key in lists else value for key, value in whole.items()}


def _fit(value: Any) -> Any:
    """A text without characters that XML cannot hold or would change; any other value as it is."""
    return _UNFIT.sub(lambda c: f"_x{ord(c[0]):04X}_", value) if isinstance(value, str) else value


def _unfit(value: Any) -> Any:
    return _WRITTEN.sub(lambda c: chr(int(c[1], 16)), value) if isinstance(value, str) else value


def _invalid(path: Path, place: tuple[int, int], what: str, mend: str) -> InvalidDataError:
    return InvalidDataError([Problem(str(path), *place, what, mend)])
