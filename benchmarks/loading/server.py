"""The Neo4j that all contenders but the embedded one load into: one release, one set of settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j

from bankgraph.stores.local_neo4j import VERSIONS, LocalNeo4j

from .elements import COUNTS, Counts

VERSION = "5.26"
SETTINGS = {"server.memory.heap.max_size": "2g", "server.memory.pagecache.size": "1g"}
START_WITHIN = 300.0  # seconds: on a busy machine the usual minute is not enough

_EMPTIED = (
    "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS",
    "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS",
)
_SCHEMA = (("CONSTRAINT", "CONSTRAINTS", ""), ("INDEX", "INDEXES", " WHERE type <> 'LOOKUP'"))


def release() -> str:
    return VERSIONS[VERSION].number


@contextmanager
def fresh_server(home: Path) -> Iterator[LocalNeo4j]:
    """Start a server with nothing in it; `home` is a new directory."""
    with LocalNeo4j(VERSION, home, settings=SETTINGS, start_within=START_WITHIN) as server:
        yield server


@contextmanager
def _session(server: LocalNeo4j) -> Iterator[neo4j.Session]:
    login = (server.user, server.password)
    with neo4j.GraphDatabase.driver(server.uri, auth=login) as driver, driver.session() as session:
        yield session


def count(server: LocalNeo4j) -> Counts:
    """Return what is really there."""
    with _session(server) as session:
        (nodes, on_nodes), (links, on_links) = (
            session.run(query).single(strict=True).values() for query in COUNTS
        )
    return Counts(nodes, links, on_nodes + on_links)


def empty(server: LocalNeo4j) -> None:
    """Remove every element, constraint and index."""
    with _session(server) as session:
        for query in _EMPTIED:
            session.run(query).consume()
        for kind, kinds, chosen in _SCHEMA:
            names = [row["name"] for row in session.run(f"SHOW {kinds} YIELD name, type{chosen}")]
            for name in names:
                session.run(f"DROP {kind} `{name}`").consume()


def cpu(server: LocalNeo4j) -> float | None:
    """Return the processor's time that the server has taken so far, in seconds; None where nothing tells."""
    try:
        fields = Path(f"/proc/{server.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def java(server: LocalNeo4j) -> str:
    """Return the version of the server's Java, as the server itself tells it."""
    query = (
        "CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes "
        "RETURN attributes.VmName.value + ' ' + attributes.VmVersion.value"
    )
    with _session(server) as session:
        return str(session.run(query).single(strict=True)[0])
