"""`bankgraph query`: run a pack by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from bankgraph.ontology import NotFoundError, UsageError

from .completing import PackName
from .output import emit, fields_option, format_option, picked, records
from .workspace import Workspace, workspace_options

if TYPE_CHECKING:
    from bankgraph.queries import Pack

# What answers is imported where it answers: completion does without.

parameter_option = click.option(
    "-p",
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the query; repeatable.",
)


cypher_option = click.option(
    "--cypher", "shows_cypher", is_flag=True, help="Print the Cypher with its parameters, and do not run it."
)


@click.command("query")
@click.argument("name", type=PackName())
@parameter_option
@cypher_option
@fields_option
@format_option
@workspace_options
def command(
    workspace: Workspace, name: str, params: tuple[str, ...], shows_cypher: bool, fields: str, form: str
) -> None:
    """Run the pack query NAME and print its rows, each with its source.

    Example: bankgraph query banks-deploying -p model=deepseek
    """
    from bankgraph.queries import find_pack

    pack = find_pack(workspace.catalogue, name)
    given = assignments(params)
    if shows_cypher:
        show_cypher(workspace, pack, given)
    else:
        run_pack(workspace, pack, given, form, fields)


def run_pack(workspace: Workspace, pack: Pack, given: Mapping[str, str], form: str, fields: str) -> None:
    """Answer a pack and print its rows. Raises `NotFoundError` where there are none, after printing that."""
    from bankgraph.queries import answer

    with workspace.opened() as store:
        found = answer(pack, given, store)
    rows, columns = picked(records(found.rows), found.rows.columns, fields)
    if rows or form != "table":
        emit(rows, form, columns)
    if not rows:
        values = ", ".join(f"{k}={v}" for k, v in found.parameters.items())
        raise NotFoundError(f"not in the data: {pack.title} ({values}); see what is: bankgraph queries")


def show_cypher(workspace: Workspace, pack: Pack, given: Mapping[str, str]) -> None:
    """Print a pack as it pastes into Neo4j Browser and cypher-shell, with these parameters."""
    from bankgraph.queries import bind

    with workspace.opened() as store:
        parameters = bind(pack, given, store)
    for name, value in parameters.items():
        click.echo(f":param {name} => {literal(value)};")
    click.echo(f"{pack.cypher};")


def literal(value: Any) -> str:
    """Return a parameter's value as Cypher writes it."""
    match value:
        case str():
            escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
            return f"'{escaped}'"
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            return "{" + ", ".join(f"`{key}`: {literal(item)}" for key, item in value.items()) + "}"
        case _:
            return json.dumps(value)


def assignments(params: tuple[str, ...]) -> dict[str, str]:
    """Return NAME=VALUE texts as a map. Raises `UsageError` for one without a name or a sign, and for a name
    that is given two values.
    """
    given: dict[str, str] = {}
    for text in params:
        name, sign, value = text.partition("=")
        if not (name and sign):
            raise UsageError(f"'{text}' is not a parameter; write -p name=value")
        if given.setdefault(name.strip(), value.strip()) != value.strip():
            raise UsageError(f"'{name.strip()}' is given twice; give each parameter one value")
    return given


def json_values(given: Mapping[str, str]) -> dict[str, Any]:
    """Return parameters for Cypher: a value is JSON where it parses as JSON, and text otherwise."""
    return {name: _json_or_text(text) for name, text in given.items()}


def _json_or_text(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
