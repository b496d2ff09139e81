"""A property graph that comes from a file: is it one of this vocabulary, whole, and as its hashes say?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from bankgraph.ontology import InvalidDataError, Problem, Schema, suggestion
from bankgraph.stores import Graph, Node, Relationship, content_hash
from bankgraph.stores.graph import VERSION_ID

_HASH = "content_hash"
_Fault: TypeAlias = tuple[str, str]
"""What is wrong, and how to mend it."""


def checked(graph: Graph, schema: Schema, path: Path) -> Graph:
    """Return a graph that a file holds, if it can be what `property_graph` gave.

    Raises `InvalidDataError` with every label, type, end or hash that is not right.
    """
    found = [*_faults(graph, schema)] or [*_of_whole(graph)]  # which needs every element's hash
    if found:
        raise InvalidDataError([Problem(str(path), 1, 1, what, mend) for what, mend in found])
    return graph


def _faults(graph: Graph, schema: Schema) -> Iterator[_Fault]:
    classes = {node.id: node.label for node in graph.nodes}
    for what, elements in (("node", graph.nodes), ("relationship", graph.relationships)):
        for identifier, count in Counter(element.id for element in elements).items():
            if count > 1 or not identifier:
                yield f"{count} {what}s have the id '{identifier}'", "give each an id of its own"
    for node in graph.nodes:
        yield from _of_node(node, schema)
    for relationship in graph.relationships:
        yield from _of_relationship(relationship, classes, schema)


def _of_node(node: Node, schema: Schema) -> Iterator[_Fault]:
    known = schema.classes.get(node.label)
    if known is None or known.labels != node.labels:
        shown = f":{':'.join(node.labels)}" if node.labels else "no labels"
        near = suggestion(node.label, schema.classes)
        yield f"node '{node.id}' has {shown}{near}", "give it the labels of a class of the vocabulary"
    kept = {key: value for key, value in node.properties.items() if key != _HASH}
    if node.properties.get(_HASH) != content_hash([node.labels, kept]):
        yield f"node '{node.id}' is not what its {_HASH} stands for", "take the whole file again"


def _of_relationship(relationship: Relationship, classes: dict[str, str], schema: Schema) -> Iterator[_Fault]:
    name = f"relationship '{relationship.id}'"
    known = schema.relations.get(relationship.type)
    if known is None:
        near = suggestion(relationship.type, schema.relations)
        yield f"{name} has the unknown type '{relationship.type}'{near}", "use one of the vocabulary"
        return
    for end, allowed in ((relationship.start, known.domain), (relationship.end, known.range)):
        if end not in classes:
            yield f"{name} has an end '{end}' that is no node", "add the node"
        elif allowed and not schema.is_a(classes[end], allowed):
            yield (
                f"{name} of type {relationship.type} takes no {classes[end]} ('{end}')",
                "mend its type or ends",
            )
    kept = {key: value for key, value in relationship.properties.items() if key != _HASH}
    content = [relationship.type, relationship.start, relationship.end, kept]
    if relationship.properties.get(_HASH) != content_hash(content):
        yield f"{name} is not what its {_HASH} stands for", "take the whole file again"


def _of_whole(graph: Graph) -> Iterator[_Fault]:
    versions = [node.properties for node in graph.nodes if node.id == VERSION_ID]
    if not versions:
        yield f"has no node '{VERSION_ID}' with the fingerprint", "take the whole file again"
    elif versions[0].get("fingerprint") != graph.fingerprint:
        what = (
            f"has the fingerprint {versions[0].get('fingerprint')}, and what it holds has {graph.fingerprint}"
        )
        yield what, "take the whole file again"
