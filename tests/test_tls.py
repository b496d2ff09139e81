"""A graph is loaded and read over TLS, from a server that is known, and from no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from bankgraph.ontology import Schema, UnreachableError
from bankgraph.stores import Graph
from bankgraph.stores.local_neo4j import VERSIONS
from bankgraph.stores.neo4j import Login, Neo4jStore
from engines import own_server

POLICY = "dbms.ssl.policy.bolt"
MANY = "MATCH (n:Entity) RETURN count(n)"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module", params=VERSIONS)
def address(
    request: pytest.FixtureRequest, authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Login]]:
    """Host and port of a server whose certificate the authority has signed, and its login."""
    place = tmp_path_factory.mktemp("certificates")
    issued = authority.issue_cert("127.0.0.1")
    issued.private_key_pem.write_to_path(place / "private.key")
    issued.cert_chain_pems[0].write_to_path(place / "public.crt")
    settings = {
        "server.bolt.tls_level": "OPTIONAL",  # who waits for the server to start does so without
        f"{POLICY}.enabled": "true",
        f"{POLICY}.base_directory": str(place),
        f"{POLICY}.client_auth": "NONE",
    }
    with own_server(tmp_path_factory.mktemp("home"), settings, request.param) as server:
        yield server.uri.partition("://")[2], Login(server.user, server.password)


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])
def test_a_server_that_an_authority_vouches_for_takes_a_graph(
    scheme: str,
    schema: Schema,
    graph: Graph,
    address: tuple[str, Login],
    authority: trustme.CA,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with Neo4jStore(schema, f"{scheme}://{address[0]}", address[1]) as store:
        store.replace(graph)
        assert store.version() == graph.fingerprint
        assert store.query(MANY).rows == ((sum("Entity" in n.labels for n in graph.nodes),),)


@pytest.mark.parametrize("scheme", ["neo4j+ssc", "bolt+ssc"])
def test_a_certificate_of_ones_own_is_taken_where_that_is_asked_for(
    scheme: str, schema: Schema, graph: Graph, address: tuple[str, Login]
) -> None:
    with Neo4jStore(schema, f"{scheme}://{address[0]}", address[1]) as store:
        store.replace(graph)
        assert store.version() == graph.fingerprint


def test_a_server_that_nobody_vouches_for_is_refused_in_one_line(
    schema: Schema, graph: Graph, address: tuple[str, Login]
) -> None:
    with (
        Neo4jStore(schema, f"neo4j+s://{address[0]}", address[1]) as store,
        pytest.raises(UnreachableError) as error,
    ):
        store.replace(graph)
    assert len(str(error.value).splitlines()) == 1
    assert "certificate" in str(error.value)
