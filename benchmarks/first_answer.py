"""How long a person waits for an answer, beside what they would write instead.

Whole processes, interleaved, after one warm-up of each; medians, and the ratio to `import click`,
since absolute times waver from machine to machine. Run with: make bench
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from rich.cells import set_cell_size

from bankgraph.loaders import shipped_data

REPEATS = 7
EXE = str(Path(sys.executable).with_name("bankgraph"))

# The script that someone with the same YAML files and no bankgraph would write.
BY_HAND = f"""
import pathlib, yaml
for file in sorted(pathlib.Path({str(shipped_data())!r}).rglob("*.yaml")):
    for s in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get("statements") or []:
        if s.get("predicate") == "DEPLOYS" and s["object"] == "deepseek":
            print(s["subject"], file.stem, s["at"])
"""

COMMANDS = {
    "python -c 'import click'": [sys.executable, "-c", "import click"],
    "a script over the YAML (PyYAML, C)": [sys.executable, "-c", BY_HAND],
    "bankgraph --help": [EXE, "--help"],
    "bankgraph queries": [EXE, "queries"],
    "bankgraph banks-deploying DeepSeek": [EXE, "banks-deploying", "DeepSeek"],
    "bankgraph ask 哪些银行部署了DeepSeek": [EXE, "ask", "哪些银行部署了DeepSeek"],
    "bankgraph load (unchanged)": [EXE, "load"],
    "bankgraph check": [EXE, "check"],
    "bankgraph demo (again)": [EXE, "demo"],
}


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        environment = {
            **os.environ,
            "BANKGRAPH_HOME": f"{directory}/graph",
            "BANKGRAPH_CACHE": f"{directory}/cache",
        }
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for repeat in range(REPEATS + 1):
            for name, command in COMMANDS.items():
                seconds = wall_seconds(command, directory, environment)
                if repeat:
                    times[name].append(seconds)
    print(headline())
    print(f"arcadedb-embedded {version('arcadedb-embedded')}; {REPEATS} runs each, interleaved\n")
    base = statistics.median(next(iter(times.values())))
    print(f"{'command':<44} {'median s':>9} {'min':>7} {'max':>7} {'x click':>8}")
    for name, taken in times.items():
        median = statistics.median(taken)
        spread = f"{median:>9.3f} {min(taken):>7.3f} {max(taken):>7.3f} {median / base:>8.1f}"
        print(set_cell_size(name, 44), spread)


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


if __name__ == "__main__":
    main()
