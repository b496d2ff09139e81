"""From an address to a store."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bankgraph.ontology import Schema

    from .protocol import Store


def open_store(schema: Schema | Callable[[], Schema], address: str | None = None) -> Store:
    """Return the store at `address`: a Neo4j URI, a directory, or None for the user's embedded graph.

    Nothing is connected or opened before the first query. A Neo4j login is taken from the environment
    (`Login.from_environment`).
    """
    # An engine is imported when it is chosen: the driver and the Java bridge are slow to import.
    if address and "://" in address:
        from .neo4j import Neo4jStore

        return Neo4jStore(schema() if callable(schema) else schema, address)
    from .embedded import EmbeddedStore

    return EmbeddedStore(schema, address)
