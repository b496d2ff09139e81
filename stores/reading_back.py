"""What a loader asks a store about what it holds: ids, content hashes and counts."""

from __future__ import annotations

from bankgraph.ontology import Schema

from .graph import VERSION
from .steps import quoted

RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) WHERE r.content_hash IS NOT NULL AND type(r) IN $types "
    "RETURN r.id, type(r), a.id, b.id, r.content_hash"
)
"""Reads all relationships that an earlier load wrote, as `difference.Stored` has them."""


def roots(schema: Schema) -> list[str]:
    """Return the most general labels of the nodes that data become."""
    return sorted({c.labels[0] for c in schema.classes.values()} - {VERSION})


def nodes(root: str) -> str:
    """Return the query that reads the nodes with a root label, as `difference.Stored` has them."""
    return f"MATCH (n:{quoted(root)}) WHERE n.id IS NOT NULL RETURN n.id, labels(n), n.content_hash"


def counts(schema: Schema) -> str:
    """Return the query that counts the nodes of each root label and the relationships of each type.

    Servers keep these counts: nothing is scanned.
    """
    counted = [f"COUNT {{ (:{quoted(root)}) }} AS {quoted(root)}" for root in roots(schema)]
    counted += [f"COUNT {{ ()-[:{quoted(name)}]->() }} AS {quoted(name)}" for name in schema.relations]
    return f"RETURN {', '.join(counted)}"
