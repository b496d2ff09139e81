"""`bankgraph export`: what is curated, for other programs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from bankgraph.loaders import SUFFIXES, exported, facts, format_of
from bankgraph.loaders.authoring import curated_schema
from bankgraph.ontology import UsageError

from .files import write_directory, write_file
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
    """Write the JSON Schema of curated YAML, for editors.

    With it they complete, explain and check the words of the shipped vocabulary and of what --ontology adds.
    """
    known = workspace.knowledge().entities.values() if ids else ()
    emit_json(curated_schema(workspace.schema, known))


_FOR_IMPORT = "neo4j-admin"


@command.command("graph", short_help="Write the whole graph as RDF, GraphML, or files for neo4j-admin.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*SUFFIXES, _FOR_IMPORT]),
    help="The file's format; by the ending of its name if absent, else turtle.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    help="The file to write, for neo4j-admin the new directory; stdout if absent.",
)
@workspace_options
def export_graph(workspace: Workspace, form: str | None, output: str) -> None:
    """Write the whole graph, with every qualifier and citation, as RDF or GraphML.

    bankgraph load --from FILE reads it back without loss.
    Example: bankgraph export graph -o graph.ttl

    With --format neo4j-admin it is a directory from which neo4j-admin fills a Neo4j that is not running.
    """
    if form == _FOR_IMPORT:
        _export_for_import(workspace, output)
        return
    chosen = form or format_of(output) or "turtle"
    text = exported(workspace.knowledge(), workspace.schema, chosen)
    if output == "-":
        click.echo(text, nl=False)
    else:
        write_file(Path(output), text)


def _export_for_import(workspace: Workspace, output: str) -> None:
    from bankgraph.loaders.admin_csv import ARGUMENTS, admin_csv

    if output == "-":
        raise UsageError(f"{_FOR_IMPORT} takes several files; name a new directory with -o")
    with workspace.compiled() as graph:
        write_directory(Path(output), admin_csv(graph, workspace.schema))
        held = "{entities} entities, {statements} statements of {sources} sources".format(**graph.holdings)
    click.echo(f"{output}: {held}")
    click.echo(f"What to run next stands at the head of {Path(output, ARGUMENTS)}", err=True)


_file_option = click.option(
    "-o", "--output", metavar="FILE", default="-", help="The file to write; stdout if absent."
)


@command.command("ontology")
@_file_option
@workspace_options
def export_ontology(workspace: Workspace, output: str) -> None:
    """Write the ontology in Turtle: OWL 2, alignments and competency questions, --ontology included."""
    from bankgraph.ontology.whole import as_turtle, whole_ontology

    _put(workspace, as_turtle(whole_ontology(workspace.ontology)), output)


@command.command("shapes")
@_file_option
@workspace_options
def export_shapes(workspace: Workspace, output: str) -> None:
    """Write the SHACL shapes of an exported graph in Turtle, those of --ontology included.

    They are for the graph and the ontology in one file: (bankgraph export ontology; bankgraph export graph) >
    all.ttl
    """
    from bankgraph.ontology.shapes import all_shapes
    from bankgraph.ontology.whole import as_turtle

    _put(workspace, as_turtle(all_shapes(workspace.ontology)), output)


def _put(workspace: Workspace, turtle: str, output: str) -> None:
    """Write Turtle to a file, or to stdout for `-`, where the vocabulary that it is of is in order."""
    workspace.schema  # noqa: B018  # reading it checks it
    if output == "-":
        click.echo(turtle, nl=False)
    else:
        write_file(Path(output), turtle)
