"""`bankgraph path`: how two things connect."""

from __future__ import annotations

import click

from bankgraph.ontology import ENTITY
from bankgraph.queries import Names

from .completing import ThingName
from .output import emit, fields_option, format_option, picked, records
from .workspace import Workspace, workspace_options


@click.command("path")
@click.argument("one", type=ThingName(ENTITY))
@click.argument("other", type=ThingName(ENTITY))
@fields_option
@format_option
@workspace_options
def command(workspace: Workspace, one: str, other: str, fields: str, form: str) -> None:
    """Show all shortest ways from ONE thing to the OTHER, each statement on them cited.

    Example: bankgraph path 工商银行 DeepSeek
    """
    from bankgraph.queries import network

    with workspace.opened() as store:
        names = Names.of(store)
        ends = [names.one(text, ENTITY).id for text in (one, other)]
        graph = network.to_networkx(store)
    rows = network.connections(graph, *ends)
    found, columns = picked(records(rows), rows.columns, fields)
    emit(found, form, columns)
