"""The engines that the same tests run on: embedded, Neo4j 5.26 and Neo4j 2026.x, all of them real.

`NEO4J_TEST_URI` names a server to use instead of the two that the tests start; its graph is wiped.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from bankgraph.ontology import Schema, UnreachableError
from bankgraph.stores import Graph, Store
from bankgraph.stores.embedded import EmbeddedStore
from bankgraph.stores.local_neo4j import VERSIONS, LocalNeo4j
from bankgraph.stores.neo4j import Login, Neo4jStore

EMBEDDED = "embedded"
ENGINES = [EMBEDDED, *(["given"] if os.environ.get("NEO4J_TEST_URI") else VERSIONS)]


class Server:
    """A Neo4j server's address and login."""

    def __init__(self, uri: str, login: Login) -> None:
        self.uri, self.login = uri, login

    def store(self, schema: Schema) -> Neo4jStore:
        return Neo4jStore(schema, self.uri, self.login)

    def wipe(self, schema: Schema) -> None:
        with self.store(schema) as store:
            store.write("MATCH (n) DETACH DELETE n")


@pytest.fixture(scope="session", params=[e for e in ENGINES if e != EMBEDDED])
def server(request: pytest.FixtureRequest) -> Server:
    """Each real Neo4j in turn."""
    found: Server = request.getfixturevalue("servers")(request.param)
    return found


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """Start each server once, when it is first asked for."""
    running: dict[str, LocalNeo4j] = {}
    missing: dict[str, str] = {}

    def get(name: str) -> Server:
        if name == "given":
            return Server(os.environ["NEO4J_TEST_URI"], Login.from_environment())
        if name not in running and name not in missing:
            server = LocalNeo4j(name, tmp_path_factory.mktemp(f"neo4j-{name}"))
            try:
                running[name] = server.start()
            except UnreachableError as error:
                missing[name] = f"no Neo4j {name}: {error}"
        if name in missing:  # where it cannot be had, that is no reason to try again for each test
            cannot_run(missing[name])
        return address_of(running[name])

    yield get
    for server in running.values():
        server.stop()


def address_of(server: LocalNeo4j) -> Server:
    return Server(server.uri, Login(server.user, server.password))


def cannot_run(why: str) -> NoReturn:
    """Skip the test, but fail it in CI."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


@contextmanager
def own_server(
    home: Path, settings: Mapping[str, str] | None = None, version: str = "5.26"
) -> Iterator[LocalNeo4j]:
    """Start a server that a test may kill, or starve; it has the same port each time that it is started."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = LocalNeo4j(version, home, bolt_port=port, settings=settings or {}, start_within=180)
    try:
        server.start()
    except UnreachableError as error:
        cannot_run(f"no Neo4j {version}: {error}")
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(params=ENGINES)
def empty_store(request: pytest.FixtureRequest, schema: Schema, tmp_path: Path) -> Iterator[Store]:
    """A store of each engine with nothing in it."""
    with _opened(request, schema, tmp_path) as store:
        yield store


@pytest.fixture(scope="module", params=ENGINES)
def loaded(
    request: pytest.FixtureRequest, schema: Schema, graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A store of each engine that holds the shipped data."""
    with _opened(request, schema, tmp_path_factory.mktemp("store")) as store:
        store.replace(graph)
        yield store


@pytest.fixture(scope="module")
def all_loaded(
    request: pytest.FixtureRequest, schema: Schema, graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Store]]:
    """Stores of all engines side by side, each with the shipped data."""
    stores: dict[str, Store] = {}
    for name in ENGINES:
        stores[name] = _open(request, name, schema, tmp_path_factory.mktemp(name))
        stores[name].replace(graph)
    yield stores
    for store in stores.values():
        store.close()


def _opened(request: pytest.FixtureRequest, schema: Schema, home: Path) -> Store:
    return _open(request, request.param, schema, home)


def _open(request: pytest.FixtureRequest, name: str, schema: Schema, home: Path) -> Store:
    if name == EMBEDDED:
        return EmbeddedStore(schema, home)
    server: Server = request.getfixturevalue("servers")(name)
    server.wipe(schema)
    return server.store(schema)
