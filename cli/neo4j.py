"""`bankgraph neo4j`: a real Neo4j on this machine, with neither Docker nor Java installed."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from bankgraph.ontology import NotFoundError, UsageError
from bankgraph.stores import Progress
from bankgraph.stores.local_neo4j import (
    BOLT_PORT,
    HEAP,
    HTTP_PORT,
    PAGE_CACHE,
    VERSIONS,
    LocalNeo4j,
    State,
    servers_directory,
)

from .neo4j_options import home_option, port_option, size_option, version_argument
from .output import emit, format_option
from .progress import progress_bar
from .workspace import Workspace, workspace_options

_COLUMNS = ("version", "state", "uri", "browser", "since", "memory_mib", "pid", "home")


@click.group("neo4j")
def command() -> None:
    """Run a real Neo4j on this machine, with neither Docker nor Java installed.

    It needs the extra bankgraph[server], and the first start fetches it. It answers this machine only and
    asks for a password, which is kept where only you can read it.
    """


@command.command("start")
@version_argument
@port_option("--bolt-port", "Bolt, for bankgraph and the drivers", BOLT_PORT)
@port_option("--http-port", "Neo4j Browser", HTTP_PORT)
@size_option("--heap", "queries", HEAP)
@size_option("--page-cache", "the files of the graph", PAGE_CACHE)
@home_option
@workspace_options
def start(
    _workspace: Workspace,
    version: str | None,
    bolt_port: int,
    http_port: int,
    heap: str,
    page_cache: str,
    home: Path,
) -> None:
    """Start a server, which is first fetched if need be, and print its address.

    It runs until it is stopped, also when this terminal closes. One that runs already is left as it is.
    """
    name = version or next(iter(VERSIONS))
    server = LocalNeo4j(
        name,
        home / name,
        bolt_port=bolt_port,
        http_port=http_port,
        settings={HEAP: heap, PAGE_CACHE: page_cache},
        stays=True,
    )
    ran_before = server.state is State.RUNNING
    with ExitStack() as until_fetched:
        server.progress = _told(server, until_fetched)
        server.start()
    click.echo(server.uri)
    click.echo(f"{_named(server)} {'runs already' if ran_before else 'runs'}; {_what_next(server)}", err=True)


@command.command("stop")
@version_argument
@home_option
@workspace_options
def stop(_workspace: Workspace, version: str | None, home: Path) -> None:
    """Stop the server, or each where there is more than one. The data are kept.

    A server that has not ended in good order after 20 seconds is killed.
    """
    ran = False
    for server in _servers(home, version):
        in_good_order = server.stop()
        if in_good_order is not None:
            how = (
                "stopped" if in_good_order else f"did not end within {server.stop_within:g} s and was killed"
            )
            click.echo(f"{_named(server)} {how}; its data are in {server.home}", err=True)
            ran = True
    if not ran:
        click.echo(f"no local Neo4j runs in {home}; nothing to stop", err=True)


@command.command("status")
@version_argument
@home_option
@format_option
@workspace_options
def status(_workspace: Workspace, version: str | None, home: Path, form: str) -> None:
    """Show each server that was ever started: whether it runs, where, since when. Exit 1 if none runs."""
    servers = [server for server in _servers(home, version) if server.home.exists()]
    emit([_record(server) for server in servers], form, _COLUMNS)
    for server in servers:
        if server.state is State.GONE:
            click.echo(
                f"{server.home}: the server ended without being stopped; its data are kept, start it again "
                f"with: bankgraph neo4j start {server.version}",
                err=True,
            )
    if all(server.pid is None for server in servers):
        raise _none_runs(home)


@command.command("console-url")
@version_argument
@home_option
@workspace_options
def console_url(_workspace: Workspace, version: str | None, home: Path) -> None:
    """Print the address at which Neo4j Browser shows the graph of the server that runs."""
    running = [server for server in _servers(home, version) if server.pid is not None]
    if not running:
        raise _none_runs(home)
    if len(running) > 1:
        names = " or ".join(server.version for server in running)
        raise UsageError(f"more than one local Neo4j runs; say which: bankgraph neo4j console-url {names}")
    (server,) = running
    click.echo(server.browser_url)
    click.echo(f"The user is {server.user}, the password stands in {server.files.password_file}", err=True)


def _servers(home: Path, version: str | None) -> Iterator[LocalNeo4j]:
    """The server of that version, or that of each."""
    for name in [version] if version else VERSIONS:
        yield LocalNeo4j(name, home / name, stays=True)


def _named(server: LocalNeo4j) -> str:
    return f"Neo4j {VERSIONS[server.version].number}"


def _none_runs(home: Path) -> NotFoundError:
    return NotFoundError(f"no local Neo4j runs in {home}; start one with: bankgraph neo4j start")


def _record(server: LocalNeo4j) -> dict[str, object]:
    record: dict[str, object] = dict.fromkeys(_COLUMNS)
    known = {
        "version": VERSIONS[server.version].number,
        "state": server.state.value,
        "home": str(server.home),
    }
    process = server.process
    if process is None:
        return record | known
    return (
        record
        | known
        | {
            "uri": server.uri,
            "browser": server.browser_url,
            "since": process.since.isoformat(timespec="seconds"),
            "memory_mib": process.memory // 2**20,
            "pid": process.pid,
        }
    )


def _told(server: LocalNeo4j, until_fetched: ExitStack) -> Progress:
    """Return what says how far a start has come, with a bar for as long as jars are fetched."""
    bars: list[Progress] = []

    def told(done: int, total: int) -> None:
        if done == total:
            until_fetched.close()
            click.echo(f"Starting {_named(server)} …", err=True)
            return
        if not bars:
            click.echo(f"Fetching {_named(server)} from Maven Central, the first time only …", err=True)
            bars.append(until_fetched.enter_context(progress_bar("Fetching")))
        bars[0](done, total)

    return told


def _what_next(server: LocalNeo4j) -> str:
    password = shlex.quote(str(server.files.password_file))
    exports = f'export NEO4J_USERNAME={server.user} NEO4J_PASSWORD="$(cat {password})"'
    if server.home.parent != servers_directory().resolve():
        exports += f" BANKGRAPH_NEO4J_HOME={shlex.quote(str(server.home.parent))}"
    steps = {
        "load the graph": f"bankgraph load --to {server.uri}",
        "see it in the browser": "bankgraph neo4j console-url",
        "end it": "bankgraph neo4j stop",
        "let other programs in": exports,
    }
    return "\n".join(["next:", *(f"  {what + ':':23}{how}" for what, how in steps.items())])
