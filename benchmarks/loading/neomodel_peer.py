"""neomodel: classes by the labels, nodes in bulk, and `connect` for each relationship, in transactions."""

from __future__ import annotations

import sys
from typing import Any
from urllib.parse import urlsplit

from neomodel import (
    ArrayProperty,
    BooleanProperty,
    FloatProperty,
    IntegerProperty,
    RelationshipTo,
    StringProperty,
    StructuredNode,
    StructuredRel,
    db,
    get_config,
)

from .clock import Loading, Target, run
from .elements import Elements, Properties, Shape, batches

IDENTITY = {"id_": StringProperty(db_property="id", unique_index=True, required=True)}
KINDS = {str: StringProperty, bool: BooleanProperty, int: IntegerProperty, float: FloatProperty}


def prepare(elements: Elements, target: Target) -> Loading:
    classes = node_classes(elements)
    return lambda: load(elements, classes, target)


def load(elements: Elements, classes: dict[str, Any], target: Target) -> None:
    get_config().database_url = f"bolt://neo4j:{target.password}@{urlsplit(target.address).netloc}"
    for cls in classes.values():
        db.install_labels(cls)
    nodes: dict[str, Any] = {}
    for labels, rows in elements.nodes.items():
        for batch in batches(rows):
            found = classes[labels[-1]].nodes.bulk_create_or_update(*map(named, batch))
            nodes.update(zip((row["id"] for row in batch), found, strict=True))
    for shape, links in elements.links.items():
        for batch in batches(links):
            with db.transaction:
                for link in batch:
                    manager = getattr(nodes[link.start], attribute(shape))
                    manager.connect(nodes[link.end], named(link.properties))
    db.close_connection()


def node_classes(elements: Elements) -> dict[str, type]:
    """Return a class for each label, below that of the label before it; relationships belong to the first."""
    classes: dict[str, type] = {}
    models = rel_models(elements)
    for labels, rows in sorted(elements.nodes.items(), key=lambda item: len(item[0])):
        base: type = StructuredNode
        for label in labels:
            if label not in classes:
                first = links_from(label, elements, models) if base is StructuredNode else {}
                own = fields(rows) if label == labels[-1] else {}
                classes[label] = made(label, base, {**IDENTITY, **own, **first})
            base = classes[label]
    return classes


def links_from(label: str, elements: Elements, models: dict[str, type]) -> dict[str, Any]:
    """Return the relationships that start at nodes with this label."""
    return {
        attribute(shape): RelationshipTo(f"{__name__}.{shape.end}", shape.type, model=models[shape.type])
        for shape in elements.links
        if shape.start == label
    }


def rel_models(elements: Elements) -> dict[str, type]:
    """Return a model of the properties for each type: neomodel takes one, whatever the ends are."""
    rows: dict[str, list[Properties]] = {}
    for shape, links in elements.links.items():
        rows.setdefault(shape.type, []).extend(link.properties for link in links)
    return {
        kind: made(f"{kind}_model", StructuredRel, {**IDENTITY, **fields(found)})
        for kind, found in rows.items()
    }


def made(name: str, base: type, members: dict[str, Any]) -> type:
    """Return a new class, and let it be found by its name, as neomodel looks for relationships' ends."""
    cls = type(base)(name, (base,), {"__module__": __name__, **members})
    setattr(sys.modules[__name__], name, cls)
    return cls


def fields(rows: list[Properties]) -> dict[str, Any]:
    """Return a property for each that the rows have, but the id."""
    first: dict[str, Any] = {}
    for row in rows:
        first = {**row, **first} if row.keys() - first.keys() else first
    return {name: field(value) for name, value in first.items() if name != "id"}


def field(value: Any) -> Any:
    return ArrayProperty(StringProperty()) if isinstance(value, list) else KINDS[type(value)]()


def named(properties: Properties) -> Properties:
    """Return the properties by the names of the fields: neomodel lets none be called `id`."""
    return {"id_" if name == "id" else name: value for name, value in properties.items()}


def attribute(shape: Shape) -> str:
    return f"{shape.type.lower()}_{shape.end.lower()}"


if __name__ == "__main__":
    run(prepare, lambda elements: elements.counts)
