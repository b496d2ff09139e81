"""`bankgraph network`: questions about the graph as a whole."""

from __future__ import annotations

import click

from bankgraph.ontology import ENTITY, UsageError, suggestion
from bankgraph.stores import Rows

from .output import emit, fields_option, format_option, picked, records
from .workspace import Workspace, workspace_options


@click.group("network")
def command() -> None:
    """What is central, and what belongs together."""


@command.command("central")
@click.option("--class", "cls", default=ENTITY, help="Only things of this class; all if absent.")
@fields_option
@format_option
@workspace_options
def central(workspace: Workspace, cls: str, fields: str, form: str) -> None:
    """List things by how much they connect others.

    Example: bankgraph network central --class Technology
    """
    from bankgraph.queries import network

    classes = workspace.schema.entity_classes
    if cls not in (ENTITY, *classes):
        mend = f"use one of {', '.join(classes)}"
        raise UsageError(f"there is no class '{cls}'{suggestion(cls, classes, mend)}")
    with workspace.opened() as store:
        graph = network.to_networkx(store)
    ids = [i for i, labels in graph.nodes(data="labels") if cls in labels]
    _print(network.central(graph, ids), fields, form)


@command.command("communities")
@fields_option
@format_option
@workspace_options
def communities(workspace: Workspace, fields: str, form: str) -> None:
    """List what belongs together."""
    from bankgraph.queries import network

    with workspace.opened() as store:
        graph = network.to_networkx(store)
    _print(network.communities(graph), fields, form)


def _print(rows: Rows, fields: str, form: str) -> None:
    found, columns = picked(records(rows), rows.columns, fields)
    emit(found, form, columns)
