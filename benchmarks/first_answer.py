"""How long a person waits for an answer, beside what they would write instead.

    python benchmarks/first_answer.py [--repeats N] [--page FILE]

Whole processes, interleaved, after one warm-up of each; medians, and the ratio to `import click`, since
absolute times waver from machine to machine. All answer the same question of the same data, but for those
that only start. Run with: make bench
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from answering.console import latencies
from answering.peers import Asked, by_hand, on_neo4j, plain_engine, sqlite_utils
from loading.machine import described
from loading.server import SETTINGS, fresh_server, java
from measuring import EXE

INTRODUCTION = Path(__file__).parent / "answering" / "introduction.md"


@dataclass(frozen=True)
class Contender:
    """A process to be timed beside the others of its `kind`; `typed` is the line that a shell completes."""

    kind: str
    name: str
    command: list[str]
    typed: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """What is set for it besides."""
        words = {"COMP_WORDS": self.typed, "COMP_CWORD": str(len(self.typed.split()) - 1)}
        return {"_BANKGRAPH_COMPLETE": "bash_complete", **words} if self.typed else {}


def contenders(asked: Asked) -> Iterator[Contender]:
    """Yield all, the base of the ratios first."""
    start, known, engine = "starting", "a known answer", "an answer that needs an engine"
    yield Contender(start, "python -c 'import click'", [sys.executable, "-c", "import click"])
    yield Contender(start, "python -c pass", [sys.executable, "-c", "pass"])
    yield Contender(start, "bankgraph --version", [EXE, "--version"])
    yield Contender(start, "bankgraph --help", [EXE, "--help"])
    yield Contender(start, "Tab after: bankgraph banks-", [EXE], "bankgraph banks-")
    yield Contender(start, "Tab after: bankgraph show 宁", [EXE], "bankgraph show 宁")
    yield Contender(known, "bankgraph banks-deploying DeepSeek", [EXE, "banks-deploying", "DeepSeek"])
    yield Contender(known, "bankgraph ask 哪些银行部署了DeepSeek", [EXE, "ask", "哪些银行部署了DeepSeek"])
    yield Contender(known, "bankgraph show 工行", [EXE, "show", "工行"])
    yield Contender(known, "bankgraph names gsyh", [EXE, "names", "gsyh"])
    yield Contender(known, "a script over the YAML (PyYAML, C)", by_hand())
    yield Contender(known, "sqlite-utils over the exported facts", sqlite_utils(asked))
    yield Contender(known, "ten lines on the Neo4j driver", on_neo4j(asked))
    yield Contender(engine, "bankgraph cypher", [EXE, "cypher", asked.cypher])
    yield Contender(engine, "ten lines on arcadedb-embedded", plain_engine(asked))
    yield Contender("loading and checking", "bankgraph load (unchanged)", [EXE, "load"])
    yield Contender("loading and checking", "bankgraph check", [EXE, "check"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeats", type=int, default=15)
    parser.add_argument("--page", type=Path, help="where to write the page")
    given = parser.parse_args()
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        own = {"BANKGRAPH_HOME": f"{directory}/graph", "BANKGRAPH_CACHE": f"{directory}/cache"}
        server = stack.enter_context(fresh_server(directory / "server"))
        login = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
        environment = {**os.environ, **own, **login}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or each start compiles what was changed
        run([EXE, "load"], directory, environment)
        run([EXE, "load", "--to", server.uri], directory, environment)
        chosen = list(contenders(Asked(server.uri, directory, environment)))
        times = measured(chosen, given.repeats, directory, environment)
        stores = {"embedded": [], "Neo4j": ["--store", server.uri]}
        keys = latencies(stores, max(given.repeats // 3, 1), directory, environment)
        machine = list(described([], java(server), SETTINGS))
    text = page(chosen, times, given.repeats, machine) + "\n".join(console_table(keys)) + "\n"
    if given.page:
        given.page.write_text(text, encoding="utf-8")
    print(text)


def measured(
    chosen: list[Contender], repeats: int, directory: Path, environment: Mapping[str, str]
) -> dict[str, list[float]]:
    """Return the seconds of each run by contender."""
    times: dict[str, list[float]] = {contender.name: [] for contender in chosen}
    for repeat in range(repeats + 1):
        for contender in chosen:
            seconds = run(contender.command, directory, {**environment, **contender.environment})
            if repeat:
                times[contender.name].append(seconds)
    return times


def run(command: list[str], directory: Path, environment: Mapping[str, str]) -> float:
    """Return the seconds of one process, which has to succeed and to print something."""
    started = time.perf_counter()
    found = subprocess.run(command, cwd=directory, env=environment, check=True, capture_output=True)
    seconds = time.perf_counter() - started
    if command[-1] not in ("pass", "import click") and not found.stdout.strip():
        raise RuntimeError(f"{command} printed nothing")
    return seconds


def page(chosen: list[Contender], times: Mapping[str, list[float]], repeats: int, machine: list[str]) -> str:
    """Return the figures as Markdown."""
    lines = [INTRODUCTION.read_text(encoding="utf-8").format(repeats=repeats), *machine]
    base = statistics.median(times[chosen[0].name])
    for kind in dict.fromkeys(c.kind for c in chosen):
        lines += [f"\n## {kind[0].upper()}{kind[1:]}\n", "| command | median ms | min–max | x click |"]
        lines.append("|---|--:|--:|--:|")
        for contender in (c for c in chosen if c.kind == kind):
            taken = times[contender.name]
            median = statistics.median(taken)
            spread = f"{min(taken) * 1000:.0f}–{max(taken) * 1000:.0f}"
            lines.append(f"| {contender.name} | {median * 1000:.0f} | {spread} | {median / base:.2f} |")
    return "\n".join(lines) + "\n"


def console_table(found: Mapping[str, list[float]]) -> Iterator[str]:
    """Yield the lines about the console."""
    yield from (
        "\n## The console\n",
        "| from | times | median ms | 95 of 100 within | slowest |",
        "|---|--:|--:|--:|--:|",
    )
    for name, taken in found.items():
        most = sorted(taken)[math.ceil(0.95 * len(taken)) - 1]
        figures = " | ".join(
            f"{seconds * 1000:.0f}" for seconds in (statistics.median(taken), most, max(taken))
        )
        yield f"| {name} | {len(taken)} | {figures} |"


if __name__ == "__main__":
    main()
