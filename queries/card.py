"""All that a graph says of one entity."""

from __future__ import annotations

from dataclasses import dataclass

from bankgraph.ontology import NotFoundError
from bankgraph.stores import Node, Rows, Store

from .lookups import lookup


@dataclass(frozen=True, slots=True)
class Card:
    """An entity, its figures (newest first), its relations in both directions, and where it is named."""

    entity: Node
    figures: Rows
    relations: Rows
    namings: Rows


def card(store: Store, identifier: str) -> Card:
    """Return the card of the entity with this id. Raises `NotFoundError` where there is none."""
    asked = {"id": identifier}
    rows = store.query(lookup("entity"), asked).rows
    if not rows or not isinstance(entity := rows[0][0], Node):
        raise NotFoundError(f"there is no entity '{identifier}'; look for it with: bankgraph names TEXT")
    return Card(
        entity,
        store.query(lookup("figures"), asked),
        store.query(lookup("relations"), asked),
        store.query(lookup("namings"), asked),
    )
