"""`bankgraph viz`: a picture as one page."""

from __future__ import annotations

import webbrowser
from collections.abc import Sequence
from pathlib import Path

import click

from bankgraph.ontology import ENTITY, NotFoundError, UsageError, suggestion
from bankgraph.queries import (
    Names,
    Subgraph,
    answer,
    around,
    compare,
    find_pack,
    of_comparison,
    of_rows,
    whole_graph,
)
from bankgraph.stores import Store
from bankgraph.viz import render, saved_views

from .completing import PackName, ThingName
from .files import write_file
from .query import assignments, json_values, parameter_option
from .workspace import Workspace, workspace_options


@click.command("viz")
@click.argument("query", required=False, type=PackName())
@parameter_option
@click.option(
    "--around",
    "centre",
    metavar="NAME",
    type=ThingName(ENTITY),
    help="Draw this entity and what surrounds it.",
)
@click.option(
    "--compare",
    "compared",
    multiple=True,
    metavar="NAME",
    type=ThingName(ENTITY),
    help="Draw what this and others have in common; repeatable.",
)
@click.option("--hops", type=click.IntRange(1, 6), default=1, show_default=True, help="How far around it.")
@click.option(
    "-o", "--output", default="bankgraph.html", show_default=True, help="The file to write; - is stdout."
)
@click.option("--open", "show", is_flag=True, help="Open the page in a browser.")
@workspace_options
def command(  # one argument an option
    workspace: Workspace,
    query: str | None,
    params: tuple[str, ...],
    centre: str | None,
    compared: tuple[str, ...],
    hops: int,
    output: str,
    show: bool,
) -> None:
    """Draw the whole graph, what a QUERY is about, the surroundings of one entity, or a comparison.

    QUERY is the name of a saved view (adoption, comparable, figures, initiatives) or of a pack, or Cypher
    that returns nodes, paths or columns named …_id.
    Example: bankgraph viz banks-deploying -p model=deepseek -o deepseek.html
    """
    if sum(map(bool, (query, centre, compared))) > 1:
        raise UsageError("only one of a query, --around and --compare can be drawn; give one of them")
    with workspace.opened() as store:
        if centre:
            title, subgraph = _around(store, centre, hops)
        elif compared:
            title, subgraph = _compared(workspace, store, compared)
        else:
            title, subgraph = _queried(workspace, store, query, assignments(params))
    page = render(subgraph, workspace.schema, title=title)
    if output == "-":
        click.echo(page)
    else:
        write_file(Path(output), page)
        click.echo(f"{output}: {len(subgraph.nodes)} nodes, {len(subgraph.relationships)} relationships")
        if show:
            webbrowser.open(Path(output).resolve().as_uri())
    if not subgraph.nodes:
        raise NotFoundError("there is nothing to draw, and the page says so; see what is: bankgraph queries")


def _around(store: Store, name: str, hops: int) -> tuple[str, Subgraph]:
    named = Names.of(store).one(name, ENTITY)
    return f"{named.name_zh} {named.name_en}", around(store, named.id, hops)


def _compared(workspace: Workspace, store: Store, names: Sequence[str]) -> tuple[str, Subgraph]:
    known = Names.of(store)
    things = [known.one(name, ENTITY) for name in names]
    found = compare(store, workspace.schema, things)
    return " · ".join(f"{t.name_zh} {t.name_en}" for t in things), of_comparison(store, found)


def _queried(
    workspace: Workspace, store: Store, query: str | None, given: dict[str, str]
) -> tuple[str, Subgraph]:
    if query is None:
        return "bankgraph", whole_graph(store)
    if "(" in query:
        return "Cypher", of_rows(store, store.query(query, json_values(given)))
    views = saved_views()
    if query not in views and query not in workspace.catalogue:
        known = [*views, *workspace.catalogue]
        mend = f"the views are {', '.join(views)}; the queries: bankgraph queries"
        raise NotFoundError(f"there is no view or query '{query}'{suggestion(query, known, mend)}")
    pack = find_pack({**views, **workspace.catalogue}, query)
    return f"{pack.title_zh} {pack.title}", of_rows(store, answer(pack, given, store).rows)
