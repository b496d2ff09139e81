"""Graph values as a person reads them in a cell; programs get them whole, in JSON."""

from __future__ import annotations

from itertools import zip_longest

from bankgraph.cli.output import cell
from bankgraph.stores import Node, Path, Relationship, Value


def shown(value: Value) -> str:
    """Return a value as one cell's text; a node by label, id and name, a path as Cypher draws one."""
    match value:
        case Node():
            name = str(value.properties.get("name") or "")
            return f"({_joined(f':{value.label}' if value.label else '', value.id, name)})"
        case Relationship():
            return f"({value.start})-[:{value.type}]->({value.end})"
        case Path():
            steps = zip_longest(value.nodes, value.relationships)
            return "".join(shown(node) + (_arrow(node, step) if step else "") for node, step in steps)
        case list() if any(isinstance(item, Node | Relationship | Path) for item in value):
            return "; ".join(map(shown, value))
        case _:
            return cell(value)


def _arrow(start: Node, step: Relationship) -> str:
    return f"-[:{step.type}]->" if step.start == start.id else f"<-[:{step.type}]-"


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
