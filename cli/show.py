"""`bankgraph show`: all that is known of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bankgraph.ontology import ENTITY

from .completing import ThingName
from .output import emit, emit_json, format_option, presentable, records
from .quoting import Quotes, quotes, say_missing, texts_option
from .workspace import Workspace, workspace_options

if TYPE_CHECKING:
    from pathlib import Path

    from bankgraph.queries import Card


@click.command("show")
@click.argument("name", type=ThingName(ENTITY))
@texts_option
@format_option
@workspace_options
def command(workspace: Workspace, name: str, texts: Path | None, form: str) -> None:
    """Show one bank, model, initiative or other thing with every fact about it, each with its source.

    Facts come by kind, the newest first. With --texts the words that state them are printed too.
    """
    from bankgraph.queries import Names, card  # which completion does without

    with workspace.opened() as store:
        names = Names.of(store)
        found = card(store, names.one(name, ENTITY).id)
    told = _told(found, texts)
    if form == "json":
        emit_json({**_head(found), **told})
    elif form == "table":
        from .card import card_text, print_card  # where a card is printed
        from .wording import Wording

        words = Wording(workspace.schema, names.name_of)
        print_card(card_text(_head(found), told, words))
    else:
        emit([*told["figures"], *told["relations"]], form)


def _head(found: Card) -> dict[str, Any]:
    properties = presentable(dict(found.entity.properties))
    return {k: v for k, v in properties.items() if k not in ("content_hash", "name")}


def _told(found: Card, texts: Path | None) -> dict[str, list[dict[str, Any]]]:
    """The records of a card by kind; with texts, each has its `quote`."""
    told = {
        "figures": records(found.figures),
        "relations": records(found.relations),
        "named_in": records(found.namings),
        "sources": records(found.sources),
    }
    if texts:
        quoting = quotes(texts, told["sources"])
        say_missing(quoting, texts)
        _quote(told, quoting)
    return told


def _quote(told: dict[str, list[dict[str, Any]]], quoting: Quotes) -> None:
    for record in (*told["figures"], *told["relations"]):
        record["quote"] = [quoting.of(span) for span in record["evidence"]]
    for record in told["named_in"]:
        record["quote"] = quoting.of(f"{record['source']}#char={record['start']},{record['end']}")
