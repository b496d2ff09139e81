"""A pack as a command of its own: `bankgraph banks-deploying DeepSeek`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .completing import ThingName
from .output import fields_option, format_option
from .query import cypher_option, run_pack, show_cypher
from .workspace import Workspace, workspace_options

if TYPE_CHECKING:
    from bankgraph.queries import Pack


def shortcut(pack: Pack) -> click.Command:
    """Return a command that takes the pack's parameters in order."""

    @cypher_option
    @fields_option
    @format_option
    @workspace_options
    def run(workspace: Workspace, form: str, fields: str, shows_cypher: bool, **values: str | None) -> None:
        given = {name: value for name, value in values.items() if value is not None}
        if shows_cypher:
            show_cypher(workspace, pack, given)
        else:
            run_pack(workspace, pack, given, form, fields)

    arguments: list[click.Parameter] = [
        click.Argument(
            [p.name],
            required=p.default is None,
            metavar=_metavar(p.name, p.default),
            type=ThingName(p.type) if p.names_a_thing else None,
        )
        for p in pack.parameters
    ]
    options: list[Any] = getattr(run, "__click_params__", [])
    return click.Command(
        pack.name,
        callback=run,
        params=[*arguments, *reversed(options)],
        help=f"{pack.title}\n\n{pack.title_zh}\n\n{pack.note}\n\n{pack.note_zh}",
        short_help=pack.title,
        epilog="Cypher: bankgraph queries " + pack.name,
    )


def _metavar(name: str, default: str | None) -> str:
    return name.upper() if default is None else f"[{name.upper()}={default}]"
