"""What loads of many statements take, and what memory: the first, an unchanged one, one of one statement.

    python benchmarks/at_scale.py [STATEMENTS] [--page FILE]

Each is the whole command, reading YAML included, into a local Neo4j and into the embedded graph. Memory is
the resident set of the command's process, looked at twenty times a second. Run with: make bench-scale
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bankgraph.ontology import load_schema
from bankgraph.stores.local_neo4j import LocalNeo4j
from generate import generate
from loading.machine import busy, driver, memory, processor
from loading.server import SETTINGS, START_WITHIN, VERSION, release
from measuring import EXE, commit

MILLION = 1_000_000
_EVERY_SECONDS = 0.05
_COLUMNS = 60
_BARS = "▁▂▃▄▅▆▇█"
_MEMORY_OF_TRANSACTIONS = {"dbms.memory.transaction.total.max": "512m"}


@dataclass(frozen=True, slots=True)
class Load:
    """One run of the command: what it was, its seconds, and its memory in MiB as time went by."""

    store: str
    what: str
    seconds: float
    said: str
    curve: tuple[float, ...]

    @property
    def peak(self) -> float:
        return max(self.curve, default=0.0)


def main() -> None:
    given = arguments()
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        generate(place / "made", given.statements, load_schema())
        loads = [*into_neo4j(place), *embedded(place)]
    text = "\n".join(page(given.statements, loads)) + "\n"
    if given.page:
        given.page.write_text(text, encoding="utf-8")
    print(text)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("statements", nargs="?", type=int, default=MILLION)
    parser.add_argument("--page", type=Path, help="where to write the page")
    return parser.parse_args()


def into_neo4j(place: Path) -> Iterator[Load]:
    settings = SETTINGS | _MEMORY_OF_TRANSACTIONS
    with LocalNeo4j(VERSION, place / "server", settings=settings, start_within=START_WITHIN) as server:
        login = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
        yield from loads(f"Neo4j {release()}", place, server.uri, login)


def embedded(place: Path) -> Iterator[Load]:
    yield from loads("embedded", place, str(place / "graph"), {})


def loads(store: str, place: Path, address: str, login: dict[str, str]) -> Iterator[Load]:
    """Yield the loads into one store, one after the other."""
    environment = {**os.environ, **login, "BANKGRAPH_CACHE": str(place / f"cache-{store}")}
    command = [EXE, "load", "--data", str(place / "made"), "--to", address]
    yield watched(store, "first load", command, environment)
    yield watched(store, "unchanged", command, environment)
    with one_statement_less(place / "made"):
        yield watched(store, "one statement removed", command, environment)
    yield watched(store, "and added again", command, environment)


@contextmanager
def one_statement_less(data: Path) -> Iterator[None]:
    """Take the last statement out of a source's file, and put it back."""
    file = next(data.glob("source-*.yaml"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.rpartition("\n- ")[0] + "\n", encoding="utf-8")
    yield
    file.write_text(text, encoding="utf-8")


def watched(store: str, what: str, command: list[str], environment: dict[str, str]) -> Load:
    """Run the command and look at its memory until it ends; raises where it fails."""
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        watcher, curve = psutil.Process(process.pid), []
        while process.poll() is None:
            curve.append(watcher.memory_info().rss / 1024**2)
            time.sleep(_EVERY_SECONDS)
        seconds = time.perf_counter() - started
        said = process.stdout.read().strip() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    return Load(store, what, seconds, said, tuple(curve))


def page(statements: int, found: list[Load]) -> Iterator[str]:
    """Yield the lines of the page."""
    settings = ", ".join(f"{k}={v}" for k, v in (SETTINGS | _MEMORY_OF_TRANSACTIONS).items())
    yield f"# Loads of {statements:,} statements"
    yield ""
    yield "Written by `make bench-scale`; no figure is typed by hand. Each row is the whole command"
    yield "`bankgraph load`, reading the YAML included. Memory is the resident set of its process: with the"
    yield "embedded engine, that of Java within it too."
    yield ""
    yield f"{datetime.now(UTC):%Y-%m-%d}, {commit()}; {processor()}, {os.cpu_count()} cores, {memory()},"
    yield f"{busy()}; Neo4j {release()} with {settings}, {driver()}"
    yield ""
    yield "| store | load | seconds | of the first | peak memory, MiB |"
    yield "|---|---|--:|--:|--:|"
    for load in found:
        first = next(other for other in found if other.store == load.store)
        share = f"{load.seconds / first.seconds:.1%}"
        yield f"| {load.store} | {load.what} | {load.seconds:.1f} | {share} | {load.peak:.0f} |"
    yield ""
    yield "## Memory while the first load ran"
    yield ""
    for load in found:
        if load.what == "first load":
            yield f"    {load.store}: 0 to {load.peak:.0f} MiB, {load.seconds:.0f} s from left to right"
            yield f"    {drawn(load.curve)}"
            yield f"    {load.said.partition(': ')[2]}"
            yield ""


def drawn(curve: tuple[float, ...]) -> str:
    """Return a curve as a line of bars."""
    width = min(_COLUMNS, len(curve))
    parts = [curve[len(curve) * i // width : len(curve) * (i + 1) // width] for i in range(width)]
    highest = max(curve)
    return "".join(_BARS[min(int(max(part) / highest * len(_BARS)), len(_BARS) - 1)] for part in parts)


if __name__ == "__main__":
    main()
