"""What was measured, by size and contender."""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Contender:
    """Who draws. `peer` names its environment, '' for this one."""

    key: str
    name: str
    script: str
    peer: str = ""


OURS = Contender("bankgraph", "bankgraph", "ours")
CONTENDERS = (
    OURS,
    Contender("pyvis", "pyvis", "pyvis_peer", "pyvis"),
    Contender("neo4j-viz", "neo4j-viz", "neo4j_viz_peer", "neo4j-viz"),
    Contender("gravis", "gravis", "gravis_peer", "gravis"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page: megabytes, seconds until it answers, milliseconds a frame (p95), seconds to make it."""

    megabytes: float | None = None
    interactive: float | None = None
    frame: float | None = None
    making: float | None = None
    requests: int = 0
    problem: str = ""

    @property
    def said(self) -> str:
        """The run in a few words, for the progress."""
        if self.problem:
            return self.problem
        return f"{self.megabytes:.2f} MB, {self.interactive:.2f} s, made in {self.making:.2f} s"


MEASURES = ("megabytes", "interactive", "frame", "making")


@dataclass(slots=True)
class Results:
    """Runs as they come in."""

    repeats: int
    limit: float
    runs: dict[tuple[int, Contender], list[Drawn]] = field(default_factory=lambda: defaultdict(list))

    def add(self, size: int, contender: Contender, drawn: Drawn) -> None:
        self.runs[size, contender].append(drawn)

    def of(self, size: int, contender: Contender) -> list[Drawn]:
        return self.runs.get((size, contender), [])

    def sizes(self) -> list[int]:
        return list(dict.fromkeys(size for size, _ in self.runs))

    def contenders(self) -> list[Contender]:
        return list(dict.fromkeys(contender for _, contender in self.runs))

    def median(self, size: int, contender: Contender, measure: str) -> float | None:
        """Return the median of a measure; None where it is not known of each run."""
        found = [getattr(run, measure) for run in self.of(size, contender)]
        known = [value for value in found if value is not None]
        return statistics.median(known) if known and len(known) == len(found) else None

    def best_peer(self, size: int, measure: str) -> float | None:
        """Return the lowest median of all but ours."""
        medians = (self.median(size, c, measure) for c in self.contenders() if c is not OURS)
        return min((m for m in medians if m is not None), default=None)
