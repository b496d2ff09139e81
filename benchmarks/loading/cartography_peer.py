"""cartography's `load` and `load_matchlinks`, as its guide to writing a module tells: schemas as dataclasses.

Again is what one of its syncs does: all rows with a new update tag, then the cleanup of the links. (Its
cleanup of nodes wants each of them tied to an account, which ours are not.) A dataclass has no field named by
a Python keyword, so such a property gets an underscore behind its name.
"""

from __future__ import annotations

from dataclasses import field, make_dataclass, replace
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
    make_source_node_matcher,
    make_target_node_matcher,
)

from .clock import Loading, Target, run
from .elements import Counts, Elements, Properties, Shape

SCOPE = {"_sub_resource_label": "Whole", "_sub_resource_id": "whole"}
FROM, TO = "start_id", "end_id"  # a citation has a `start` and an `end` of its own


def prepare(elements: Elements, target: Target) -> Loading:
    again = target.round == "again"
    return lambda: sync(elements, target, update_tag=2 if again else 1, cleanup=again)


def sync(elements: Elements, target: Target, update_tag: int, cleanup: bool) -> None:
    with (
        neo4j.GraphDatabase.driver(target.address, auth=("neo4j", target.password)) as driver,
        driver.session() as session,
    ):
        for labels, rows in elements.nodes.items():
            load(session, node_schema(labels, rows), rows, lastupdated=update_tag)
        for shape, links in elements.links.items():
            schema = rel_schema(shape, [link.properties for link in links])
            flat = [{FROM: link.start, TO: link.end, **link.properties} for link in links]
            load_matchlinks(session, schema, flat, lastupdated=update_tag, **SCOPE)
            if cleanup:
                GraphJob.from_matchlink(schema, *SCOPE.values(), update_tag).run(session)


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
        source_node_matcher=make_source_node_matcher({"id": PropertyRef(FROM)}),
        target_node_label=shape.end,
        target_node_matcher=make_target_node_matcher({"id": PropertyRef(TO)}),
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


def in_its_form(elements: Elements) -> Counts:
    """As many elements; it adds properties of its own."""
    return replace(elements.counts, properties=None)


if __name__ == "__main__":
    run(prepare, in_its_form)
