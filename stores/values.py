"""What queries give: nodes, relationships, paths and rows, in plain values.

A store gives rows out whose values are scalars, lists, maps and the three types here, whatever its
engine calls them.
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

Scalar: TypeAlias = str | int | float | bool
"""A property's value; a list of one scalar type is the only other kind that every engine stores."""

Properties: TypeAlias = Mapping[str, Scalar | list[str]]


class Node(NamedTuple):
    """A node: its labels, most general first, and its properties, `id` among them."""

    labels: tuple[str, ...]
    properties: Properties

    @property
    def id(self) -> str:
        """The node's own id, unique over the graph; '' if a query made a node without one."""
        return str(self.properties.get("id", ""))

    @property
    def label(self) -> str:
        """The most special label, the one that names the class; '' for a node without labels."""
        return self.labels[-1] if self.labels else ""


class Relationship(NamedTuple):
    """A relationship from the node `start` to the node `end` (ids)."""

    type: str
    start: str
    end: str
    properties: Properties

    @property
    def id(self) -> str:
        """The relationship's own id, unique over the graph; '' if it has none."""
        return str(self.properties.get("id", ""))


class Path(NamedTuple):
    """An alternating walk: `nodes` has one element more than `relationships`."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


Value: TypeAlias = "Scalar | Node | Relationship | Path | list[Value] | dict[str, Value] | None"


class Rows(NamedTuple):
    """The answer to a query: column names and, row by row, as many values as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def as_dicts(self) -> list[dict[str, Value]]:
        """Return each row as a map from column name to value, in column order."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]
