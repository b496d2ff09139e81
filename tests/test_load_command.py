"""`load`, `load --dry-run` and `diff` as a person or a script meets them, on every engine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bankgraph.ontology import Schema
from engines import EMBEDDED, ENGINES, Server
from generate import generate

EXE = Path(sys.executable).with_name("bankgraph")
Found = subprocess.CompletedProcess[str]
Row = dict[str, Any]

HEAD = f"""
source:
  {{id: mine, title: 报道, publisher: 示例报, published: 2026-01-01, language: zh, sha256: {"a" * 64},
   characters: 1000}}
named:
  mine-bank: [1, 5]
statements:
- {{subject: mine-bank, predicate: DEPLOYS, object: deepseek, at: [100, 120]}}
"""
RELATION = "- {{subject: mine-bank, predicate: USES, object: deepseek, at: {at}}}\n"
FIGURE = (
    "- {{subject: mine-bank, metric: ai-application-scenarios, value: 9,\n"
    "   unit: count, as_written: '9', at: {at}}}\n"
)


class Command:
    """The command with data of its own and one store."""

    def __init__(self, data: Path, to: str, environment: dict[str, str]) -> None:
        self.data, self._to, self._environment = data, to, environment

    def __call__(self, *arguments: str) -> Found:
        found = subprocess.run(
            [EXE, "--data", str(self.data), *arguments, "--to", self._to],
            capture_output=True,
            text=True,
            env={**os.environ, **self._environment},
            check=False,
        )
        assert "Traceback" not in found.stderr
        return found

    def rows(self, *arguments: str) -> list[Row]:
        found = self(*arguments, "--format", "json")
        assert (found.returncode, found.stderr) == (0, "")
        rows: list[Row] = json.loads(found.stdout)
        return rows

    def say(self, *statements: str) -> None:
        """Let the source say these beside what it always says."""
        (self.data / "mine.yaml").write_text(HEAD + "".join(statements), encoding="utf-8")


@pytest.fixture(params=ENGINES)
def command(request: pytest.FixtureRequest, schema: Schema, tmp_path: Path) -> Command:
    data = tmp_path / "data"
    generate(data, 60, schema)
    (data / "bank.yaml").write_text("Bank:\n  mine-bank: {zh: 我行, en: Mine}\n", encoding="utf-8")
    environment = {"BANKGRAPH_CACHE": str(tmp_path / "cache")}
    if request.param == EMBEDDED:
        made = Command(data, str(tmp_path / "home"), environment)
    else:
        server: Server = request.getfixturevalue("servers")(request.param)
        server.wipe(schema)
        login = {"NEO4J_USERNAME": server.login.user, "NEO4J_PASSWORD": server.login.password or ""}
        made = Command(data, server.uri, environment | login)
    made.say()
    return made


def test_a_load_is_followed_by_an_empty_difference(command: Command) -> None:
    first = command("load")
    assert (first.returncode, first.stderr) == (0, "")
    assert "wrote" in first.stdout
    for arguments in (["diff"], ["load", "--dry-run"]):
        found = command(*arguments)
        assert (found.returncode, len(found.stdout.splitlines())) == (0, 1)  # the names of the columns
        assert "would change nothing" in found.stderr
    assert command.rows("diff") == []
    (counts,) = command.rows("load")
    assert counts["nodes_written"] == counts["relationships_removed"] == 0


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (RELATION, {"predicate": "USES", "object": "deepseek"}),
        (FIGURE, {"predicate": "REPORTED", "object": "ai-application-scenarios"}),
    ],
    ids=["relation", "figure"],
)
def test_an_edit_shows_exactly_the_statement_that_it_is_about(
    command: Command, statement: str, said: Row
) -> None:
    assert command("load").returncode == 0
    edits: tuple[tuple[str, Callable[[], None]], ...] = (
        ("added", lambda: command.say(statement.format(at=[10, 20]))),
        ("changed", lambda: command.say(statement.format(at=[10, 21]))),
        ("removed", command.say),
    )
    for change, edit in edits:
        edit()
        shown = command.rows("load", "--dry-run")
        assert command.rows("diff") == shown  # what is only shown changes nothing
        assert [row["change"] for row in shown] == [change]
        expected = {"what": "statement", "subject": "mine-bank", **said}
        assert expected.items() <= shown[0].items()
        assert command("load").returncode == 0
        assert command.rows("diff") == []


def test_to_remove_much_is_refused_and_leaves_the_graph_as_it_was(command: Command) -> None:
    assert command("load").returncode == 0
    source = command.data / "source-0.yaml"
    text = source.read_text(encoding="utf-8")
    source.unlink()
    refused = command("load")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert len(refused.stderr.splitlines()) == 1
    assert "--allow-shrink" in refused.stderr
    source.write_text(text, encoding="utf-8")
    assert command.rows("diff") == []
    (counts,) = command.rows("load")
    assert _written(counts) == 0
    source.unlink()
    (counts,) = command.rows("load", "--allow-shrink")
    assert counts["relationships_removed"] > 0
    assert command.rows("diff") == []


def _written(counts: Row) -> int:
    return int(counts["nodes_written"]) + int(counts["relationships_written"])
