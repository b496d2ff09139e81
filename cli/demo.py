"""`bankgraph demo`: what bankgraph does, in a minute."""

from __future__ import annotations

from pathlib import Path

import click

from bankgraph.loaders import load
from bankgraph.queries import answer, find_pack, whole_graph
from bankgraph.stores import Store, open_store
from bankgraph.viz import render

from .load import progress_bar
from .output import emit, records
from .viz import write_page
from .workspace import Workspace, workspace_options

_NEXT = (
    "bankgraph show 北京银行                       # all that is known of one bank, with its sources",
    'bankgraph ask "which banks deploy DeepSeek"   # or: bankgraph ask "哪些银行部署了DeepSeek"',
    "bankgraph viz --around 工行 -o icbc.html      # a bank and what surrounds it, as one page",
)


@click.command("demo")
@click.option("-o", "--output", default="bankgraph.html", show_default=True, help="The page to write.")
@workspace_options
def command(workspace: Workspace, output: str) -> None:
    """Build the graph from the curated data, answer two questions, draw it, and say what to try next."""
    knowledge = workspace.knowledge()
    with open_store(workspace.schema, workspace.store) as store:
        with progress_bar("Building the graph") as progress:
            load(knowledge, store, workspace.schema, progress)
        click.echo(
            f"{len(knowledge.entities)} entities and {len(knowledge.statements)} statements, "
            f"each cited to the character in one of {len(knowledge.sources)} sources."
        )
        _ask(workspace, store, "banks-deploying", {"model": "deepseek"})
        _ask(workspace, store, "rank", {"metric": "ai-application-scenarios"})
        page = render(whole_graph(store), workspace.schema, title="bankgraph")
    write_page(Path(output), page)
    click.echo(f"\nThe whole graph as a page: {output}\n\nTry next:")
    for line in _NEXT:
        click.echo(f"  {line}")


def _ask(workspace: Workspace, store: Store, name: str, given: dict[str, str]) -> None:
    pack = find_pack(workspace.catalogue, name)
    click.echo(f"\n{pack.title} {pack.title_zh}")
    if pack.note:
        click.echo(f"{pack.note}")
    click.echo()
    found = answer(pack, given, store, workspace.schema)
    emit(records(found.rows), "table", found.rows.columns)
