"""All that a graph says of one entity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bankgraph.ontology import NotFoundError
from bankgraph.stores import Node, Rows, Store, Value

from .lookups import lookup


class Card(NamedTuple):
    """An entity, its figures, its relations in both directions, where it is named, and the sources of these.

    Figures and relations come newest first: `dated` is the last day of the period, else the day on which
    the newest source was published, else None. `more` holds the qualifiers of an ontology of one's own.
    """

    entity: Node
    figures: Rows
    relations: Rows
    namings: Rows
    sources: Rows


def card(store: Store, identifier: str) -> Card:
    """Return the card of the entity with this id. Raises `NotFoundError` where there is none."""
    asked = {"id": identifier}
    rows = store.recall(lookup("entity"), asked).rows
    if not rows or not isinstance(entity := rows[0][0], Node):
        raise NotFoundError(f"there is no entity '{identifier}'; look for it with: bankgraph names TEXT")
    figures, relations, namings = (
        store.recall(lookup(text), asked) for text in ("figures", "relations", "namings")
    )
    sources = cited_sources(store, figures, relations, namings)
    return Card(entity, newest_first(figures, sources), newest_first(relations, sources), namings, sources)


def cited_sources(store: Store, *cited: Rows) -> Rows:
    """Return the sources in the column `sources` or `source` of these rows, the newest first, each once."""
    ids = {
        str(source)
        for rows in cited
        for row in rows.as_dicts()
        for source in (*_list(row.get("sources")), *filter(None, (row.get("source"),)))
    }
    return store.recall(lookup("source-texts"), {"ids": sorted(ids)})


def newest_first(rows: Rows, sources: Rows) -> Rows:
    """Return statements in the order of `dated`, which is filled from the sources where it is None.

    `more` is a list of names and values, and becomes a map.
    """
    published = {str(s["source"]): str(s["published"]) for s in sources.as_dicts() if s["published"]}
    dated = [{**row, "dated": _date(row, published), "more": _more(row)} for row in rows.as_dicts()]
    dated.sort(key=lambda row: str(row["dated"] or ""), reverse=True)
    return Rows(rows.columns, tuple(tuple(row.values()) for row in dated))


def _date(row: Mapping[str, Value], published: Mapping[str, str]) -> Value:
    days = [published[str(s)] for s in _list(row["sources"]) if str(s) in published]
    return row["dated"] or max(days, default=None)


def _more(row: Mapping[str, Value]) -> Value:
    pairs = (pair for pair in _list(row["more"]) if isinstance(pair, list))
    return {str(name): value for name, value in sorted(pairs)}


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
