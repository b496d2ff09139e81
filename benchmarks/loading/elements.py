"""The nodes and relationships that every contender loads, in a form that is none of theirs.

A file has one JSON line for each element, nodes first. This module needs the standard library alone, since it
runs in the environments of all contenders.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

BATCH = 10_000
"""Rows in one transaction, where a contender does not choose the number itself."""

COUNTS = (
    "MATCH (n) RETURN count(n) AS found, coalesce(sum(size(keys(n))), 0) AS properties",
    "MATCH ()-[r]->() RETURN count(r) AS found, coalesce(sum(size(keys(r))), 0) AS properties",
)
"""What a graph holds, asked of itself: elements and their properties, nodes first."""

Properties: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """A type of relationship, and the label by which each of its ends is looked up."""

    type: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship from one node to another, by their ids."""

    start: str
    end: str
    properties: Properties


@dataclass(frozen=True, slots=True)
class Counts:
    """How many nodes and relationships there are, and how many properties they have together."""

    nodes: int
    relationships: int
    properties: int | None = None

    @property
    def rows(self) -> int:
        return self.nodes + self.relationships


@dataclass(frozen=True, slots=True)
class Elements:
    """Nodes by their labels (most general first), relationships by their shapes."""

    nodes: Mapping[tuple[str, ...], list[Properties]] = field(default_factory=lambda: defaultdict(list))
    links: Mapping[Shape, list[Link]] = field(default_factory=lambda: defaultdict(list))

    @property
    def labels(self) -> list[str]:
        """Every label, each once."""
        return list(dict.fromkeys(label for labels in self.nodes for label in labels))

    @property
    def counts(self) -> Counts:
        nodes = [properties for group in self.nodes.values() for properties in group]
        links = [link.properties for group in self.links.values() for link in group]
        return Counts(len(nodes), len(links), sum(map(len, nodes)) + sum(map(len, links)))


def read(path: Path) -> Elements:
    """Return what a file in this form holds."""
    elements = Elements()
    with path.open(encoding="utf-8") as lines:
        for element in map(json.loads, lines):
            if "labels" in element:
                elements.nodes[tuple(element["labels"])].append(element["properties"])
            else:
                shape = Shape(element["type"], element["start_label"], element["end_label"])
                link = Link(element["start"], element["end"], element["properties"])
                elements.links[shape].append(link)
    return elements


def written(element: Mapping[str, object]) -> str:
    """Return an element as a line of the file."""
    return json.dumps(element, ensure_ascii=False) + "\n"


def batches(rows: Iterable[Any], size: int = BATCH) -> Iterable[list[Any]]:
    """Yield the rows in lists of at most `size`."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
