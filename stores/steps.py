"""The steps of a load: many elements of one shape, and the one Cypher text that writes or removes them.

Planning a query costs more than running it on a small batch, so everything of one shape (the same labels,
or the same type between the same kinds of nodes) goes through one text. What is added may be of a mixed
shape, whose labels or types stand in the rows: then a whole graph needs half a dozen texts. Identifiers
come from the ontology; values travel as parameters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple


class Action(IntEnum):
    """What is done to elements, in the order in which it is done: what is removed goes last."""

    ADD_NODES = 0
    SET_NODES = 1
    ADD_RELATIONSHIPS = 2
    SET_RELATIONSHIPS = 3
    REMOVE_COPIES = 4
    REMOVE_RELATIONSHIPS = 5
    REMOVE_NODES = 6

    @property
    def is_writing(self) -> bool:
        """Whether it leaves the elements there."""
        return not self.name.startswith("REMOVE")

    @property
    def field(self) -> str:
        """The field of `Changes` that it counts towards."""
        what = "nodes" if self.name.endswith("NODES") else "relationships"
        return f"{what}_{'written' if self.is_writing else 'removed'}"


@dataclass(frozen=True, slots=True)
class Shape:
    """What elements of one step have in common.

    `names` are the labels of nodes, most general first, or the one type of relationships, and none where
    each row has its own; `ends` are the most general labels of a relationship's ends, and `old` the labels
    that nodes have now and may lose.
    """

    names: tuple[str, ...]
    ends: tuple[str, str] | None = None
    old: tuple[str, ...] = ()


class Row(NamedTuple):
    """An element: its id, the ids of a relationship's ends, its properties as JSON, and its labels or type.

    A node has '' for the ends, what is removed '' for the properties.
    """

    id: str
    start: str
    end: str
    properties: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One action on some elements of one shape."""

    action: Action
    shape: Shape
    rows: list[Row]

    @property
    def cypher(self) -> str:
        """The statement that takes `$rows` and returns how many elements it wrote or removed."""
        return f"UNWIND $rows AS row {_TEXTS[self.action](self.shape)}"

    @property
    def parameters(self) -> list[dict[str, Any]]:
        """The value of `$rows`: of each element no more than the statement asks for."""
        asked = _ASKED[self.action]
        found: list[dict[str, Any]] = [{key: getattr(row, key) for key in asked} for row in self.rows]
        if self.action.is_writing:
            contents = json.loads(f"[{','.join(row.properties for row in self.rows)}]")  # faster than each
            for parameter, content in zip(found, contents, strict=True):
                parameter["properties"] = content
        if not self.shape.names:
            for parameter, row in zip(found, self.rows, strict=True):
                parameter["names"] = row.names if self.shape.ends is None else row.names[0]
        return found


def constraints(labels: Iterable[str]) -> list[str]:
    """Return the statements that make `id` unique, and so indexed, within each label."""
    return [
        f"CREATE CONSTRAINT {name.lower()}_id IF NOT EXISTS FOR (n:{quoted(name)}) REQUIRE n.id IS UNIQUE"
        for name in labels
    ]


def quoted(*names: str) -> str:
    """Return label or type names as Cypher identifiers, joined as labels are."""
    return ":".join("`" + name.replace("`", "``") + "`" for name in names)


def _add_nodes(shape: Shape) -> str:
    labels = quoted(*shape.names) or "$(row.names)"
    return f"CREATE (n:{labels}) SET n = row.properties RETURN count(n)"


def _set_nodes(shape: Shape) -> str:
    lost = [name for name in shape.old if name not in shape.names]
    labels = f", n:{quoted(*shape.names)}" if lost or len(shape.old) < len(shape.names) else ""
    remove = f" REMOVE n:{quoted(*lost)}" if lost else ""
    return f"{_node(shape.old or shape.names)} SET n = row.properties{labels}{remove} RETURN count(n)"


def _add_relationships(shape: Shape) -> str:
    kind = quoted(*shape.names) or "$(row.names)"
    return f"{_ends(shape)} CREATE (a)-[r:{kind}]->(b) SET r = row.properties RETURN count(r)"


def _set_relationships(shape: Shape) -> str:
    return f"{_relationship(shape)} SET r = row.properties RETURN count(r)"


def _remove_copies(shape: Shape) -> str:
    copies = "WITH row, collect(r) AS copies UNWIND copies[1..] AS r"
    return f"{_relationship(shape)} {copies} DELETE r RETURN count(r)"


def _remove_relationships(shape: Shape) -> str:
    return f"{_relationship(shape)} DELETE r RETURN count(r)"


def _remove_nodes(shape: Shape) -> str:
    return f"{_node(shape.names)} DETACH DELETE n RETURN count(n)"


def _node(labels: tuple[str, ...]) -> str:
    return f"MATCH (n:{quoted(labels[0])} {{id: row.id}})"  # by one label: two would not use an index


def _relationship(shape: Shape) -> str:
    return f"{_ends(shape)} MATCH (a)-[r:{quoted(*shape.names)} {{id: row.id}}]->(b)"


def _ends(shape: Shape) -> str:
    start, end = shape.ends or ("", "")
    return f"MATCH (a:{quoted(start)} {{id: row.start}}) MATCH (b:{quoted(end)} {{id: row.end}})"


_TEXTS = {
    Action.ADD_NODES: _add_nodes,
    Action.SET_NODES: _set_nodes,
    Action.ADD_RELATIONSHIPS: _add_relationships,
    Action.SET_RELATIONSHIPS: _set_relationships,
    Action.REMOVE_COPIES: _remove_copies,
    Action.REMOVE_RELATIONSHIPS: _remove_relationships,
    Action.REMOVE_NODES: _remove_nodes,
}


_ASKED: dict[Action, tuple[str, ...]] = dict.fromkeys(Action, ("id", "start", "end")) | {
    Action.ADD_NODES: (),
    Action.SET_NODES: ("id",),
    Action.ADD_RELATIONSHIPS: ("start", "end"),
}
