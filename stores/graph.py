"""The property graph that a store is to hold, and the hashes by which it is known."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from .values import Node, Relationship, Scalar

VERSION = "GraphVersion"
"""Label of the one node that carries the fingerprint of the graph that it is in."""

VERSION_ID = "bankgraph"
"""Id of that node."""


@dataclass(frozen=True)
class Graph:
    """All that a store is to hold. Nodes and relationships are known by their `id`."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]

    @cached_property
    def fingerprint(self) -> str:
        """That of every element but the version node: equal graphs, equal fingerprints, in any order."""
        content = [n.properties for n in self.nodes if n.label != VERSION]
        content += [r.properties for r in self.relationships]
        return fingerprint(sum(int(str(properties["content_hash"]), 16) for properties in content))


def version_node(fingerprint: str, statements: int) -> Node:
    """Return the node that carries the fingerprint of a graph, and how many statements it is made of."""
    labels = (VERSION,)
    properties: dict[str, Scalar | list[str]] = {
        "id": VERSION_ID,
        "fingerprint": fingerprint,
        "statements": statements,
    }
    return Node(labels, {**properties, "content_hash": content_hash([labels, properties])})


_DIGITS = 20  # hex digits: eighty bits

canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""Writes plain values as JSON, equal values as equal text."""


def content_hash(content: object) -> str:
    """Return 20 hex digits (80 bits) of the SHA-256 of `content` written as canonical JSON.

    Eighty bits keep a chance collision among 10^9 contents below one in a million.
    """
    return text_hash(canonical(content))


def text_hash(text: str) -> str:
    """Return what `content_hash` makes of a content that is written as canonical JSON already."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def fingerprint(total: int) -> str:
    """Return the fingerprint of a graph from the sum of its content hashes, each read as a number.

    A sum takes elements in any order and one at a time, and follows a change without the rest.
    """
    return format(total % 16**_DIGITS, f"0{_DIGITS}x")
