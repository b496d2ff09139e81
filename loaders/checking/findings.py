"""What a check found: problems with their place, and for each rule how often it held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bankgraph.ontology import Problem


@dataclass(slots=True)
class Tally:
    """How often a rule held, was broken, was excepted with a reason, and could not be decided."""

    held: int = 0
    broken: int = 0
    accepted: int = 0
    unknown: int = 0


@dataclass(slots=True)
class Findings:
    """The outcome of a check. `left` are things of the texts that nothing covers: not errors, but work.

    `read` are the sources whose text was at hand, `unread` the others, with how many citations each has.
    """

    problems: list[Problem] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    unread: Counter[str] = field(default_factory=Counter)

    def tally(self, rule: str) -> Tally:
        """Return the tally of a rule, to be counted up."""
        return self.tallies.setdefault(rule, Tally())

    @property
    def proven(self) -> int:
        """How many declared citations stand at a sound place of a text that was read."""
        return self.tally("span").held
