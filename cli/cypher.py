"""`bankgraph cypher`: one query, or the console."""

from __future__ import annotations

import sys

import click

from bankgraph.ontology import NotFoundError, UsageError

from .output import emit, fields_option, format_option, picked, records
from .query import assignments, json_values, parameter_option
from .workspace import Workspace, workspace_options


@click.command("cypher")
@click.argument("query", required=False)
@parameter_option
@click.option("--write", is_flag=True, help="Allow the query to change the graph (Neo4j only).")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="In the console, stop a query after so long; 0 never does.",
)
@fields_option
@format_option
@workspace_options
def command(  # one argument an option
    workspace: Workspace,
    query: str | None,
    params: tuple[str, ...],
    write: bool,
    time_limit: float,
    fields: str,
    form: str,
) -> None:
    """Run a Cypher QUERY, given here or on stdin, and print its rows; on a terminal, open the console.

    Read-only unless --write. Values of -p are JSON where they parse as JSON, and text otherwise.
    Example: bankgraph cypher "MATCH (b:Bank) RETURN b.name ORDER BY b.id"
    """
    parameters = json_values(assignments(params))
    if not query and not fields and sys.stdin.isatty() and sys.stdout.isatty():
        from .console.loop import open_console

        open_console(workspace, parameters, write=write, limit=time_limit, form=form)
        return
    text = query or ("" if sys.stdin.isatty() else sys.stdin.read())
    if not text.strip():
        raise UsageError('there is no query; give one: bankgraph cypher "MATCH (b:Bank) RETURN b.name"')
    with workspace.opened() as store:
        rows = (store.write if write else store.query)(text.strip().rstrip(";"), parameters)
    found, columns = picked(records(rows), rows.columns, fields)
    if found or form != "table":
        emit(found, form, columns)
    if not rows.rows and not write:
        raise NotFoundError("the query found nothing")
