"""How long a load takes, beside what one writes by hand and what other loaders take, for the same elements.

    python benchmarks/load_speed.py [STATEMENTS …] [--million] [--repeats N] [--limit SECONDS]
        [--only CONTENDER …] [--page FILE]

Each repeat of a contender has a server of its own, freshly started and empty; the contenders take turns.
After each load the server is asked what it holds. The page goes to stdout and to `--page`, progress to a
terminal. Run with: make bench-load
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bankgraph.ontology import UnreachableError
from loading.contenders import CONTENDERS, ROOT, Contender, Round, Run, python, run
from loading.elements import read
from loading.page import page
from loading.results import Results
from loading.server import count, cpu, empty, fresh_server, java

SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000


def main() -> None:
    given = arguments()
    chosen = [c for c in CONTENDERS if not given.only or c.key in given.only]
    results = Results(given.repeats, given.limit)
    try:
        for peer in {c.peer for c in chosen}:
            python(peer)
        with tempfile.TemporaryDirectory() as directory:
            for size in [*given.sizes, *([MILLION] if given.million else [])]:
                taking_part = [c for c in chosen if size < MILLION or c.at_a_million]
                measure(size, taking_part, given, Path(directory), results)
    except UnreachableError as error:
        print(error, file=sys.stderr)
        sys.exit(3)
    finally:
        if results.runs:  # hours of measuring are not lost with the last of them
            publish(results, given.page)


def publish(results: Results, file: Path | None) -> None:
    text = page(results)
    if file:
        file.write_text(text, encoding="utf-8")
    print(text)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="STATEMENTS")
    parser.add_argument(
        "--million", action="store_true", help="a million as well, once, the floor and bankgraph only"
    )
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument(
        "--limit", type=float, default=150, help="seconds for a load; for a million, ten times"
    )
    parser.add_argument("--only", nargs="*", choices=[c.key for c in CONTENDERS], default=())
    parser.add_argument("--page", type=Path, help="where to write the page")
    return parser.parse_args()


def measure(
    size: int, chosen: Sequence[Contender], given: argparse.Namespace, directory: Path, results: Results
) -> None:
    """Run all contenders with data of one size, in turns; who did not finish once does not try again."""
    file = directory / f"{size}.jsonl"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "benchmarks")}
    subprocess.run(
        [sys.executable, "-m", "loading.making", str(size), file], env=environment, check=True, cwd=ROOT
    )
    results.sizes[size] = read(file).counts
    limit = given.limit * (10 if size == MILLION else 1)
    for repeat in range(given.repeats if size < MILLION else 1):
        for contender in chosen:
            if any(r.problem for r in results.of(size, contender, Round.COLD)):
                continue
            home = directory / f"{size}-{repeat}-{contender.key}"
            if contender.embedded:
                rounds = embedded_rounds(contender, file, home, limit)
            else:
                rounds = server_rounds(contender, file, home, limit, results)
            for round_, found in rounds:
                results.add(size, contender, round_, found)
                if sys.stderr.isatty():
                    print(f"{size:>9,} {contender.name:<20} {round_.value:<6} {found.said}", file=sys.stderr)
    file.unlink()


def server_rounds(
    contender: Contender, file: Path, home: Path, limit: float, results: Results
) -> Iterator[tuple[Round, Run]]:
    """Yield what each round took on one server."""
    with fresh_server(home) as server:
        results.java = java(server)
        for round_ in Round:
            if round_ is Round.AGAIN and not contender.repeatable:
                continue
            if round_ is Round.WARM:
                empty(server)
            before = cpu(server)
            found = run(contender, file, server.uri, server.password, round_, limit)
            after = cpu(server)
            taken = after - before if before is not None and after is not None else None
            yield round_, found.seen_by_the_server(count(server), taken)
            if found.problem:
                return


def embedded_rounds(
    contender: Contender, file: Path, home: Path, limit: float
) -> Iterator[tuple[Round, Run]]:
    """Yield what each round took in a directory; the warm one makes directories of its own."""
    for round_ in Round:
        found = run(contender, file, str(home / "warm" if round_ is Round.WARM else home), "", round_, limit)
        yield round_, found
        if found.problem:
            return


if __name__ == "__main__":
    main()
