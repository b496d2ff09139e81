"""What was measured, by size, contender and round."""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass, field

from .contenders import Contender, Round, Run
from .elements import Counts


@dataclass(slots=True)
class Results:
    """Runs as they come in; `sizes` gives the elements by number of statements."""

    repeats: int
    limit: float
    sizes: dict[int, Counts] = field(default_factory=dict)
    runs: dict[tuple[int, Contender, Round], list[Run]] = field(default_factory=lambda: defaultdict(list))
    java: str = ""

    def add(self, size: int, contender: Contender, round_: Round, run: Run) -> None:
        self.runs[size, contender, round_].append(run)

    def of(self, size: int, contender: Contender, round_: Round) -> list[Run]:
        return self.runs.get((size, contender, round_), [])

    def contenders(self) -> list[Contender]:
        """Everybody who ran, in the order in which they did."""
        return list(dict.fromkeys(contender for _, contender, _ in self.runs))

    def median(self, size: int, contender: Contender, round_: Round) -> float | None:
        """Return the median of the seconds; None where it did not run, or did not finish each time."""
        taken = [run.seconds for run in self.of(size, contender, round_)]
        finished = [seconds for seconds in taken if seconds is not None]
        return statistics.median(finished) if finished and len(finished) == len(taken) else None
