"""A graph as JSON-LD that a person can read: prefixed names, one object a subject, lists as lists."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from bankgraph.ontology.namespaces import PREFIXES

from . import vocabulary as v
from .dataset import Description, Object
from .names import prefixed


def to_jsonld(descriptions: Mapping[NamedNode, Description]) -> Iterator[str]:
    """Yield the triples of one graph as JSON-LD 1.1, subject by subject."""
    yield f'{{"@context": {_json(dict(PREFIXES))},\n"@graph": ['
    joint = "\n"
    for subject, description in descriptions.items():
        yield joint + _json(_node(subject, description))
        joint = ",\n"
    yield "\n]}\n"


def _node(subject: NamedNode, description: Description) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _name(subject)}
    for predicate, values in description.items():
        if predicate == v.TYPE:
            node["@type"] = [_name(value) for value in values if isinstance(value, NamedNode)]
        else:
            node[_name(predicate)] = [_value(value) for value in values]
    return node


def _value(value: Object) -> Any:
    match value:
        case tuple():
            return {"@list": [_literal(item) for item in value]}
        case NamedNode():
            return {"@id": _name(value)}
        case _:
            return _literal(value)


def _literal(literal: Literal) -> Any:
    if literal.language:
        return {"@language": literal.language, "@value": literal.value}
    if literal.datatype == v.STRING:
        return literal.value
    return {"@type": _name(literal.datatype), "@value": literal.value}


def _name(iri: NamedNode) -> str:
    return prefixed(iri) or iri.value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
