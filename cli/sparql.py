"""`bankgraph sparql`: one query over the graph as RDF."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bankgraph.ontology import NotFoundError, UnreachableError, UsageError, shipped_turtle
from bankgraph.ontology.namespaces import PREFIXES
from bankgraph.stores import Rows

from .output import emit, format_option, records
from .query import assignments, parameter_option
from .workspace import Workspace, workspace_options

if TYPE_CHECKING:
    from pyoxigraph import Quad

_EXAMPLE = 'bankgraph sparql "SELECT ?bank { ?bank a bg:Bank }"'


@click.command("sparql")
@click.argument("query", required=False)
@click.option(
    "--file",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Read the query from this file.",
)
@click.option("--query", "pack", metavar="NAME", help="Ask the pack of this name, in SPARQL.")
@parameter_option
@format_option
@workspace_options
def command(
    workspace: Workspace,
    query: str | None,
    file: Path | None,
    pack: str | None,
    params: tuple[str, ...],
    form: str,
) -> None:
    """Ask the data in SPARQL; QUERY is given here, in a file, on stdin (-), or is a pack's.

    SELECT prints rows, CONSTRUCT and DESCRIBE print Turtle, ASK prints true or false. Reading queries
    only. The prefixes bg, id, source, statement, unit, skos, prov, oa … need not be declared.
    Example: bankgraph sparql "SELECT ?bank { ?bank bg:deploys id:deepseek }"
    """
    if pack and not (query or file):
        found = ask(workspace, *_of_pack(workspace, pack, assignments(params)))
    elif pack or params:
        raise UsageError("--query asks a pack, with -p its parameters; leave out QUERY and --file, or these")
    else:
        found = ask(workspace, _text(query, file))
    if isinstance(found, str):
        if not found.strip():
            raise NotFoundError("the query found nothing")
        click.echo(found, nl=False)
    elif isinstance(found, bool):
        click.echo("true" if found else "false")
    else:
        _print(found, form)


def ask(workspace: Workspace, sparql: str, given: Mapping[str, str] | None = None) -> Rows | bool | str:
    """Return what the data of a workspace answer; see `TripleStore.query`.

    The data are converted once and kept in the user's cache, under a name that changes with them.
    """
    from bankgraph.loaders import shipped_data, yaml_files
    from bankgraph.loaders.rdf.asking import name_of, queried
    from bankgraph.stores.triples import TripleStore

    ontology = [*shipped_turtle(), *workspace.ontology]

    def build() -> Iterator[Quad]:
        return queried(workspace.knowledge(), workspace.schema, ontology)

    name = name_of([*yaml_files((shipped_data(), *workspace.data)), *ontology])
    return TripleStore(name, build).query(sparql, given)


def _of_pack(workspace: Workspace, name: str, params: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """A pack's query in SPARQL, and the IRIs that its parameters are."""
    from bankgraph.queries import bind, find_pack
    from bankgraph.queries.sparql import as_iris, sparql_of

    pack = find_pack(workspace.catalogue, name)
    text = sparql_of(pack)
    with workspace.opened() as store:  # it knows what the names mean
        return text, as_iris(pack, bind(pack, params, store))


def _text(query: str | None, file: Path | None) -> str:
    if query and file:
        raise UsageError("a query and --file cannot both be asked; give one of them")
    if file:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise UnreachableError(f"{file}: cannot be read ({reason}); check the path") from error
    elif query and query != "-":
        text = query
    else:
        text = "" if sys.stdin.isatty() else sys.stdin.read()
    if not text.strip():
        raise UsageError(f"there is no query; give one: {_EXAMPLE}")
    return text


def _print(rows: Rows, form: str) -> None:
    """Print rows; where people read them, IRIs by their prefixed names."""
    found = records(rows)
    if form in ("table", "markdown"):
        found = [{key: _short(value) for key, value in row.items()} for row in found]
    if found or form != "table":
        emit(found, form, rows.columns)
    if not found:
        raise NotFoundError("the query found nothing")


def _short(value: object) -> object:
    if not isinstance(value, str):
        return value
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace):
            return f"{prefix}:{value.removeprefix(namespace)}"
    return value
