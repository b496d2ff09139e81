"""From files to a store in one step."""

from __future__ import annotations

from bankgraph.ontology import Schema
from bankgraph.stores import Changes, Progress, Store

from .knowledge import Knowledge
from .memory import without_cycle_collection
from .property_graph import property_graph


def load(
    knowledge: Knowledge, store: Store, schema: Schema, progress: Progress = lambda _done, _total: None
) -> Changes:
    """Make `store` hold `knowledge` and return what that changed. Raises as `Store.replace` does."""
    with without_cycle_collection():
        return store.replace(property_graph(knowledge, schema), progress)
