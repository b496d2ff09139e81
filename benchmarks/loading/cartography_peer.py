"""cartography's `load` and `load_matchlinks`, as its guide to writing a module tells: schemas as dataclasses.

It merges a link by its type and ends alone. Variant "links" lets it, and of several links of one type between
two nodes it then keeps the last; otherwise the links of a shape that has such become nodes, each with a link
from its start and one to its end, so that nothing is lost.

Again is what one of its syncs does: all rows with a new update tag, then the cleanup of the links and of the
nodes that stand for some. (The cleanup of other nodes wants each of them tied to an account, which ours are
not.) A dataclass has no field named by a Python keyword; such a property gets an underscore behind its name.
"""

from __future__ import annotations

from dataclasses import field, make_dataclass
from keyword import iskeyword
from typing import Any

import neo4j
from cartography.client.core.tx import load, load_matchlinks
from cartography.graph.job import GraphJob
from cartography.models.core.common import PropertyRef
from cartography.models.core.nodes import (
    CartographyNodeProperties,
    CartographyNodeSchema,
    ExtraNodeLabel,
    ExtraNodeLabels,
)
from cartography.models.core.relationships import (
    CartographyRelProperties,
    CartographyRelSchema,
    LinkDirection,
    OtherRelationships,
    make_source_node_matcher,
    make_target_node_matcher,
)

from .clock import Loading, Target, run
from .elements import Counts, Elements, Link, Properties, Shape

SCOPE = {"_sub_resource_label": "Whole", "_sub_resource_id": "whole"}


def prepare(elements: Elements, target: Target) -> Loading:
    again = target.round == "again"
    stated = set() if target.variant == "links" else parallel(elements)
    return lambda: sync(elements, stated, target, update_tag=2 if again else 1, cleanup=again)


def parallel(elements: Elements) -> set[Shape]:
    """Return the shapes of which two links have the same ends."""
    return {
        shape
        for shape, links in elements.links.items()
        if len({(k.start, k.end) for k in links}) < len(links)
    }


def sync(elements: Elements, stated: set[Shape], target: Target, update_tag: int, cleanup: bool) -> None:
    with (
        neo4j.GraphDatabase.driver(target.address, auth=("neo4j", target.password)) as driver,
        driver.session() as session,
    ):
        for labels, rows in elements.nodes.items():
            load(session, node_schema(labels, rows), rows, lastupdated=update_tag)
        for shape, links in elements.links.items():
            if shape in stated:
                schema = statement_schema(shape, links)
                load(session, schema, flat(links), lastupdated=update_tag)
                job = GraphJob.from_node_schema(schema, {"UPDATE_TAG": update_tag})
            else:
                schema = rel_schema(shape, [link.properties for link in links])
                load_matchlinks(session, schema, flat(links), lastupdated=update_tag, **SCOPE)
                job = GraphJob.from_matchlink(schema, *SCOPE.values(), update_tag)
            if cleanup:
                job.run(session)


def flat(links: list[Link]) -> list[Properties]:
    """Return each link as one row."""
    return [{"start": link.start, "end": link.end, **link.properties} for link in links]


def statement_schema(shape: Shape, links: list[Link]) -> CartographyNodeSchema:
    """Return the schema of nodes that stand for links of one shape."""
    rows = [link.properties for link in links]
    ends = [
        end_schema(shape.start, "start", LinkDirection.INWARD),
        end_schema(shape.end, "end", LinkDirection.OUTWARD),
    ]
    return frozen(
        CartographyNodeSchema,
        label=f"{shape.start}_{shape.type}_{shape.end}",
        properties=references(CartographyNodeProperties, rows),
        other_relationships=OtherRelationships(ends),
        scoped_cleanup=False,
    )


def end_schema(label: str, key: str, direction: LinkDirection) -> CartographyRelSchema:
    """Return the schema of the link between a statement's node and the end that `key` holds the id of."""
    return frozen(
        CartographyRelSchema,
        target_node_label=label,
        target_node_matcher=make_target_node_matcher({"id": PropertyRef(key)}),
        direction=direction,
        rel_label="SUBJECT" if direction is LinkDirection.INWARD else "OBJECT",
        properties=references(CartographyRelProperties, []),
    )


def node_schema(labels: tuple[str, ...], rows: list[Properties]) -> CartographyNodeSchema:
    """Return the schema of nodes with these labels, found by the most special one."""
    *others, label = labels
    extra = ExtraNodeLabels([ExtraNodeLabel(name, name) for name in others]) if others else None
    return frozen(
        CartographyNodeSchema,
        label=label,
        properties=references(CartographyNodeProperties, rows),
        extra_node_labels=extra,
        scoped_cleanup=False,
    )


def rel_schema(shape: Shape, rows: list[Properties]) -> CartographyRelSchema:
    """Return the schema of links between nodes that are there."""
    scope = {name: PropertyRef(name, set_in_kwargs=True) for name in SCOPE}
    return frozen(
        CartographyRelSchema,
        source_node_label=shape.start,
        source_node_matcher=make_source_node_matcher({"id": PropertyRef("start")}),
        target_node_label=shape.end,
        target_node_matcher=make_target_node_matcher({"id": PropertyRef("end")}),
        direction=LinkDirection.OUTWARD,
        rel_label=shape.type,
        properties=references(CartographyRelProperties, rows, scope),
    )


def references(base: type, rows: list[Properties], more: dict[str, PropertyRef] | None = None) -> Any:
    """Return an instance of `base` that refers to every property of the rows."""
    names = dict.fromkeys(name for row in rows for name in row)
    found = {f"{name}_" if iskeyword(name) else name: PropertyRef(name) for name in names}
    tag = {"lastupdated": PropertyRef("lastupdated", set_in_kwargs=True)}
    return frozen(base, **found, **tag, **(more or {}))


def frozen(base: type, **values: Any) -> Any:
    """Return the one instance of a frozen dataclass below `base` that has these values."""
    fields = [(name, type(value), field(default=value)) for name, value in values.items()]
    return make_dataclass(f"Our{base.__name__}", fields, bases=(base,), frozen=True)()


def in_its_form(elements: Elements, target: Target) -> Counts:
    """As many elements, or two links and a node in place of a link; it adds properties of its own."""
    stated = set() if target.variant == "links" else parallel(elements)
    more = sum(len(elements.links[shape]) for shape in stated)
    counts = elements.counts
    return Counts(counts.nodes + more, counts.relationships + more)


if __name__ == "__main__":
    run(prepare, in_its_form)
