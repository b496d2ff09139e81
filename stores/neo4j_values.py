"""The driver's values as ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import graph as driver

from bankgraph.ontology import Schema

from .values import Node, Path, Relationship, Value


@dataclass(frozen=True, slots=True)
class Values:
    """Turns a driver's values into ours; `ids` gives our ids of relationships' ends by element id."""

    schema: Schema
    ids: Mapping[str, str]

    def plain(self, value: Any) -> Value:
        """Return a value as ours; dates and durations as the texts that they are written as."""
        match value:
            case None | bool() | int() | float() | str():
                return value
            case driver.Node():
                return self._node(value)
            case driver.Relationship():
                return self._relationship(value)
            case driver.Path():
                nodes = tuple(map(self._node, value.nodes))
                return Path(nodes, tuple(map(self._relationship, value.relationships)))
            case list():
                return [self.plain(item) for item in value]
            case dict():
                return {str(key): self.plain(item) for key, item in value.items()}
            case _:
                return value.iso_format() if hasattr(value, "iso_format") else str(value)

    def _node(self, node: driver.Node) -> Node:
        return Node(self.schema.general_first(node.labels), dict(sorted(node.items())))

    def _relationship(self, relationship: driver.Relationship) -> Relationship:
        start, end = ("" if n is None else self.ids.get(n.element_id, "") for n in relationship.nodes)
        return Relationship(relationship.type, start, end, dict(sorted(relationship.items())))


def relationships_in(values: Iterable[Any]) -> Iterator[driver.Relationship]:
    """Yield every relationship among the driver's values, in lists, maps and paths too."""
    for value in values:
        match value:
            case driver.Relationship():
                yield value
            case driver.Path():
                yield from value.relationships
            case list():
                yield from relationships_in(value)
            case dict():
                yield from relationships_in(value.values())
