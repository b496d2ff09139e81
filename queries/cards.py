"""All that a graph says of one entity."""

from __future__ import annotations

from typing import NamedTuple

from bankgraph.ontology import NotFoundError
from bankgraph.stores import Node, Rows, Store

from .lookups import lookup


class Card(NamedTuple):
    """An entity, its figures (newest first), its relations in both directions, and where it is named."""

    entity: Node
    figures: Rows
    relations: Rows
    namings: Rows


def card(store: Store, identifier: str) -> Card:
    """Return the card of the entity with this id. Raises `NotFoundError` where there is none."""
    asked = {"id": identifier}
    rows = store.recall(lookup("entity"), asked).rows
    if not rows or not isinstance(entity := rows[0][0], Node):
        raise NotFoundError(f"there is no entity '{identifier}'; look for it with: bankgraph names TEXT")
    return Card(
        entity,
        store.recall(lookup("figures"), asked),
        store.recall(lookup("relations"), asked),
        store.recall(lookup("namings"), asked),
    )
