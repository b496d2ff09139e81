"""The command as a person runs it, with the embedded graph in a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

EXE = Path(sys.executable).with_name("bankgraph")
Run = Callable[..., subprocess.CompletedProcess[str]]


def at(home: Path) -> dict[str, str]:
    """The environment in which that home is the user's."""
    return {**os.environ, "BANKGRAPH_HOME": str(home)}


def loaded_home(factory: pytest.TempPathFactory, *options: str | Path) -> Path:
    """A new home in which `bankgraph load` has put the shipped graph, and what the options add."""
    home = factory.mktemp("loaded-home")
    subprocess.run([EXE, "load", *options], env=at(home), check=True, capture_output=True)
    return home


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the shipped graph, which no test changes."""
    return loaded_home(tmp_path_factory)


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Run:
    """Run the command in an empty directory; stdin is given or empty."""

    def command(*args: str | Path, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        found = subprocess.run(
            [EXE, *args],
            capture_output=True,
            text=True,
            input=stdin,
            cwd=tmp_path,
            env={**at(home), **env},
            check=False,
        )
        assert "Traceback" not in found.stderr
        return found

    return command
