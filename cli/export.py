"""`bankgraph export`: the facts and the sources for other programs."""

from __future__ import annotations

from dataclasses import asdict

import click

from bankgraph.loaders import facts

from .output import FORMATS, emit
from .workspace import Workspace, workspace_options


@click.command("export")
@click.argument("what", type=click.Choice(["facts", "sources"]))
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@workspace_options
def command(workspace: Workspace, what: str, form: str) -> None:
    """Write the curated FACTS, one record for each piece of evidence, or the SOURCES."""
    knowledge = workspace.knowledge()
    if what == "facts":
        emit(list(facts(knowledge)), form)
    else:
        emit([asdict(source) for source in knowledge.sources.values()], form)
