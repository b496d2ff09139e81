"""What a load would change, told by entities, sources and statements, and not by nodes and relationships."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from bankgraph.ontology import ENTITY
from bankgraph.stores.difference import Difference
from bankgraph.stores.staged import StagedGraph
from bankgraph.stores.steps import Action, Row, Shape

from .property_graph import ABOUT, CITES, METRIC, OBSERVATION, REPORTED


@dataclass(slots=True)
class ThingChanged:
    """An entity, source or statement, and whether it is "added", "changed" or "removed".

    `what` is a class, or "statement". A statement has `subject`, `predicate` and `object`: a figure's object
    is its metric, and `value` is how it is written; where a source names something, the predicate is "type".
    """

    change: str
    what: str
    id: str
    subject: str = ""
    predicate: str = ""
    object: str = ""
    value: str = ""


def things_changed(difference: Difference) -> list[ThingChanged]:
    """Return what the difference of two graphs means, in the order of entities, sources and statements."""
    found: dict[str, ThingChanged] = {}
    for action, shape, row in _rows(difference):
        if shape.ends is None:
            _node(found, action, shape, row)
        elif shape.names[0] in (REPORTED, METRIC, ABOUT, CITES):
            _part(found, action, shape, row)
        else:
            verb, (predicate,) = _verb(action), shape.names
            found[row.id] = ThingChanged(verb, "statement", row.id, row.start, predicate, row.end)
    for thing in found.values():
        if thing.predicate == REPORTED and not thing.subject:
            _complete(thing, difference.graph)
    return sorted(found.values(), key=lambda t: (t.what == "statement", t.what, t.subject, t.predicate, t.id))


def _rows(difference: Difference) -> Iterator[tuple[Action, Shape, Row]]:
    for step in difference.steps():
        if step.action is not Action.REMOVE_COPIES:
            yield from ((step.action, step.shape, row) for row in step.rows)


def _node(found: dict[str, ThingChanged], action: Action, shape: Shape, row: Row) -> None:
    thing = found.setdefault(row.id, ThingChanged("", shape.names[-1], row.id))
    thing.change = _verb(action)
    if shape.names[0] == OBSERVATION:
        thing.what, thing.predicate = "statement", REPORTED
        thing.value = str(json.loads(row.properties).get("as_written", "")) if row.properties else ""


def _part(found: dict[str, ThingChanged], action: Action, shape: Shape, row: Row) -> None:
    """A relationship that says, with others, one statement."""
    (kind,) = shape.names
    if kind == CITES and shape.ends and shape.ends[0] == ENTITY:
        evidence = row.id.partition("@")[2]
        found[row.id] = ThingChanged(_verb(action), "statement", row.id, row.start, "type", value=evidence)
        return
    owner = row.end if kind == REPORTED else row.start
    thing = found.setdefault(owner, ThingChanged("changed", "statement", owner, predicate=REPORTED))
    if kind == REPORTED:
        thing.subject = row.start
    elif kind == METRIC:
        thing.object = row.end


def _complete(thing: ThingChanged, graph: StagedGraph) -> None:
    """Say of a figure that is there before and after whose it is, and of what."""
    ends = graph.ends(f"{thing.id}-reported"), graph.ends(f"{thing.id}-of-metric")
    thing.subject, thing.object = ends[0][0], ends[1][1]


def _verb(action: Action) -> str:
    return {"ADD": "added", "SET": "changed", "REMOVE": "removed"}[action.name.partition("_")[0]]
