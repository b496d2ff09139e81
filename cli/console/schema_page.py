"""The vocabulary in the terminal: all labels and types, or one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bankgraph.ontology import Attribute, Label, NotFoundError, Relation, Schema, suggestion

from . import screen


def page(schema: Schema, name: str = "") -> str:
    """Return all labels and relationship types, or what one of them is. Raises `NotFoundError`."""
    if not name:
        return "\n\n".join((_labels(schema), _types(schema.relations.values())))
    known = {n.lower(): n for n in (*schema.classes, *schema.relations, *schema.attributes)}
    found = known.get(name.lower().lstrip(":"))
    if found is None:
        near = suggestion(name, known.values(), ":schema lists them")
        raise NotFoundError(f"there is no label, type or property '{name}'{near}")
    if found in schema.classes:
        return _label(schema, found)
    if found in schema.relations:
        return _type(schema, found)
    return _property(schema.attributes[found])


def _labels(schema: Schema) -> str:
    rows = [
        [name, _both(cls.label), ", ".join(_names(_own(schema, name)))]
        for name, cls in schema.classes.items()
    ]
    return screen.drawn(("label", "", "properties of its own"), rows)


def _types(relations: Iterable[Relation]) -> str:
    rows = [[r.name, _both(r.label), ", ".join(r.domain), ", ".join(r.range)] for r in relations]
    return screen.drawn(("type", "", "from", "to"), rows)


def _label(schema: Schema, name: str) -> str:
    cls = schema.classes[name]
    fitting = [
        r for r in schema.relations.values() if any(schema.is_a(name, ends) for ends in (r.domain, r.range))
    ]
    attributes = [a for label in cls.labels for a in _own(schema, label)]
    parts = (
        f"(:{':'.join(cls.labels)})  {_both(cls.label)}",
        *_defined(cls.definition),
        _properties(attributes),
        _types(fitting) if fitting else "",
    )
    return "\n".join(filter(None, parts))


def _type(schema: Schema, name: str) -> str:
    relation = schema.relations[name]
    return "\n".join(
        (
            f"[:{name}]  {_both(relation.label)}  (inverse: {_both(relation.inverse)})",
            *_defined(relation.definition),
            _types([relation]),
        )
    )


def _property(attribute: Attribute) -> str:
    head = f"{', '.join(attribute.properties)}  {_both(attribute.label)}"
    values = [f"  {value}  {_both(label)}" for value, label in attribute.values.items()]
    of = f"of: {', '.join(attribute.domain)}" if attribute.domain else "of relationships"
    return "\n".join((head, *_defined(attribute.definition), of, *values))


def _properties(attributes: Sequence[Attribute]) -> str:
    rows = [[", ".join(a.properties), _both(a.label), ", ".join(a.values)] for a in attributes]
    return screen.drawn(("property", "", "values"), rows) if rows else ""


def _own(schema: Schema, label: str) -> list[Attribute]:
    return [a for a in schema.attributes.values() if label in a.domain]


def _names(attributes: Iterable[Attribute]) -> list[str]:
    return [name for attribute in attributes for name in attribute.properties]


def _defined(definition: Label) -> list[str]:
    return [text for text in dict.fromkeys((definition.zh, definition.en)) if text]


def _both(label: Label) -> str:
    return " ".join(dict.fromkeys(filter(None, (label.zh, label.en))))
