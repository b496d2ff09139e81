"""`bankgraph export`: what is curated, for other programs."""

from __future__ import annotations

from dataclasses import asdict

import click

from bankgraph.loaders import curated_schema, facts

from .output import FORMATS, emit, emit_json
from .workspace import Workspace, workspace_options

_rows_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="jsonl",
    show_default=True,
    help="How rows come out.",
)


@click.group("export")
def command() -> None:
    """Write what is curated for other programs."""


@command.command("facts")
@_rows_option
@workspace_options
def export_facts(workspace: Workspace, form: str) -> None:
    """Write the facts, one record for each piece of evidence."""
    emit(list(facts(workspace.knowledge())), form)


@command.command("sources")
@_rows_option
@workspace_options
def export_sources(workspace: Workspace, form: str) -> None:
    """Write the sources with their hashes."""
    emit([asdict(source) for source in workspace.knowledge().sources.values()], form)


@command.command("schema")
@click.option("--ids", is_flag=True, help="Offer the ids of all known entities, each with its names.")
@workspace_options
def export_schema(workspace: Workspace, ids: bool) -> None:
    """Write the JSON Schema of curated YAML, with which editors complete, explain and check.

    It holds the words of the shipped vocabulary and of what --ontology adds.
    """
    known = workspace.knowledge().entities.values() if ids else ()
    emit_json(curated_schema(workspace.schema, known))
