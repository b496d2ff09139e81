"""The cache of the engine's classes: made once, used from then on, and no one's trouble."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXE = Path(sys.executable).with_name("bankgraph")
ASKED = ("cypher", "MATCH (b:Bank {id: 'icbc'}) RETURN b.id AS id", "--format", "jsonl")
ANSWER = '{"id": "icbc"}\n'


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment whose home and cache are empty."""
    directory = tmp_path_factory.mktemp("aot")
    return {
        **os.environ,
        "BANKGRAPH_HOME": str(directory / "home"),
        "BANKGRAPH_CACHE": str(directory / "cache"),
    }


def _run(environment: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    found = subprocess.run([EXE, *args], env=environment, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return found


def _caches(environment: dict[str, str]) -> list[Path]:
    return [f for f in Path(environment["BANKGRAPH_CACHE"]).glob("engine-*") if f.stat().st_size]


def test_the_first_load_makes_it_and_says_nothing_of_it(own: dict[str, str]) -> None:
    found = _run(own, "load")
    assert found.stderr == ""
    assert len(found.stdout.splitlines()) == 1
    (cache,) = _caches(own)
    assert cache.suffix == ".aot"


def test_the_engine_starts_from_it(own: dict[str, str]) -> None:
    if not _caches(own):
        _run(own, "load")
    log = {**own, "BANKGRAPH_JVM_ARGS": "-Xlog:class+load:stderr"}
    found = _run(log, *ASKED)
    assert found.stdout == ANSWER
    assert found.stderr.count("source: shared objects file") > 1_000


@pytest.mark.parametrize("damage", [b"", b"no cache", os.urandom(100_000)])
def test_a_damaged_one_is_as_none(own: dict[str, str], damage: bytes) -> None:
    if not _caches(own):
        _run(own, "load")
    (cache,) = Path(own["BANKGRAPH_CACHE"]).glob("engine-*.aot")
    cache.write_bytes(damage)
    found = _run(own, *ASKED)
    assert (found.stdout, found.stderr) == (ANSWER, "")


def test_a_place_that_cannot_be_written_is_done_without(own: dict[str, str], tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("")
    found = _run({**own, "BANKGRAPH_HOME": str(tmp_path / "home"), "BANKGRAPH_CACHE": str(occupied)}, "load")
    assert found.stderr == ""


def test_a_first_load_of_much_makes_it_as_well(own: dict[str, str], tmp_path: Path) -> None:
    """Then no answer is prepared, but each query is planned once."""
    few = "import bankgraph.cli.workspace as w; w._FEW = 0; from bankgraph.cli.main import main; main()"
    place = {"BANKGRAPH_HOME": str(tmp_path / "home"), "BANKGRAPH_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-c", few, "load"]
    found = subprocess.run(command, env={**own, **place}, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
    log = {**own, **place, "BANKGRAPH_JVM_ARGS": "-Xlog:class+load:stderr"}
    loaded = [line for line in _run(log, *ASKED).stderr.splitlines() if ".opencypher." in line]
    assert sum("shared objects file" in line for line in loaded) > len(loaded) / 2
    assert not [*(tmp_path / "home").glob("snapshots/*/kept.sqlite")]
