"""`bankgraph compare`: things of one class side by side."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from bankgraph.ontology import ENTITY, NotFoundError
from bankgraph.queries import Comparison, Names, compare
from bankgraph.stores import Store

from .comparison_records import as_object, as_rows
from .completing import ThingName
from .output import emit, emit_json, fields_option, format_option, picked
from .side_by_side import print_comparison
from .wording import Wording
from .workspace import Workspace, workspace_options


@click.command("compare")
@click.argument("names", nargs=-1, required=True, type=ThingName(ENTITY))
@click.option(
    "--metric",
    "metrics",
    multiple=True,
    metavar="NAME",
    type=ThingName(ENTITY),
    help="Only this metric; repeatable.",
)
@fields_option
@format_option
@workspace_options
def command(
    workspace: Workspace, names: tuple[str, ...], metrics: tuple[str, ...], fields: str, form: str
) -> None:
    """Compare two or more things of one class: their figures, what they share, and what only one has.

    Figures stand in one line only where metric, what they are about, and period are the same; all are in
    the canonical unit of their kind, and bounds stay bounds.

    Example: bankgraph compare 工行 交行 --metric 金融科技人员数
    """
    with workspace.opened() as store:
        known = Names.of(store)
        found = _compared(workspace, store, known, names, metrics)
    if form == "json":
        emit_json(as_object(found))
    elif form == "table" and sys.stdout.isatty() and not fields:
        print_comparison(found, Wording(workspace.schema, known.name_of))
    else:
        rows = as_rows(found)
        shown, columns = picked(rows, list(rows[0]), fields)
        emit(shown, form, columns)


def _compared(
    workspace: Workspace, store: Store, known: Names, names: Sequence[str], metrics: Sequence[str]
) -> Comparison:
    """Raises `NotFoundError` where there is nothing to compare, and as `compare` and `Names.one` do."""
    schema = workspace.schema
    things = [known.one(name, ENTITY) for name in names]
    (kind,) = schema.relations["OF_METRIC"].range
    asked = [known.one(name, kind) for name in metrics]
    found = compare(store, schema, things, {metric.id for metric in asked})
    if not found.lines and not found.ties:
        what = f"{', '.join(m.name_en for m in asked)} of" if asked else "anything about"
        raise NotFoundError(f"not in the data: {what} {', '.join(t.name_en for t in found.things)}")
    return found
