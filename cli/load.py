"""`bankgraph load`: curated data into a store."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from bankgraph.loaders import holdings, imported, load, property_graph
from bankgraph.stores import Changes, open_store

from .output import emit, format_option
from .progress import progress_bar
from .workspace import Workspace, workspace_options


@click.command("load")
@click.option("--to", metavar="ADDRESS", help="neo4j://… or a directory; the embedded graph if absent.")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Load this export (.ttl, .trig, .jsonld, .nq, .nt, .graphml), not the curated data.",
)
@format_option
@workspace_options
def command(workspace: Workspace, to: str | None, file: Path | None, form: str) -> None:
    """Read and check all data, then make the store equal to them; only what changed is written.

    With --from the store holds what the file says and nothing else.
    A Neo4j login is taken from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.
    """
    schema = workspace.schema
    graph = imported(file, schema) if file else property_graph(workspace.knowledge(), schema)
    with open_store(schema, to or workspace.store) as store, progress_bar("Loading") as progress:
        changes = load(graph, store, schema, progress)
        where = store.name
    counts = {"store": where, **holdings(graph), **asdict(changes)}
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
