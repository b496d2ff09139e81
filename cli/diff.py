"""`bankgraph diff`: what a load would change."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, fields
from pathlib import Path

import click

from bankgraph.loaders import holdings, imported
from bankgraph.loaders.changes import ThingChanged, things_changed
from bankgraph.stores import Store
from bankgraph.stores.staged import StagedGraph

from .opening import open_store
from .output import emit, format_option
from .progress import progress_bar
from .workspace import Workspace, workspace_options

from_option = click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Take this export (.ttl, .trig, .jsonld, .nq, .nt, .graphml), not the curated data.",
)

verify_option = click.option(
    "--verify", is_flag=True, help="Read back every property, not only the hashes that a load left."
)


@click.command("diff")
@click.option("--to", metavar="ADDRESS", help="neo4j://… or a directory; the embedded graph if absent.")
@from_option
@verify_option
@format_option
@workspace_options
def command(workspace: Workspace, to: str | None, file: Path | None, verify: bool, form: str) -> None:
    """Show what a load would add, change and remove: a row for each entity, source and statement."""
    with staged_data(workspace, file) as graph, open_store(workspace.schema, to or workspace.store) as store:
        show_difference(graph, store, form, verify=verify)


@contextmanager
def staged_data(workspace: Workspace, file: Path | None) -> Iterator[StagedGraph]:
    """Yield the graph that a store is to hold: of an export, or of the curated data."""
    if file is None:
        with ExitStack() as stack:
            with progress_bar("Reading") as progress:
                graph = stack.enter_context(workspace.compiled(progress))
            yield graph
    else:
        whole = imported(file, workspace.schema)
        with StagedGraph.of(whole, holdings(whole)) as graph:
            yield graph


def show_difference(graph: StagedGraph, store: Store, form: str, *, verify: bool) -> None:
    """Print what a load of `graph` would change."""
    with store.compared(graph, verify=verify) as difference:
        found = things_changed(difference)
        columns = [field.name for field in fields(ThingChanged)]
        emit([asdict(thing) for thing in found], form, columns)
        if form == "table":
            click.echo(_summary(found, difference.size, store.name), err=not found or not sys.stdout.isatty())


def _summary(found: list[ThingChanged], size: int, where: str) -> str:
    if not found:
        return (
            f"{where}: a load would change nothing"
            if not size
            else f"{where}: a load would mend {size} copies"
        )
    verbs = Counter(thing.change for thing in found)
    return f"{where}: " + ", ".join(f"{count} {verb}" for verb, count in verbs.items())
