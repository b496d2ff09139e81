"""`bankgraph serve`: Neo4j's own driver reads the embedded graph, from this machine, and changes nothing."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j
import psutil
import pytest
from neo4j import exceptions

from bankgraph.ontology import Schema, UsageError
from bankgraph.queries import Pack, answer, bind, read_catalogue
from bankgraph.stores import Graph
from bankgraph.stores.embedded import EmbeddedStore
from bankgraph.stores.neo4j import Login, Neo4jStore

EXE = Path(sys.executable).with_name("bankgraph")
CATALOGUE = read_catalogue()
PASSWORD = "correct horse 电池"  # noqa: S105  # of servers that live as long as a test
COUNT = "MATCH (n) RETURN count(n) AS nodes"
ENDLESS = "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN sum((x + y) % 7)"


@dataclass(frozen=True)
class Serving:
    """A `bankgraph serve` that runs."""

    process: subprocess.Popen[str]
    uri: str
    said: str
    home: Path

    @property
    def port(self) -> int:
        return int(self.uri.rpartition(":")[2])

    def driver(self, **options: Any) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", PASSWORD), **options)

    def end(self, by: signal.Signals) -> int:
        self.process.send_signal(by)
        return self.process.wait(timeout=5)


@contextmanager
def _serving(home: Path, *args: str) -> Iterator[Serving]:
    process = subprocess.Popen(
        [EXE, "serve", "--port", "0", *args],
        env={**os.environ, "BANKGRAPH_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    try:
        uri = process.stdout.readline().strip()
        yield Serving(process, uri, process.stderr.readline(), home)
    finally:
        process.terminate()  # one that is killed leaves its directory behind
        process.communicate(timeout=10)


@pytest.fixture(scope="module")
def home(schema: Schema, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the shipped graph in it."""
    directory = tmp_path_factory.mktemp("served")
    with EmbeddedStore(schema, directory) as store:
        store.replace(graph)
    return directory


@pytest.fixture(scope="module")
def password_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("secret") / "password"
    file.write_text(f"{PASSWORD}\nthis is not part of it\n", encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def serving(home: Path, password_file: Path) -> Iterator[Serving]:
    with _serving(home, "--password-file", str(password_file)) as running:
        yield running


@pytest.fixture(scope="module")
def local(home: Path, schema: Schema) -> Iterator[EmbeddedStore]:
    """The same graph, asked in this process."""
    with EmbeddedStore(schema, home) as store:
        yield store


@pytest.fixture(scope="module")
def remote(serving: Serving, schema: Schema) -> Iterator[Neo4jStore]:
    """The served graph, asked as any Neo4j."""
    with Neo4jStore(schema, serving.uri, Login(password=PASSWORD)) as store:
        yield store


def _files(home: Path) -> dict[str, str]:
    """The hash of each file by its name."""
    files = sorted(path for path in home.rglob("*") if path.is_file())
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def _values(serving: Serving, pack: Pack, parameters: dict[str, Any]) -> list[list[Any]]:
    with serving.driver() as driver, driver.session() as session:
        return [record.values() for record in session.run(pack.cypher, parameters)]


def test_it_listens_at_one_port_of_the_loopback_interface_and_nowhere_else(serving: Serving) -> None:
    connections = psutil.Process(serving.process.pid).net_connections("inet")
    listening = [c.laddr for c in connections if c.status == psutil.CONN_LISTEN or not c.raddr]
    assert [address.port for address in listening] == [serving.port]
    assert listening[0].ip.removeprefix("::ffff:") == "127.0.0.1"
    for host in ("127.0.0.2", "::1"):
        with pytest.raises(OSError, match=r"refused|assign"):
            socket.create_connection((host, serving.port), timeout=2).close()


def test_its_two_lines_say_where_who_and_how_to_end(serving: Serving, password_file: Path) -> None:
    assert serving.uri == f"bolt://127.0.0.1:{serving.port}"
    assert serving.said == (
        f"Serving {serving.home}, read-only; user neo4j, password in {password_file}; end it with Ctrl-C\n"
    )


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_pack_gives_the_driver_the_rows_that_it_gives_here(
    name: str, serving: Serving, local: EmbeddedStore, remote: Neo4jStore, schema: Schema
) -> None:
    pack = CATALOGUE[name]
    parameters = bind(pack, {}, local)
    here = local.query(pack.cypher, parameters)
    assert here.rows
    assert _values(serving, pack, dict(parameters)) == [list(row) for row in here.rows]
    assert answer(pack, {}, remote).rows == here


def test_nodes_relationships_and_paths_come_out_as_they_do_here(
    local: EmbeddedStore, remote: Neo4jStore
) -> None:
    for query in (
        "MATCH (n:Entity) RETURN n ORDER BY n.id",
        "MATCH ()-[r]->() RETURN r ORDER BY type(r), r.id, r.start, r.end",
        "MATCH p = (:Bank)-[r:DEPLOYS]->() RETURN p, {of: [r]} ORDER BY r.id",
    ):
        found = remote.query(query)
        assert found.rows
        assert found == local.query(query)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_every_way_of_reading_of_the_driver_works(scheme: str, serving: Serving) -> None:
    uri = serving.uri.replace("bolt", scheme)
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", PASSWORD)) as driver:
        driver.verify_connectivity()
        counts = [driver.execute_query(COUNT).records[0]["nodes"]]
        counts += [driver.execute_query(COUNT, database_="neo4j").records[0]["nodes"]]
        with driver.session() as session:
            counts += [session.run(COUNT).single(strict=True)["nodes"]]
            counts += [session.execute_read(lambda tx: tx.run(COUNT).single(strict=True)["nodes"])]
            for end in (neo4j.Transaction.commit, neo4j.Transaction.rollback):
                transaction = session.begin_transaction()
                counts += [transaction.run(COUNT).single(strict=True)["nodes"] for _ in range(2)]
                end(transaction)
    assert len(set(counts)) == 1
    assert counts[0] > 100


def test_eight_clients_at_once_get_the_same_rows(
    serving: Serving, local: EmbeddedStore, schema: Schema
) -> None:
    packs = list(CATALOGUE.values())[:12]
    parameters = {pack.name: dict(bind(pack, {}, local)) for pack in packs}
    expected = [[list(r) for r in local.query(p.cypher, parameters[p.name]).rows] for p in packs]

    def ask(_client: int) -> list[list[list[Any]]]:
        return [_values(serving, pack, parameters[pack.name]) for pack in packs]

    with ThreadPoolExecutor(8) as clients:
        assert all(found == expected for found in clients.map(ask, range(8)))


WRITES = [
    "CREATE (:Foo {id: 'x'}) RETURN 1",
    "MERGE (b:Bank {id: 'new'}) RETURN b",
    "MATCH (b:Bank) SET b.name = 'x'",
    "MATCH (b:Bank) REMOVE b.name",
    "MATCH (b:Bank) DETACH DELETE b",
    "FOREACH (x IN [1] | CREATE (:Foo))",
    "UNWIND [1, 2] AS x CALL { WITH x CREATE (:Foo {x: x}) } IN TRANSACTIONS",
    "CREATE INDEX FOR (b:Bank) ON (b.name)",
    "DROP CONSTRAINT anything",
    "CREATE USER eve SET PASSWORD 'password'",
    "CALL merge.node(['Foo'], {id: 'x'}) YIELD node RETURN node",
    "CALL do.when(true, 'CREATE (:Foo)', '') YIELD value RETURN value",
]


@pytest.mark.parametrize("query", WRITES)
def test_a_write_is_refused_and_says_why(query: str, serving: Serving, remote: Neo4jStore) -> None:
    before = _files(serving.home)
    with serving.driver() as driver, driver.session() as session:
        with pytest.raises(exceptions.ClientError, match="only reading queries may be asked"):
            session.run(query).consume()
        with pytest.raises(exceptions.ClientError, match="only reading queries may be asked"):
            session.execute_write(lambda tx: tx.run(query).consume())
        assert (
            session.run("MATCH (b:Bank {id: 'icbc'}) RETURN b.name").single(strict=True)[0] == "中国工商银行"
        )
    with pytest.raises(UsageError, match="only reading queries may be asked"):
        remote.query(query)
    with pytest.raises(UsageError, match="only reading queries may be asked"):
        remote.write(query)
    assert _files(serving.home) == before


@pytest.mark.parametrize("auth", [None, ("neo4j", "wrong"), ("root", PASSWORD), ("neo4j", "")])
def test_without_the_password_nothing_is_answered(
    auth: tuple[str, str] | None, home: Path, password_file: Path
) -> None:
    with (
        _serving(home, "--password-file", str(password_file)) as server,
        neo4j.GraphDatabase.driver(server.uri, auth=auth) as driver,
        pytest.raises(exceptions.AuthError),
    ):
        driver.execute_query(COUNT)


def test_a_password_is_made_and_printed_where_none_is_given(home: Path) -> None:
    with _serving(home) as first, _serving(home) as second:
        passwords = [server.said.partition("password ")[2].partition(";")[0] for server in (first, second)]
        assert len({*passwords, ""}) == 3
        with neo4j.GraphDatabase.driver(first.uri, auth=("neo4j", passwords[0])) as driver:
            assert driver.execute_query(COUNT).records


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_though_clients_are_connected_and_one_waits_for_an_answer(
    by: signal.Signals, home: Path, password_file: Path
) -> None:
    left_before = {*Path(tempfile.gettempdir()).glob("bankgraph-serve-*")}
    with _serving(home, "--password-file", str(password_file)) as server, server.driver() as driver:
        driver.verify_connectivity()
        with driver.session() as session, ThreadPoolExecutor(1) as client:
            answer = client.submit(lambda: session.run(ENDLESS).consume())
            time.sleep(1)
            assert not answer.done()
            assert server.end(by) == 0
            assert answer.exception()
        assert server.process.stderr
        assert server.process.stderr.read() == ""
    assert {*Path(tempfile.gettempdir()).glob("bankgraph-serve-*")} <= left_before


def test_it_goes_on_serving_the_snapshot_that_it_holds_while_another_is_loaded(
    home: Path, password_file: Path, tmp_path: Path, schema: Schema, graph: Graph
) -> None:
    with EmbeddedStore(schema, tmp_path / "home") as store:
        store.replace(graph)
    own = tmp_path / "mine.yaml"
    own.write_text("Bank:\n  my-bank: {zh: 我的银行, en: My Bank}\n", encoding="utf-8")
    environment = {**os.environ, "BANKGRAPH_HOME": str(tmp_path / "home")}
    mine = "MATCH (b:Bank {id: 'my-bank'}) RETURN b"
    arguments = ("--password-file", str(password_file))
    with _serving(tmp_path / "home", *arguments) as old, old.driver() as driver:
        assert driver.execute_query(COUNT).records
        subprocess.run([EXE, "load", "--data", own], env=environment, check=True, capture_output=True)
        assert not driver.execute_query(mine).records
        with old.driver() as another:
            assert not another.execute_query(mine).records
    with _serving(tmp_path / "home", *arguments) as new, new.driver() as driver:
        assert driver.execute_query(mine).records


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--port", "TAKEN"], 3, "choose another port with --port"),
        (["--port", "70000"], 2, "70000"),
        (["--password-file", "missing"], 3, "missing: cannot be read"),
        (["--password-file", "empty"], 2, "empty: has no password"),
        (["--store", "neo4j://127.0.0.1:9"], 2, "only an embedded graph is served"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(
    args: list[str], code: int, said: str, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        given = [arg.replace("TAKEN", str(taken.getsockname()[1])) for arg in args]
        found = subprocess.run(
            [EXE, "serve", *given],
            env={**os.environ, "BANKGRAPH_HOME": str(home)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert found.returncode == code
    assert found.stdout == ""
    assert said in found.stderr
    assert len(found.stderr.splitlines()) == (4 if "Usage" in found.stderr else 1)
