"""`bankgraph queries`: the packs."""

from __future__ import annotations

from pathlib import Path

import click

from bankgraph.queries import Pack, find_pack

from .completing import PackName
from .output import emit, format_option
from .workspace import Workspace, workspace_options


@click.command("queries")
@click.argument("name", required=False, type=PackName())
@format_option
@workspace_options
def command(workspace: Workspace, name: str | None, form: str) -> None:
    """List the pack queries; with NAME, print that one, ready to paste into Neo4j Browser."""
    if name:
        click.echo(Path(find_pack(workspace.catalogue, name).file).read_text(encoding="utf-8").rstrip())
        return
    emit([_record(p) for p in workspace.catalogue.values()], form)


def _record(pack: Pack) -> dict[str, object]:
    parameters = [f"{p.name}: {p.type}" + (f" = {p.default}" if p.default else "") for p in pack.parameters]
    return {
        "name": pack.name,
        "group": pack.group,
        "title": pack.title,
        "title_zh": pack.title_zh,
        "parameters": parameters,
    }
