"""The frame of every contender's script: read, then start the clock, load, stop it, and say what it took.

    NEO4J_PASSWORD=… python -m loading.NAME FILE --to URI [--variant NAME] [--round cold|again|warm]

The last line of stdout is JSON. Standard library alone, as in `elements`.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

from .elements import Counts, Elements, read


@dataclass(frozen=True, slots=True)
class Target:
    """Where to load to. `round` is "again" where the same data were loaded before."""

    address: str
    password: str
    variant: str
    round: str


Loading: TypeAlias = Callable[[], object]
"""What is timed. Whatever prepares it was done before."""


def run(prepare: Callable[[Elements, Target], Loading], in_its_form: Callable[[Elements], Counts]) -> None:
    """Time what `prepare` returns; `in_its_form` says how many elements there should be afterwards."""
    elements, target = arguments()
    loading = prepare(elements, target)
    taken = timed(loading)
    report(taken, in_its_form(elements))


def timed(loading: Loading) -> tuple[float, float]:
    """Run what is measured; return the seconds, and those that the processor was busy for it."""
    started, busy = time.perf_counter(), time.process_time()
    loading()
    return time.perf_counter() - started, time.process_time() - busy


def arguments() -> tuple[Elements, Target]:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--to", required=True)
    parser.add_argument("--variant", default="")
    parser.add_argument("--round", default="cold")
    given = parser.parse_args()
    password = os.environ.get("NEO4J_PASSWORD", "")
    return read(given.file), Target(given.to, password, given.variant, given.round)


def report(taken: tuple[float, float], expected: Counts, held: Counts | None = None) -> None:
    """Print the result; `held` is given by who alone can count what it wrote."""
    found = {
        "seconds": taken[0],
        "cpu": taken[1],
        "peak_mib": peak_mib(),
        "expected": asdict(expected),
        "held": asdict(held) if held else None,
    }
    print(f"\n{json.dumps(found)}")


def peak_mib() -> float | None:
    """The most memory that this process ever held, in MiB; None where the system does not tell.

    Not from getrusage: its figure starts with what the parent held when it forked.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return None
    kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(kib) / 1024
