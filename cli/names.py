"""`bankgraph names`: what a name means."""

from __future__ import annotations

import click

from bankgraph.ontology import NotFoundError
from bankgraph.queries import Named, Names

from .completing import ThingName
from .output import emit, emit_json, format_option
from .workspace import Workspace, workspace_options


@click.command("names")
@click.argument("text", type=ThingName())
@format_option
@workspace_options
def command(workspace: Workspace, text: str, form: str) -> None:
    """Show which entity TEXT names, or the candidates where it is none or several."""
    with workspace.opened() as store:
        resolution = Names.of(store).resolve(text)
    candidates = [_record(named) | {"score": score} for named, score in resolution.candidates]
    if form == "json":
        resolved = _record(resolution.resolved) if resolution.resolved else None
        emit_json({"resolved": resolved, "candidates": candidates})
    elif candidates:
        emit(candidates, form)
    if resolution.resolved:
        return
    if any(score == 1.0 for _, score in resolution.candidates):
        raise NotFoundError(f"'{text}' names several things; give one of the ids above")
    raise NotFoundError(f"nothing is named '{text}'" + ("; the nearest are above" if candidates else ""))


def _record(named: Named) -> dict[str, object]:
    return {"id": named.id, "class": named.cls, "name_zh": named.name_zh, "name_en": named.name_en}
