"""What a query would do beside reading, by the server's own plan of it.

Neo4j holds a reading session to leave the graph alone, and lets it load files and addresses, end other
people's transactions, and call procedures that do what they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import neo4j

from bankgraph.ontology import UsageError

from .protocol import LOADS_SOMETHING, not_reading

PROCEDURES = frozenset(
    {
        "db.index.fulltext.listAvailableAnalyzers",
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
        "db.index.vector.queryNodes",
        "db.index.vector.queryRelationships",
        "db.info",
        "db.labels",
        "db.ping",
        "db.propertyKeys",
        "db.relationshipTypes",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.schema.visualization",
        "dbms.components",
        "dbms.info",
        "dbms.showCurrentUser",
    }
)
"""The procedures that only read the graph or name the server; the mode READ does not promise that."""

# Only such a query is planned beforehand. A keyword may have escapes in it, and a digit right before it;
# CALL ( and CALL { are subqueries.
_MAY_DO_MORE = re.compile(r"\\u|load\b|terminate\b|call\b(?!\s*[({])", re.IGNORECASE)


def refuse_more_than_reading(
    transaction: neo4j.ManagedTransaction, cypher: str, parameters: Mapping[str, Any]
) -> None:
    """Raise `UsageError` for a query that would do more than read the graph. Nothing of it is run."""
    if not _MAY_DO_MORE.search(cypher):
        return
    plan = transaction.run(f"EXPLAIN {cypher}", dict(parameters)).consume().plan
    for operator, details in _operators(plan or {}):
        procedure = details.partition("(")[0]
        if operator == "LoadCSV":
            raise UsageError(LOADS_SOMETHING)
        if operator == "TerminateTransactions":
            raise UsageError(not_reading("end transactions"))
        if operator == "ProcedureCall" and procedure not in PROCEDURES:
            raise UsageError(not_reading(f"call {procedure}, which may do more than read"))


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The name and the details of each operator of a plan."""
    yield str(plan.get("operatorType")).partition("@")[0], str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)
