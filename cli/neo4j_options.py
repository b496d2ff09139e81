"""What the commands of `bankgraph neo4j` can be told."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from bankgraph.stores.local_neo4j import DEFAULTS, VERSIONS, servers_directory

_F = TypeVar("_F", bound=Callable[..., Any])

version_argument = click.argument("version", type=click.Choice(list(VERSIONS)), required=False)


def home_option(command: _F) -> _F:
    """Give a command the option that says where servers are kept, and that directory as `home`."""

    @click.option(
        "--home",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Where servers are kept, one directory for each version. [BANKGRAPH_NEO4J_HOME]",
    )
    @wraps(command)
    def with_home(*args: Any, home: Path | None, **options: Any) -> Any:
        return command(*args, home=(home or servers_directory()).resolve(), **options)

    return cast(_F, with_home)


def port_option(name: str, what: str, default: int) -> Callable[[_F], _F]:
    """Return an option for a port, where 0 is a free one."""
    return click.option(
        name,
        type=click.IntRange(0, 65535),
        default=default,
        show_default=True,
        metavar="PORT",
        help=f"Port of {what}; 0 takes a free one.",
    )


def size_option(name: str, what: str, setting: str) -> Callable[[_F], _F]:
    """Return an option for a size of memory, by default that of a setting."""
    return click.option(
        name,
        callback=_checked_size,
        default=DEFAULTS[setting],
        show_default=True,
        metavar="SIZE",
        help=f"Memory for {what}.",
    )


def _checked_size(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]*[kmgKMG]", value):
        raise click.BadParameter(f"{value!r} is not a size; write it as 512m or 2g")
    return value
