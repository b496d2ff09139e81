"""`bankgraph load`: curated data into a store."""

from __future__ import annotations

from pathlib import Path

import click

from bankgraph.loaders import load
from bankgraph.stores import Changes, LoadOptions
from bankgraph.stores.aot import record

from .diff import from_option, show_difference, staged_data, verify_option
from .opening import open_store
from .output import emit, format_option
from .progress import progress_bar
from .workspace import Workspace, workspace_options


@click.command("load")
@click.option("--to", metavar="ADDRESS", help="neo4j://… or a directory; the embedded graph if absent.")
@from_option
@click.option("--dry-run", is_flag=True, help="Only show what would change, as `bankgraph diff` does.")
@click.option("--allow-shrink", is_flag=True, help="Remove even more than 5 % of what is stored.")
@verify_option
@format_option
@workspace_options
def command(
    workspace: Workspace,
    to: str | None,
    file: Path | None,
    dry_run: bool,
    allow_shrink: bool,
    verify: bool,
    form: str,
) -> None:
    """Read and check all data, then make the store equal to them; only what changed is written.

    With --from the store holds what the file says and nothing else.
    A Neo4j login is taken from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.
    """
    with staged_data(workspace, file) as graph, open_store(workspace.schema, to or workspace.store) as store:
        if dry_run:
            show_difference(graph, store, form, verify=verify)
            return
        options = LoadOptions(allow_shrink, verify)
        is_first = store.version() is None
        if is_first:
            record()
        with progress_bar("Loading") as progress:
            changes = load(graph, store, workspace.schema, progress, options)
        if is_first:
            with progress_bar("Preparing answers") as progress:
                workspace.prepare(store, graph.holdings["entities"], progress)
        counts = {"store": store.name, **graph.holdings, **changes._asdict()}
    if form == "table":
        click.echo(_sentence(counts, changes))
    else:
        emit([counts], form)


def _sentence(counts: dict[str, object], changes: Changes) -> str:
    held = "{entities} entities, {statements} statements with {evidence} citations of {sources} sources"
    if not changes:
        return ("{store}: unchanged; it holds " + held).format(**counts)
    wrote = "wrote {nodes_written} nodes and {relationships_written} relationships"
    removed = "removed {nodes_removed} and {relationships_removed}"
    return ("{store}: " + wrote + ", " + removed + "; it holds " + held).format(**counts)
