"""What a loader asks a store about what it holds: ids, content hashes and counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from bankgraph.ontology import Schema

from .graph import VERSION, content_hash
from .steps import quoted

Ask: TypeAlias = Callable[[str, Mapping[str, Any]], Iterable[Sequence[Any]]]
"""Runs a reading query and gives its rows one by one."""

_RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) WHERE r.content_hash IS NOT NULL AND type(r) IN $types "
    "RETURN r.id, type(r), a.id, b.id, "
)
_HASH, _ALL = "{0}.content_hash", "properties({0})"


def roots(schema: Schema) -> list[str]:
    """Return the most general labels of the nodes that data become."""
    return sorted({c.labels[0] for c in schema.classes.values()} - {VERSION})


def nodes(ask: Ask, schema: Schema, *, verify: bool) -> Iterator[Sequence[Any]]:
    """Yield id, labels and content hash of each node that data may have become.

    The hash is None for a node of others. With `verify` it is that of the properties which the node has now.
    """
    for root in roots(schema):
        text = f"MATCH (n:{quoted(root)}) WHERE n.id IS NOT NULL RETURN n.id, labels(n), "
        if not verify:
            yield from ask(text + _HASH.format("n"), {})
            continue
        for identifier, labels, properties in ask(text + _ALL.format("n"), {}):
            known = schema.general_first(label for label in labels if label in schema.classes)
            yield identifier, labels, _hash(properties, known)


def relationships(ask: Ask, schema: Schema, *, verify: bool) -> Iterator[Sequence[Any]]:
    """Yield id, type, the ids of both ends, and content hash of each relationship that data became."""
    types = {"types": list(schema.relations)}
    if not verify:
        yield from ask(_RELATIONSHIPS + _HASH.format("r"), types)
        return
    for identifier, kind, start, end, properties in ask(_RELATIONSHIPS + _ALL.format("r"), types):
        yield identifier, kind, start, end, _hash(properties, kind, start, end)


def counts(schema: Schema) -> str:
    """Return the query that counts the nodes of each root label and the relationships of each type.

    Servers keep these counts: nothing is scanned.
    """
    counted = [f"COUNT {{ (:{quoted(root)}) }} AS {quoted(root)}" for root in roots(schema)]
    counted += [f"COUNT {{ ()-[:{quoted(name)}]->() }} AS {quoted(name)}" for name in schema.relations]
    return f"RETURN {', '.join(counted)}"


def _hash(properties: Mapping[str, Any], *what: Any) -> str | None:
    kept = dict(properties)
    return content_hash([*what, kept]) if kept.pop("content_hash", None) else None
