"""The answers to reading queries of one snapshot, which never changes: what was asked once is known."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from .kept import Kept
from .values import Node, Path, Relationship, Rows, Value

_VARYING = re.compile(
    r"\b(rand|randomuuid|timestamp|date|datetime|localdatetime|time|localtime)\s*[(.]"
    r"|\bcall\s+[\w`]|^\s*(explain|profile)\b",
    re.IGNORECASE,
)
"""What makes a query's answer depend on more than the graph."""

_MOST_CHARACTERS = 1_000_000


class KeptAnswers:
    """Rows by query and parameters."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def find(self, cypher: str, parameters: Mapping[str, Any]) -> Rows | None:
        """Return the rows that are kept of this query, None where none are."""
        key = _key(parameters)
        found = self._kept.get(cypher, key) if key is not None else None
        return _rows(found) if found else None

    def keep(self, cypher: str, parameters: Mapping[str, Any], rows: Rows) -> None:
        """Keep rows, unless they are many or the query asks for more than the graph, such as the time."""
        key = _key(parameters)
        if key is None or _VARYING.search(cypher):
            return
        coded = {"columns": rows.columns, "rows": [[_coded(value) for value in row] for row in rows.rows]}
        if len(str(coded)) < _MOST_CHARACTERS:
            self._kept.put(cypher, {key: coded})


def _key(parameters: Mapping[str, Any]) -> str | None:
    try:
        return json.dumps(parameters, ensure_ascii=False, sort_keys=True)
    except (TypeError, ValueError):  # what JSON has no word for
        return None


def _coded(value: Value) -> Any:
    """A value in JSON's terms: a list, or what is in a map of one key that says what it is."""
    match value:
        case Node():
            return {"node": [value.labels, dict(value.properties)]}
        case Relationship():
            return {"relationship": [value.type, value.start, value.end, dict(value.properties)]}
        case Path():
            return {"path": [[_coded(v) for v in value.nodes], [_coded(v) for v in value.relationships]]}
        case list():
            return [_coded(item) for item in value]
        case dict():
            return {"map": {key: _coded(item) for key, item in value.items()}}
        case _:
            return value


def _rows(found: Any) -> Rows:
    rows = tuple(tuple(_decoded(value) for value in row) for row in found["rows"])
    return Rows(tuple(found["columns"]), rows)


def _decoded(value: Any) -> Any:
    if value is None or isinstance(value, str):  # most are
        return value
    if isinstance(value, list):
        return [_decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    ((kind, content),) = value.items()
    match kind:
        case "node":
            return Node(tuple(content[0]), content[1])
        case "relationship":
            return Relationship(*content)
        case "path":
            return Path(*(tuple(_decoded(part) for part in parts) for parts in content))
        case _:
            return {key: _decoded(item) for key, item in content.items()}
