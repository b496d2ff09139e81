"""What a command imports before it answers, and that what is kept never says what is not so any more."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from command import EXE, at, loaded_home

HEAVY = {
    *("arcadedb_embedded", "jpype", "neo4j", "networkx", "numpy", "opencc", "portalocker", "pyoxigraph"),
    *("pypinyin", "pyvis", "rapidfuzz", "rdflib", "rich", "yaml", "yaml_rs", "bankgraph.loaders"),
    *("bankgraph.viz", "importlib.metadata", "platformdirs", "logging", "decimal"),
}
LIGHT = {"--version", "--help"}

Bankgraph = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of this module's own: it asks what a load has prepared."""
    return loaded_home(tmp_path_factory)


@pytest.fixture
def bankgraph(home: Path, tmp_path: Path) -> Bankgraph:
    """Run the command with the graph of that home; what it imported is in stderr."""

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        command: list[str | Path] = [sys.executable, "-X", "importtime", EXE, *args]
        return subprocess.run(command, env=at(home), cwd=tmp_path, capture_output=True, text=True, check=True)

    return run


def _imported(stderr: str) -> Iterator[str]:
    for line in stderr.splitlines():
        if line.startswith("import time:"):
            yield line.rpartition("|")[2].strip()


@pytest.mark.parametrize(
    "asked",
    [
        ("--version",),
        ("--help",),
        ("banks-deploying", "DeepSeek"),
        ("query", "banks-deploying", "-p", "model=deepseek", "--format", "json"),
        ("ask", "which banks deploy DeepSeek"),
        ("ask", "哪些银行部署了DeepSeek", "--format", "json"),
        ("show", "icbc"),
        ("show", "工行", "--format", "json"),
        ("names", "工行"),
        ("queries",),
    ],
    ids=" ".join,
)
def test_a_known_answer_starts_nothing_heavy(bankgraph: Bankgraph, asked: tuple[str, ...]) -> None:
    bankgraph(*asked)  # from then on it is known
    found = bankgraph(*asked)
    assert found.stdout
    imported = {*_imported(found.stderr)}
    assert "click" in imported
    assert not imported & HEAVY
    if {*asked} & LIGHT:
        assert not imported & {"pathlib", "sqlite3", "shutil", "tempfile", "hashlib"}


def test_the_driver_comes_without_the_libraries_for_frames(tmp_path: Path) -> None:
    """It imports pandas where that is installed, as it is here; no command has a use for it."""
    asked = ["query", "banks-deploying", "--store", "neo4j://127.0.0.1:1"]
    command: list[str | Path] = [sys.executable, "-X", "importtime", EXE, *asked]
    found = subprocess.run(command, env=at(tmp_path), capture_output=True, text=True, check=False)
    assert found.returncode == 3
    assert find_spec("pandas")
    assert "neo4j" in {*_imported(found.stderr)}
    assert "pandas.core" not in {*_imported(found.stderr)}  # what is tried in vain is listed as well


def test_a_load_prepares_what_people_are_likely_to_ask(bankgraph: Bankgraph) -> None:
    for asked in (
        ("rank",),
        ("ask", "which banks deploy DeepSeek"),
        ("show", "bank-of-communications"),
        ("awards-of", "bank-of-communications"),  # of any year
        ("ask", "交行手机银行月活多少"),
    ):
        assert "jpype" not in {*_imported(bankgraph(*asked).stderr)}


def test_a_changed_fact_changes_the_answer(tmp_path: Path) -> None:
    """What is kept is kept of one graph: the next one is asked anew."""
    own = tmp_path / "own.yaml"
    environment = {**at(tmp_path / "home"), "BANKGRAPH_DATA": str(own)}

    def names(text: str) -> list[str]:
        found = subprocess.run(
            [EXE, "ask", f"what is {text}", "--format", "json"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return [row["name_en"] for row in json.loads(found.stdout)["rows"]]

    for name in ("First Name", "Second Name", "First Name"):
        own.write_text(f"Bank:\n  a-new-bank: {{zh: 新银行, en: {name}}}\n", encoding="utf-8")
        assert names("a-new-bank") == [name]
        assert names("新银行") == [name]
        assert names("a-new-bank") == [name]


def test_a_changed_pack_changes_the_answer(home: Path, tmp_path: Path) -> None:
    pack = tmp_path / "mine.cypher"

    def answer() -> str:
        command: list[str | Path] = [EXE, "mine", "--packs", tmp_path]
        return subprocess.run(command, env=at(home), capture_output=True, text=True, check=True).stdout

    for identifier in ("icbc", "psbc", "icbc"):
        pack.write_text(
            "// name: mine\n// title: Mine\n// title_zh: 我的\n"
            f"MATCH (b:Bank {{id: '{identifier}'}}) RETURN b.id AS bank_id\n",
            encoding="utf-8",
        )
        assert answer().split() == ["bank_id", identifier]
        assert answer().split() == ["bank_id", identifier]
