"""The curated format as a JSON Schema (draft-07), with which an editor completes, explains and checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bankgraph.loaders.knowledge import Entity
from bankgraph.ontology import Label, NodeClass, Schema

from .json_shapes import SPANS, TEXT, Shape, explained, mapping, offered, optional, ref, text
from .json_statements import ENTITY_ID, METRIC_ID, statement_keys, statement_shapes, value
from .key_labels import KeyLabel, key_labels

SCHEMA_NAME = "curated.schema.json"
"""The file beside the data that their modelines name."""

_ID = text("^\\s*[a-z0-9]+(-[a-z0-9]+)*\\s*$", "an id is made of a-z, 0-9 and single hyphens")
_KEYS = {"pattern": _ID["pattern"], "patternErrorMessage": _ID["patternErrorMessage"]}
_DATE = text("^\\s*\\d{4}-\\d{2}-\\d{2}\\s*$", "is not a date such as 2025-05-13")
_SHA256 = text("^\\s*[0-9a-f]{64}\\s*$", "is not 64 hex digits")
_LABEL: Shape = mapping({"zh": ref("key-zh"), "en": ref("key-en")}, ("zh", "en"))
_OF_ALL_ENTITIES: dict[str, Shape] = {
    "zh": TEXT,
    "en": TEXT,
    "aliases": {"type": ["array", "null"], "items": TEXT},
    "description": optional(_LABEL),
}
_OF_SOURCES: dict[str, Shape] = {
    "id": _ID,
    "title": TEXT,
    "publisher": TEXT,
    "published": _DATE,
    "language": {**TEXT, "examples": ["zh", "en"]},
    "sha256": _SHA256,
    "characters": {"type": "integer", "minimum": 1},
}
_CITING = ("named", "statements", "accept")  # keys that speak of the text of a source


def curated_schema(schema: Schema, known: Iterable[Entity] = ()) -> dict[str, Any]:
    """Return the JSON Schema of a curated file: every key, closed list, unit, relation and class.

    The ids and names of the `known` entities are offered where an id is due; other ids stay allowed, since
    a file may define its own. What the schema refuses `read_knowledge` refuses, apart from blanks around a
    listed value; it sees more, such as ids that nothing defines.
    """
    entities = tuple(known)
    writer = _Writer(schema, key_labels(schema))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "bankgraph",
        "description": "Curated YAML. Written by: bankgraph export schema",
        **writer.file(entities),
        "definitions": {
            **_identifiers(schema, entities),
            **{f"key-{name}": shape for name, shape in writer.keys().items()},
            **{name: writer.entity(schema.classes[name]) for name in schema.entity_classes},
            **statement_shapes(schema),
        },
    }


def _identifiers(schema: Schema, entities: tuple[Entity, ...]) -> dict[str, Shape]:
    metric_classes = schema.relations["OF_METRIC"].range
    metrics = [e for e in entities if schema.is_a(e.cls, metric_classes)]
    return {ENTITY_ID: _identifier(entities), METRIC_ID: _identifier(metrics)}


def _identifier(entities: Iterable[Entity]) -> Shape:
    names = {e.id: f"{e.name.zh} {e.name.en}" for e in entities}
    return offered(names, _ID) if names else _ID


class _Writer:
    """Writes the parts of the schema, each key explained in the vocabulary's words."""

    def __init__(self, schema: Schema, labels: Mapping[str, KeyLabel]) -> None:
        self.vocabulary = schema
        self.labels = labels

    def file(self, entities: tuple[Entity, ...]) -> Shape:
        """The whole file: classes, the source, namings, statements and what is accepted."""
        source = self._explained({**_OF_SOURCES, "url": optional(TEXT)})
        spans = {e.id: explained(SPANS, e.name, e.name) for e in entities}
        top: dict[str, Shape] = {
            "source": optional(mapping(source, _OF_SOURCES)),
            "named": optional({**mapping(spans, open_to=SPANS), "propertyNames": _KEYS}),
            "statements": {"type": ["array", "null"], "items": ref("statement")},
            "accept": {"type": ["array", "null"], "items": self._accepted()},
        }
        classes = {
            name: self._members(self.vocabulary.classes[name]) for name in self.vocabulary.entity_classes
        }
        whole = mapping({**self._explained(top), **classes})
        return {**whole, "dependencies": {key: ["source"] for key in _CITING}}

    def entity(self, cls: NodeClass) -> Shape:
        """An entity of a class: its names and what its class defines."""
        common = {name: ref(f"key-{name}") for name in (*_OF_ALL_ENTITIES, "accept")}
        own = {
            a.name: optional(_LABEL) if a.localized else value(a)
            for a in self.vocabulary.own_attributes[cls.name]
        }
        keys = {**common, **self._explained(own)}
        return explained(mapping(keys, ("zh", "en")), cls.label, cls.definition)

    def keys(self) -> dict[str, Shape]:
        """What may stand under each key that all entities, or statements, have in common."""
        reasons = {name: explained(TEXT, Label("规则", name), what) for name, what in _rules().items()}
        accept = {"accept": optional(mapping(reasons, open_to=TEXT))}
        return self._explained({**_OF_ALL_ENTITIES, **statement_keys(self.vocabulary), **accept})

    def _explained(self, shapes: Mapping[str, Shape]) -> dict[str, Shape]:
        words = {key: self.labels[key] for key in shapes}
        return {key: explained(shape, words[key].name, words[key].meaning) for key, shape in shapes.items()}

    def _members(self, cls: NodeClass) -> Shape:
        members = {**mapping({}, open_to=ref(cls.name)), "propertyNames": _KEYS}
        return explained(optional(members), cls.label, cls.definition)

    def _accepted(self) -> Shape:
        rules = {name: f"{what.zh} {what.en}" for name, what in _rules().items()}
        keys = {"rule": offered(rules, TEXT), "at": SPANS, "reason": TEXT}
        return mapping(self._explained(keys), keys)


def _rules() -> dict[str, Label]:
    """The rules that allow exceptions, and what each demands."""
    from bankgraph.loaders.checking.rules import RULES, Kind  # they come with all that holds them

    return {name: rule.demand for name, rule in RULES.items() if rule.kind is not Kind.STRUCTURE}
