"""`bankgraph init` writes a workspace that checks, loads and answers as it stands, and overwrites nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

EXE = Path(sys.executable).with_name("bankgraph")
Run = Callable[..., subprocess.CompletedProcess[str]]


def _run(where: Path, *args: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "BANKGRAPH_HOME": str(where / "home"), **settings}
    return subprocess.run(
        [EXE, *args], capture_output=True, text=True, cwd=where, env=environment, check=False
    )


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory in which `init my` was run."""
    where = tmp_path_factory.mktemp("init")
    found = _run(where, "init", "my")
    assert found.returncode == 0, found.stderr
    assert sorted(found.stdout.split()) == sorted(
        str(f.relative_to(where)) for f in (where / "my").rglob("*") if f.is_file()
    )
    return where


@pytest.fixture(scope="module")
def run(started: Path) -> Run:
    """Run a command with the workspace's data, ontology and packs."""
    own = {
        "BANKGRAPH_DATA": "my/data",
        "BANKGRAPH_ONTOLOGY": "my/ontology.ttl",
        "BANKGRAPH_PACKS": "my/packs",
    }
    assert _run(started, "load", **own).returncode == 0

    def command(*args: str) -> subprocess.CompletedProcess[str]:
        return _run(started, *args, **own)

    return command


def test_every_citation_of_the_example_is_proven_and_nothing_is_left(run: Run) -> None:
    found = run("check", "--texts", "my/texts")
    assert found.returncode == 0, found.stdout
    counts = re.search(
        r"(\d+) spans proven, (\d+) failures, \d+ without their text, (\d+) places", found.stdout
    )
    assert counts
    assert int(counts[1]) >= 9
    assert (counts[2], counts[3]) == ("0", "0")


def test_the_pack_and_ask_answer_in_the_words_of_the_workspace(run: Run) -> None:
    (row,) = json.loads(run("complying-with", "《示例办法》", "--format", "json").stdout)
    assert (row["entity_id"], row["nature"], row["sources"]) == (
        "xiaoshi-assistant",
        "claimed",
        ["example-2025-07-01"],
    )
    for question in ("谁遵守示例办法", "what complies with Example Measures"):
        found = json.loads(run("ask", question, "--format", "json").stdout)
        assert (found["query"], found["rows"]) == ("complying-with", [row])


def test_ids_refer_to_the_shipped_data(run: Run) -> None:
    told = json.loads(run("show", "DeepSeek", "--texts", "my/texts", "--format", "json").stdout)
    (built_on,) = [r for r in told["relations"] if r["subject_id"] == "xiaoshi-assistant"]
    assert built_on["quote"] == ["“小示”助手，助手基于DeepSeek"]
    figures = run("show", "小示助手").stdout
    assert "> 3 thousand" in figures


def test_what_its_readme_says_runs(started: Path, run: Run) -> None:
    readme = (started / "my" / "README.md").read_text(encoding="utf-8")
    lines = [x.split("  #")[0].strip() for x in readme.splitlines() if x.startswith("    bankgraph")]
    assert len(lines) >= 7
    for line in lines:
        if "MINE" not in line:
            script = f"{readme.split('    ')[1].splitlines()[0]}\n{line}"
            environment = {**os.environ, "BANKGRAPH_HOME": str(started / "home")}
            environment["PATH"] = f"{EXE.parent}:{environment['PATH']}"
            found = subprocess.run(
                ["sh", "-ec", script], cwd=started / "my", env=environment, capture_output=True, check=False
            )
            assert found.returncode == 0, (line, found.stderr)


def test_nothing_is_overwritten(started: Path, tmp_path: Path) -> None:
    file = started / "my" / "data" / "example-2025-07-01.yaml"
    before = {f: f.read_bytes() for f in (started / "my").rglob("*") if f.is_file()}
    again = _run(started, "init", "my")
    assert (again.returncode, again.stdout, len(again.stderr.splitlines())) == (2, "", 1)
    assert {f: f.read_bytes() for f in (started / "my").rglob("*") if f.is_file()} == before
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / file.name).write_text("mine", encoding="utf-8")
    refused = _run(tmp_path, "init", ".")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"data/{file.name} is there already")
    assert [f for f in tmp_path.rglob("*") if f.is_file()] == [tmp_path / "data" / file.name]


def test_it_goes_into_a_directory_that_holds_other_things(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert _run(tmp_path, "init", ".").returncode == 0
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_where_nothing_can_be_written_one_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    found = _run(tmp_path, "init", "file/my")
    assert (found.returncode, found.stdout, len(found.stderr.splitlines())) == (3, "", 1)
