"""`bankgraph demo`: what bankgraph does, in a minute."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from bankgraph.loaders import load
from bankgraph.queries import answer, find_pack, whole_graph
from bankgraph.stores import Store
from bankgraph.stores.aot import record
from bankgraph.viz import render

from .files import write_file
from .opening import open_store
from .output import emit, records
from .progress import progress_bar
from .workspace import Workspace, workspace_options

_NEXT = (
    "show 北京银行                       # all that is known of one bank, with its sources",
    'ask "which banks deploy DeepSeek"   # or: ask "哪些银行部署了DeepSeek"',
    "viz --around 工行 -o icbc.html      # a bank and what surrounds it, as one page",
)


@click.command("demo")
@click.option("-o", "--output", default="bankgraph.html", show_default=True, help="The page to write.")
@workspace_options
def command(workspace: Workspace, output: str) -> None:
    """Build the graph from the curated data, answer two questions, draw it, and say what to try next."""
    record()
    knowledge = workspace.knowledge()
    with open_store(workspace.schema, workspace.store) as store:
        with progress_bar("Building the graph") as progress:
            changes = load(knowledge, store, workspace.schema, progress)
        if changes:
            with progress_bar("Preparing answers") as progress:
                workspace.prepare(store, len(knowledge.entities), progress)
        click.echo(
            f"{len(knowledge.entities)} entities and {len(knowledge.statements)} statements; "
            f"each statement is cited to the character in one of {len(knowledge.sources)} sources."
        )
        _ask(workspace, store, "banks-deploying")
        _ask(workspace, store, "rank")
        page = render(whole_graph(store), workspace.schema, title="bankgraph")
    write_file(Path(output), page)
    click.echo(f"\nThe whole graph as a page: {output}\n\nTry next:")
    for line in _NEXT:
        click.echo(f"  {_called()} {line}")


def _called() -> str:
    """How to call the command from here: by its name where it is on the path, else by its place."""
    here = Path(sys.argv[0])
    found = shutil.which("bankgraph")
    if found and Path(found).resolve() == here.resolve():
        return "bankgraph"
    return os.path.relpath(here) if here.is_file() else "bankgraph"


def _ask(workspace: Workspace, store: Store, name: str) -> None:
    """Print a pack's answer to its own default question."""
    pack = find_pack(workspace.catalogue, name)
    found = answer(pack, {}, store)
    asked = " ".join(map(str, found.parameters.values()))
    click.echo(f"\n{pack.title} {pack.title_zh}  (bankgraph {name} {asked})")
    if pack.note:
        click.echo(click.wrap_text(pack.note, shutil.get_terminal_size().columns))
    click.echo()
    emit(records(found.rows), "table", found.rows.columns)
