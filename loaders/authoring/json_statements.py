"""The part of the JSON Schema that describes statements: what each key takes, and which keys go together."""

from __future__ import annotations

from collections.abc import Iterable

from bankgraph.loaders.periods import PERIOD
from bankgraph.ontology import Attribute, Relation, Schema

from .json_shapes import NUMBER, SPANS, TEXT, Shape, closed, explained, mapping, optional, ref, text
from .key_labels import KeyLabel, key_labels

ENTITY_ID, METRIC_ID = "entity-id", "metric-id"
"""Definitions of what may stand where an id is due."""

_PERIOD = text(f"^\\s*{PERIOD}\\s*$", "is no EDTF date or interval, such as 2025-06 or 2025-01/2025-06")
_COMMON = ("subject", "at", "subject_at", "object_at", "about_at", "accept")
_FIGURE = ("metric", "value", "unit", "comparator", "as_written", "change", "about")
_RELATION = ("predicate", "object")


def statement_keys(schema: Schema) -> dict[str, Shape]:
    """Return what may stand under each key of a statement, without its explanation."""
    figure = {
        "value": NUMBER,
        "unit": _units(schema),
        "comparator": closed(labels(schema.attributes["comparator"])),
    }
    return {
        "subject": ref(ENTITY_ID),
        "predicate": closed({name: _told(schema.relations[name]) for name in schema.curated_relations}),
        "object": ref(ENTITY_ID),
        "metric": ref(METRIC_ID),
        "about": ref(ENTITY_ID),
        **{key: optional(shape) for key, shape in figure.items()},
        "as_written": optional(TEXT),
        "change": optional(_change(schema, figure)),
        **{name: _qualifier(qualifier) for name, qualifier in schema.qualifiers.items()},
        "at": SPANS,
        "subject_at": optional(SPANS),
        "object_at": optional(SPANS),
        "about_at": optional(SPANS),
    }


def statement_shapes(schema: Schema) -> dict[str, Shape]:
    """Return the forms of a statement: a figure if it has a metric, and else a relation."""
    common = (*_COMMON, *schema.qualifiers)
    return {
        "statement": {
            "if": _has("metric"),
            "then": ref("figure"),
            "else": {"if": _has("predicate"), "then": ref("relation"), "else": ref("relation-or-figure")},
        },
        "figure": {
            **_keyed((*common, *_FIGURE), ("subject", "metric", "at")),
            "allOf": [
                _together("value", "unit"),
                _together("unit", "value"),
                {"anyOf": [{"required": [key]} for key in ("value", "unit", "change")]},
            ],
        },
        "relation": _keyed((*common, *_RELATION), ("subject", "predicate", "object", "at")),
        "relation-or-figure": {
            **_keyed((*common, *_RELATION, *_FIGURE), ("subject", "at")),
            "anyOf": [{"required": ["predicate"]}, {"required": ["metric"]}],
        },
    }


def value(attribute: Attribute) -> Shape:
    """Return what an attribute takes: one of its closed list, or any text; or nothing."""
    return optional(closed(labels(attribute)) if attribute.values else TEXT)


def labels(attribute: Attribute) -> dict[str, str]:
    """Return each value of a closed list, with what it is called."""
    return {name: f"{label.zh} {label.en}" for name, label in attribute.values.items()}


def _change(schema: Schema, figure: dict[str, Shape]) -> Shape:
    keys = {
        **figure,
        "comparator": optional(figure["comparator"]),
        "basis": closed(labels(schema.attributes["change_basis"])),
        "baseline": optional(TEXT),
    }
    words = key_labels(schema)
    return mapping(
        {key: _explained(shape, words.get(f"change_{key}") or words[key]) for key, shape in keys.items()},
        ("value", "unit", "basis"),
    )


def _explained(shape: Shape, words: KeyLabel) -> Shape:
    return explained(shape, words.name, words.meaning)


def _qualifier(qualifier: Attribute) -> Shape:
    if qualifier.name == "period":
        return optional(_PERIOD)
    if qualifier.name == "period_inferred":
        return {"type": "boolean"}
    return ref(ENTITY_ID) if qualifier.datatype == "entityId" else value(qualifier)


def _units(schema: Schema) -> Shape:
    return closed({name: f"{u.label.zh} {u.label.en} ({u.kind})" for name, u in schema.unit_by_name.items()})


def _told(relation: Relation) -> str:
    ends = f"{', '.join(relation.domain)} → {', '.join(relation.range)}"
    meaning = f"{relation.definition.zh} {relation.definition.en}"
    return f"{relation.label.zh} {relation.label.en} ({ends}): {meaning}"


def _has(key: str) -> Shape:
    return {"type": "object", "required": [key]}


def _keyed(names: Iterable[str], required: Iterable[str]) -> Shape:
    return mapping({name: ref(f"key-{name}") for name in names}, required)


def _together(one: str, other: str) -> Shape:
    """Where `one` has a value, `other` has one too."""
    given = {"required": [one], "properties": {one: {"not": {"type": "null"}}}}
    return {"if": given, "then": {"required": [other]}}
