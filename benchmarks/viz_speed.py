"""How large a page is and how soon it answers, beside pyvis, neo4j-viz and gravis, for the same graphs.

    python benchmarks/viz_speed.py [NODES …] [--repeats N] [--limit SECONDS] [--only NAME …] [--page FILE]

Everybody is given the places of the nodes but bankgraph, which works them out itself. The contenders take
turns, each in an environment of its own. The page goes to stdout and to `--page`, progress to a terminal.
Run with: make bench-viz
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from bankgraph.ontology import UnreachableError
from drawing.browser import chromium, look
from drawing.page import page
from drawing.results import CONTENDERS, Contender, Drawn, Results
from drawing.work import placed
from loading.contenders import ROOT, python

SIZES = (200, 1_000, 5_000, 10_000)


def main() -> None:
    given = arguments()
    chosen = [c for c in CONTENDERS if not given.only or c.key in given.only]
    results = Results(given.repeats, given.limit)
    try:
        for contender in chosen:
            python(contender.peer)
        with tempfile.TemporaryDirectory() as directory, chromium() as browser:
            for size in given.sizes:
                measure(size, chosen, given, Path(directory), results, browser)
    except UnreachableError as error:
        print(error, file=sys.stderr)
        sys.exit(3)
    finally:
        if results.runs:
            text = page(results)
            if given.page:
                given.page.write_text(text, encoding="utf-8")
            print(text)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="NODES")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--limit", type=float, default=180, help="seconds after which a step is stopped")
    parser.add_argument("--only", nargs="*", choices=[c.key for c in CONTENDERS], default=())
    parser.add_argument("--page", type=Path, help="where to write the page")
    return parser.parse_args()


def measure(
    size: int,
    chosen: list[Contender],
    given: argparse.Namespace,
    directory: Path,
    results: Results,
    browser: Browser,
) -> None:
    """Let all contenders draw the graph of one size, in turns; who failed once does not try again."""
    file = directory / f"{size}.json"
    file.write_text(json.dumps(placed(size), ensure_ascii=False), encoding="utf-8")
    for _ in range(given.repeats):
        for contender in chosen:
            if any(run.problem for run in results.of(size, contender)):
                continue
            drawn = draw(contender, file, directory / f"{contender.key}.html", given.limit, browser)
            results.add(size, contender, drawn)
            if sys.stderr.isatty():
                print(f"{size:>7,} {contender.name:<12} {drawn.said}", file=sys.stderr)


def draw(contender: Contender, file: Path, target: Path, limit: float, browser: Browser) -> Drawn:
    """Make a page in a process of its own, and look at it."""
    target.unlink(missing_ok=True)
    command = [python(contender.peer), "-m", f"drawing.{contender.script}", str(file), str(target)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "benchmarks")}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=limit, env=environment
        )
    except subprocess.TimeoutExpired:
        return Drawn(problem=f"not made in {limit:g} s")
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        return Drawn(problem=f"failed: {said[-1] if said else done.returncode}")
    seconds = json.loads(done.stdout.splitlines()[-1])["seconds"]
    seen = look(browser, target, limit)
    problem = "" if seen.interactive is not None else f"drew nothing in {limit:g} s"
    size = target.stat().st_size / 1e6
    return Drawn(size, seen.interactive, seen.frame, seconds, seen.requests, problem)


if __name__ == "__main__":
    main()
