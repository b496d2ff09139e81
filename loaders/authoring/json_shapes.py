"""The building blocks of the JSON Schema (draft-07): texts, numbers, spans, closed lists and mappings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from bankgraph.ontology import Label

_MARKUP = re.compile(r"[\\`*_<>#]")

Shape: TypeAlias = dict[str, Any]
"""A part of a JSON Schema."""


def text(pattern: str = "\\S", otherwise: str = "is blank") -> Shape:
    """Return a text of this form, which `otherwise` says to whom it misses; numbers are read as texts."""
    return {"type": ["string", "number"], "pattern": pattern, "patternErrorMessage": otherwise}


TEXT = text()
NUMBER = text("^[^%A-DF-Za-df-z\\u4e00-\\u9fff]+$", "is not a number; write the unit under unit:")
"""A number; in quotes where its last zeros are to be kept."""

SPAN: Shape = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
}
SPANS: Shape = {
    "type": "array",
    "minItems": 1,
    "if": {"items": [{"type": "array"}]},
    "then": {"items": SPAN},
    "else": SPAN,
}
"""One span, or a list of spans."""

# What is not there is null. It is said in the negative, so that editors do not offer "null" as a value.
_ABSENT: Shape = {"not": {"type": ["string", "number", "boolean", "array", "object"]}}


def ref(definition: str) -> Shape:
    """Return a reference to one of the schema's definitions."""
    return {"$ref": f"#/definitions/{definition}"}


def closed(values: Mapping[str, str]) -> Shape:
    """Return a closed list of values, each with what it means."""
    return {"enum": list(values), "enumDescriptions": list(values.values())}


def offered(values: Mapping[str, str], others: Shape) -> Shape:
    """Return values to choose from, each with what it means, beside others that are allowed as well."""
    # Not anyOf: editors would join the explanations of both where a value fits both.
    return {"oneOf": [closed(values), {**others, "not": {"enum": list(values)}}]}


def optional(shape: Shape) -> Shape:
    """Return a shape that may be left empty as well."""
    if isinstance(kind := shape.get("type"), str):
        return {**shape, "type": [kind, "null"]}
    return {**shape, "type": [*kind, "null"]} if kind else {"oneOf": [shape, _ABSENT]}


def mapping(
    keys: Mapping[str, Shape], required: Iterable[str] = (), *, open_to: Shape | None = None
) -> Shape:
    """Return a mapping with these keys; other keys are refused, or take what `open_to` says."""
    shape: Shape = {"type": "object", "properties": dict(keys)} if keys else {"type": "object"}
    if needed := list(required):
        shape["required"] = needed
    return {**shape, "additionalProperties": open_to or False}


def explained(shape: Shape, name: Label, meaning: Label) -> Shape:
    """Return a shape with its name and its meaning in both languages, as editors show them."""
    if "$ref" in shape:  # draft-07 reads nothing beside a reference
        shape = {"allOf": [shape]}
    return {
        "title": f"{name.zh} {name.en}",
        "description": f"{meaning.zh} {meaning.en}",
        "markdownDescription": _MARKUP.sub(r"\\\g<0>", f"{meaning.zh}\n\n{meaning.en}"),
        **shape,
    }
