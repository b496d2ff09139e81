"""What all benchmarks measure with."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

EXE = str(Path(sys.executable).with_name("bankgraph"))


def wall_seconds(command: list[str], directory: str, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=directory, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


def headline() -> str:
    """Where, and of what, something is measured."""
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {commit()}"


def commit() -> str:
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent,
    )
    return f"commit {found.stdout.strip() or 'unknown'}"
