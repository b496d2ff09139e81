"""Who is compared, each by a script of its own in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from bankgraph.ontology import UnreachableError

from .elements import Counts

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / ".venv-bench"
REQUIREMENTS = ROOT / "benchmarks" / "requirements"


class Round(Enum):
    """A cold load into a fresh server, the same data once more, and a load into the emptied, warm server."""

    COLD = "cold"
    AGAIN = "again"
    WARM = "warm"


@dataclass(frozen=True, slots=True)
class Contender:
    """A loader to measure. `peer` names its environment, '' for this one."""

    key: str
    name: str
    script: str
    variant: str = ""
    peer: str = ""
    note: str = ""
    repeatable: bool = True
    at_a_million: bool = False

    @property
    def embedded(self) -> bool:
        return self.variant == "embedded"


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took; `seconds` is None where it was stopped or failed, and `problem` says why.

    `cpu` is the processor's time of the process, `server_cpu` that of the server meanwhile, in seconds.
    """

    seconds: float | None = None
    cpu: float | None = None
    server_cpu: float | None = None
    peak_mib: float | None = None
    expected: Counts | None = None
    held: Counts | None = None
    problem: str = ""

    def seen_by_the_server(self, held: Counts, cpu: float | None) -> Run:
        return replace(self, held=held, server_cpu=cpu)

    @property
    def dropped(self) -> bool:
        """Whether elements are missing (or too many); properties count where their number is known."""
        if self.expected is None or self.held is None:
            return False
        known = self.expected.properties is not None
        held = self.held if known else replace(self.held, properties=None)
        return held != self.expected

    @property
    def said(self) -> str:
        """The run in a few words, for the progress."""
        if self.seconds is None:
            return self.problem
        held = (
            f", holds {self.held.nodes:,} + {self.held.relationships:,}" if self.dropped and self.held else ""
        )
        return f"{self.seconds:.2f} s{held}"


FLOOR = Contender("create", "driver, CREATE", "floor", "create", repeatable=False, at_a_million=True)
PLAIN = Contender(
    "plain",
    "plain driver, CREATE",
    "floor",
    "create",
    peer="neo4j",
    note="the floor without the driver's Rust extension, which the other two have, as bankgraph does",
    repeatable=False,
)
MERGING = Contender("merge", "driver, MERGE", "floor", "merge")
OURS = Contender("neo4j", "bankgraph into Neo4j", "ours", at_a_million=True)
EMBEDDED = Contender("embedded", "bankgraph embedded", "ours", "embedded", at_a_million=True)
CARTOGRAPHY = Contender(
    "cartography",
    "cartography",
    "cartography_peer",
    peer="cartography",
    note="`load` and `load_matchlinks` in batches of 10,000; again: a new update tag, then the cleanup jobs "
    "of the relationships. It merges a relationship by its type and ends alone, so of several statements or "
    "citations between the same two nodes the last one stays",
)
RDFLIB = Contender(
    "rdflib-neo4j",
    "rdflib-neo4j",
    "rdflib_peer",
    peer="rdflib-neo4j",
    note="`Neo4jStore` with batching. Its relationships have no properties, so each that says more than its "
    "ends is a statement node besides, with a link to either end",
)
NEOMODEL = Contender(
    "neomodel",
    "neomodel",
    "neomodel_peer",
    peer="neomodel",
    note="`bulk_create_or_update` of nodes in batches of 10,000, then `connect` for each relationship, in "
    "transactions of 10,000",
)
CONTENDERS = (FLOOR, MERGING, PLAIN, OURS, EMBEDDED, CARTOGRAPHY, RDFLIB, NEOMODEL)


def python(peer: str) -> str:
    """Return the interpreter of a peer's environment, made anew where its pinned requirements changed."""
    if not peer:
        return sys.executable
    home, pinned = ENVIRONMENTS / peer, REQUIREMENTS / f"{peer}.txt"
    interpreter, stamp = home / "bin" / "python", home / "installed.txt"
    wanted = pinned.read_text(encoding="utf-8")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"Installing {peer} into {home.relative_to(ROOT)}", file=sys.stderr)
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
            subprocess.run([interpreter, "-m", "pip", "install", "--quiet", "-r", pinned], check=True)
        except subprocess.CalledProcessError as error:
            raise UnreachableError(f"{pinned}: cannot be installed; see what pip said above") from error
        stamp.write_text(wanted, encoding="utf-8")
    return str(interpreter)


def installed(peer: str) -> str:
    """Return the versions of a peer and of the driver in its environment."""
    names = list(dict.fromkeys((peer, "neo4j")))
    code = (
        f"from importlib.metadata import version; print(*(n + ' ' + version(n) for n in {names!r}), sep=', ')"
    )
    return subprocess.run(
        [python(peer), "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def run(contender: Contender, file: Path, address: str, password: str, round_: Round, limit: float) -> Run:
    """Let a contender load a file; it is stopped after `limit` seconds, its reading of the file included."""
    command = [python(contender.peer), "-m", f"loading.{contender.script}", str(file), "--to", address]
    command += ["--variant", contender.variant, "--round", round_.value]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "benchmarks"), "NEO4J_PASSWORD": password}
    try:
        found = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=limit, env=environment
        )
    except subprocess.TimeoutExpired:
        return Run(problem=f"not finished in {limit:g} s")
    if found.returncode:
        said = (found.stderr.strip() or found.stdout.strip()).splitlines()
        return Run(problem=f"failed: {said[-1] if said else found.returncode}")
    result = json.loads(found.stdout.splitlines()[-1])
    expected, held = (Counts(**result[key]) if result[key] else None for key in ("expected", "held"))
    return Run(result["seconds"], result["cpu"], None, result["peak_mib"], expected, held)
