"""A query asked as a reading one changes nothing, reads no file and reaches no network, on every engine.

What there is to call is asked of the engine itself, so that a new procedure is tried as well.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from bankgraph.ontology import BankgraphError, UsageError
from bankgraph.stores import Store
from bankgraph.stores.embedded import EmbeddedStore
from bankgraph.stores.neo4j import Neo4jStore
from bankgraph.stores.neo4j_reading import PROCEDURES

EXE = Path(sys.executable).with_name("bankgraph")
SECRET = "a secret of this machine"  # noqa: S105
READING = "only reading queries may be asked"

WRITES = [
    "CREATE (n:Bank {id: 'intruder'})",
    "INSERT (:Bank {id: 'intruder'})",
    "MERGE (n:Bank {id: 'intruder'}) RETURN n",
    "MATCH (b:Bank) SET b.name = 'x'",
    "MATCH (b:Bank) SET b = {} RETURN b",
    "MATCH (b:Bank) SET b:Intruder",
    "MATCH (b:Bank) REMOVE b.name",
    "MATCH (b:Bank) REMOVE b:Bank",
    "MATCH ()-[r:DEPLOYS]->() DELETE r",
    "MATCH (b:Bank) DETACH DELETE b",
    "MATCH (b:Bank) NODETACH DELETE b",
    "FOREACH (x IN [1] | CREATE (:Intruder))",
    "CALL () { CREATE (:Intruder) } RETURN 1",
    "CALL { CREATE (:Intruder) } RETURN 1",
    "MATCH (b:Bank) CALL (b) { SET b.x = 1 } IN TRANSACTIONS RETURN 1",
    "UNWIND [1] AS x CALL { WITH x CREATE (:Intruder) } IN 2 CONCURRENT TRANSACTIONS OF 1 ROW",
    "PROFILE CREATE (:Intruder)",
    "/* nothing */ CREATE (:Intruder) // MATCH",
    "// MATCH (n) RETURN n\nCREATE (:Intruder)",
    "MATCH (n) RETURN n UNION CREATE (n:Intruder) RETURN n",
    "\\u0043REATE (:Intruder)",
    "CRE\\u0041TE (:Intruder)",
    "MATCH (b:Bank) \\u0053ET b.x = 1",
    "CYPHER 5 CREATE (:Intruder)",
    "CYPHER runtime=slotted CREATE (:Intruder)",
    "MATCH (b:Bank) RETURN b; CREATE (:Intruder)",
    "USE neo4j CREATE (:Intruder)",
    "CREATE INDEX intruder FOR (n:Bank) ON (n.x)",
    "CREATE FULLTEXT INDEX intruder FOR (n:Bank) ON EACH [n.x]",
    "CREATE CONSTRAINT intruder FOR (n:Intruder) REQUIRE n.id IS UNIQUE",
    "DROP INDEX intruder IF EXISTS",
    "DROP CONSTRAINT intruder IF EXISTS",
    "CREATE USER eve SET PASSWORD 'password1'",
    "CREATE OR REPLACE USER neo4j SET PASSWORD 'password1'",
    "ALTER USER neo4j SET PASSWORD 'password1'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'password1'",
    "DROP USER neo4j",
    "CREATE ROLE eve",
    "CREATE DATABASE intruder",
    "DROP DATABASE neo4j",
    "STOP DATABASE neo4j",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "TERM\\u0049NATE TRANSACTION 'neo4j-transaction-1'",
    "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t YIELD message RETURN message",
    "LOAD CSV FROM 'file:///etc/hostname' AS line CREATE (:Intruder {line: line})",
]
LOADS = [
    "LOAD CSV FROM '{}' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM '{}' AS line RETURN line",
    "lo\\u0061d csv FROM '{}' AS line RETURN line",
    "LOAD/* */CSV FROM '{}' AS line RETURN line",
    "LOAD\nCSV FROM '{}' AS line RETURN line",
    "MATCH (b:Bank) WITH b LIMIT 1 CALL (b) {{ LOAD CSV FROM '{}' AS line RETURN line }} RETURN line",
    "UNWIND ['{}'] AS place LOAD CSV FROM place AS line RETURN line",
    "MATCH (b:Bank) WITH b LIMIT 1LOAD CSV FROM '{}' AS line RETURN line",
    "CYPHER 5 LOAD CSV FROM '{}' AS line RETURN line",
]


@dataclass
class Bait:
    """A file and an address that nobody is to ask for."""

    file: Path
    url: str
    asked: list[str] = field(default_factory=list)

    @property
    def places(self) -> list[str]:
        return [self.url, self.file.as_uri(), str(self.file)]


@pytest.fixture
def bait(tmp_path: Path) -> Iterator[Bait]:
    """What a query may not reach; the test fails where one did."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            baited.asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"{SECRET}\n".encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    file = tmp_path / "canary.csv"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    baited = Bait(file, f"http://127.0.0.1:{server.server_port}/canary.csv")
    yield baited
    server.shutdown()
    server.server_close()
    assert baited.asked == []
    assert file.read_text(encoding="utf-8") == f"{SECRET}\n"
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def _state(store: Store) -> list[Any]:
    """All that a query could change: the graph, what constrains it, who may ask, or every file of it."""
    nodes = (
        "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties, elementId(n) AS id ORDER BY id"
    )
    ends = "MATCH (a)-[r]->(b) RETURN type(r), properties(r), elementId(a), elementId(b), elementId(r) AS id"
    state: list[Any] = [store.query(nodes).rows, store.query(f"{ends} ORDER BY id").rows]
    if isinstance(store, Neo4jStore):
        for what, fields in (
            ("CONSTRAINTS", "name"),
            ("INDEXES", "name, state"),
            ("USERS", "user, passwordChangeRequired"),
            ("DATABASES", "name, currentStatus"),
        ):
            state.append(store.query(f"SHOW {what} YIELD {fields} RETURN * ORDER BY {fields}").rows)
    else:
        files = (p for p in Path(store.name).rglob("*") if p.is_file() and "lock" not in p.name)
        state += [(str(path), path.read_bytes()) for path in sorted(files)]
    return state


def _refused(store: Store, query: str, parameters: dict[str, Any] | None = None) -> str:
    with pytest.raises(UsageError) as error:
        store.query(query, parameters)
    said = str(error.value)
    assert len(said.splitlines()) == 1
    return said


def test_no_write_is_let_through(loaded: Store) -> None:
    before = _state(loaded)
    for query in WRITES:
        said = _refused(loaded, query)
        assert READING in said or "the query was refused" in said, query  # the latter where it cannot be read
    assert _state(loaded) == before


@pytest.mark.parametrize("query", LOADS)
def test_no_file_and_no_address_is_loaded(query: str, loaded: Store, bait: Bait) -> None:
    for place in bait.places:
        said = _refused(loaded, query.format(place))
        assert SECRET not in said
        assert READING in said or "the query was refused" in said
    assert READING in _refused(loaded, "LOAD CSV FROM $place AS line RETURN line", {"place": bait.url})


def test_what_only_looks_like_more_than_reading_is_answered(loaded: Store) -> None:
    for query in (
        "MATCH (b:Bank) WHERE b.name CONTAINS 'LOAD CSV' OR b.name = 'CALL dbms.x()' RETURN b",
        "MATCH (b:Bank) RETURN b.load AS load, b.call AS `call` LIMIT 1",
        "RETURN '\\u0043REATE (:Intruder)' AS text",
        "CALL db.labels() YIELD label RETURN label ORDER BY label",
        "MATCH (b:Bank) CALL (b) { CALL db.labels() YIELD label RETURN count(label) AS n } RETURN n",
    ):
        assert loaded.query(query) is not None


def test_a_parameter_is_a_value_and_never_a_part_of_the_query(loaded: Store) -> None:
    before = _state(loaded)
    for text in ("x'}) CREATE (:Intruder) //", "\\u0027}) DETACH DELETE n //", "`; DROP INDEX x", '" OR 1=1'):
        assert loaded.query("RETURN $text AS text", {"text": text}).rows == ((text,),)
        assert loaded.query("MATCH (b:Bank {id: $text}) RETURN b", {"text": text}).rows == ()
    assert _state(loaded) == before


def test_no_procedure_of_the_engine_does_more_than_read(loaded: Store, bait: Bait) -> None:
    before = _state(loaded)
    called = list(_calls(loaded, bait))
    assert len(called) > 30
    for name, query in called:
        answered = _answer(loaded, query)
        assert SECRET not in answered
        if _may_do_more(loaded, name):
            assert READING in answered, query
    assert _state(loaded) == before


def _answer(store: Store, query: str) -> str:
    """The rows as a text, or what was said instead."""
    try:
        return str(store.query(query).rows)
    except BankgraphError as error:
        return str(error)


def _may_do_more(store: Store, name: str) -> bool:
    if isinstance(store, Neo4jStore):
        return name not in PROCEDURES
    from bankgraph.stores.arcade import java

    registry = java("com.arcadedb.query.opencypher.procedures.CypherProcedureRegistry")
    return bool(registry.get(name).isWriteProcedure())


def _calls(store: Store, bait: Bait) -> Iterator[tuple[str, str]]:
    """Every procedure of an engine, called with each kind of bait where it takes a text."""
    if isinstance(store, Neo4jStore):
        for name, signature in store.query(
            "SHOW PROCEDURES YIELD name, signature RETURN name, signature"
        ).rows:
            given = str(signature).removeprefix(f"{name}(").partition(") ::")[0].rstrip(")")
            types = re.findall(r":: ([A-Z<>]+)", given)
            for place in bait.places:
                yield str(name), f"CALL {name}({', '.join(_argument(t, place) for t in types)})"
        return
    from bankgraph.stores.arcade import java

    for procedure in java(
        "com.arcadedb.query.opencypher.procedures.CypherProcedureRegistry"
    ).getAllProcedures():
        for place in bait.places:
            for count in {procedure.getMinArgs(), procedure.getMaxArgs()}:
                yield str(procedure.getName()), f"CALL {procedure.getName()}({_places(place, count)})"


def _argument(kind: str, place: str) -> str:
    by_kind = {
        "STRING": repr(place),
        "INTEGER": "1",
        "MAP": "{}",
        "ANY": repr(place),
        "LIST<STRING>": f"['{place}']",
    }
    return by_kind.get(kind, "null")


def _places(place: str, count: int) -> str:
    return ", ".join([repr(place)] * count)


def test_no_function_of_the_embedded_engine_reaches_out(loaded: Store, bait: Bait) -> None:
    if not isinstance(loaded, EmbeddedStore):
        pytest.skip("a Neo4j without plugins has built-in functions only")
    before = _state(loaded)
    from bankgraph.stores.arcade import java

    functions = {str(n) for n in java("com.arcadedb.function.FunctionRegistry").getFunctionNames()}
    in_sql = java("com.arcadedb.function.sql.DefaultSQLFunctionFactory").getInstance().getFunctionNames()
    functions |= {f"sql.{name}" for name in in_sql}
    assert len(functions) > 200
    answered = 0
    for name in sorted(functions - {"util.sleep"}):
        for place in bait.places:
            for count in range(4):
                found = _answer(loaded, f"RETURN {name}({_places(place, count)}) AS x")
                assert SECRET not in found, name
                answered += found.startswith("((")
    assert answered > 200
    assert _state(loaded) == before


@pytest.mark.parametrize(
    "query",
    [WRITES[0], "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", "CALL db.clearQueryCaches()"],
)
def test_the_command_refuses_in_one_line(query: str, loaded: Store) -> None:
    login = {}
    if isinstance(loaded, Neo4jStore):
        login = {"NEO4J_USERNAME": loaded._login.user, "NEO4J_PASSWORD": loaded._login.password or ""}
    found = subprocess.run(
        [EXE, "cypher", query, "--store", loaded.name],
        env={**os.environ, **login},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (2, "")
    assert READING in found.stderr
    assert len(found.stderr.splitlines()) == 1
