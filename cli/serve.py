"""`bankgraph serve`: the embedded graph over Bolt."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from pathlib import Path
from threading import Event

import click

from bankgraph.ontology import UnreachableError, UsageError
from bankgraph.stores.neo4j import Login
from bankgraph.stores.serving import served

from .neo4j_options import port_option
from .workspace import Workspace, workspace_options


@click.command("serve")
@port_option("--port", "Bolt", 7687)
@click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    envvar="BANKGRAPH_PASSWORD_FILE",
    help="The password is the first line of FILE; else one is made and printed. [BANKGRAPH_PASSWORD_FILE]",
)
@workspace_options
def command(workspace: Workspace, port: int, password_file: Path | None) -> None:
    """Serve the embedded graph over Bolt, for Neo4j's drivers and tools.

    It answers this machine only, asks for a password, changes nothing, and runs until Ctrl-C. A load
    meanwhile is seen when it is started again.
    """
    login = Login(password=_password(password_file) if password_file else secrets.token_urlsafe(12))
    if "://" in (workspace.store or ""):
        raise UsageError(
            f"{workspace.store}: only an embedded graph is served; name its directory, or no --store"
        )
    with workspace.opened() as store:  # builds it if need be
        home = Path(store.name)
    with served(home, port, login) as uri:
        told_to_end = _told_to_end()
        click.echo(uri)
        known = f"password in {password_file}" if password_file else f"password {login.password}"
        click.echo(f"Serving {home}, read-only; user {login.user}, {known}; end it with Ctrl-C", err=True)
        while not told_to_end.wait(1):  # a wait without an end would not hear Ctrl-C on Windows
            pass
    sys.stdout.flush()
    os._exit(0)  # each client has a thread in Java, which an orderly exit would wait for


def _password(file: Path) -> str:
    try:
        password, *_ = file.read_text(encoding="utf-8").splitlines() or [""]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreachableError(
            f"{file}: cannot be read ({reason}); name a file with a password in it"
        ) from error
    if not password:
        raise UsageError(f"{file}: has no password in its first line; write one")
    return password


def _told_to_end() -> Event:
    """Return what is set when the process is told to end, by Ctrl-C or by another program."""
    told = Event()
    for number in (signal.SIGINT, signal.SIGTERM):  # Java, once started, would end the process in its own way
        signal.signal(number, lambda *_: told.set())
    return told
