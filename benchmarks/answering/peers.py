"""What people would write instead, for the same question of the same data."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bankgraph.loaders import shipped_data
from loading.contenders import python
from measuring import EXE

_CYPHER = "MATCH (b:Bank)-[d:DEPLOYS]->(m:Model {id: 'deepseek'}) RETURN b.id AS bank, d.evidence AS evidence"

_YAML = """
import pathlib, yaml
for file in sorted(pathlib.Path({data!r}).rglob("*.yaml")):
    for s in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get("statements") or []:
        if s.get("predicate") == "DEPLOYS" and s["object"] == "deepseek":
            print(s["subject"], file.stem, s["at"])
"""

_DRIVER = """
import os
from neo4j import GraphDatabase
login = os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"]
with GraphDatabase.driver({uri!r}, auth=login) as driver:
    records, _, _ = driver.execute_query({cypher!r}, database_="neo4j")
    for record in records:
        print(*record)
"""

_ENGINE = """
import arcadedb_embedded as arcadedb
with arcadedb.open_database({path!r}) as database:
    for row in database.query("opencypher", {cypher!r}):
        print(row.get("bank"), row.get("evidence"))
"""

_SQL = (
    "SELECT json_extract(subject, '$.id') AS bank, source, start, \"end\" FROM facts "
    "WHERE predicate = 'DEPLOYS' AND json_extract(object, '$.id') = 'deepseek'"
)


@dataclass(frozen=True)
class Asked:
    """A Neo4j with the shipped data, and where and with what environment bankgraph has loaded them."""

    uri: str
    directory: Path
    environment: Mapping[str, str]
    cypher: str = _CYPHER


def by_hand() -> list[str]:
    """A script over the same YAML files."""
    return [sys.executable, "-c", _YAML.format(data=str(shipped_data()))]


def on_neo4j(asked: Asked) -> list[str]:
    """A script on the driver."""
    return [sys.executable, "-c", _DRIVER.format(uri=asked.uri, cypher=asked.cypher)]


def plain_engine(asked: Asked) -> list[str]:
    """A script on the embedded engine, with a copy of the same database."""
    (snapshot,) = (asked.directory / "graph" / "snapshots").glob("*/database")
    copy = asked.directory / "copy"
    shutil.copytree(snapshot, copy)
    return [sys.executable, "-c", _ENGINE.format(path=str(copy), cypher=asked.cypher)]


def sqlite_utils(asked: Asked) -> list[str]:
    """The command sqlite-utils on a table of all facts."""
    command = str(Path(python("sqlite-utils")).with_name("sqlite-utils"))
    database = str(asked.directory / "facts.db")
    facts = subprocess.run(
        [EXE, "export", "facts", "--format", "jsonl"], env=asked.environment, check=True, capture_output=True
    ).stdout
    subprocess.run([command, "insert", database, "facts", "-", "--nl"], input=facts, check=True)
    return [command, "query", database, _SQL]
