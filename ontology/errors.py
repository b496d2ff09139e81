"""What can go wrong, in one small hierarchy. Every message says where, what, and how to mend it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class BankgraphError(Exception):
    """Anything that a user can mend; its text is one clear line. Any other exception is a bug."""


class NotFoundError(BankgraphError):
    """A name, a query or a figure that the data do not hold."""


class UsageError(BankgraphError):
    """A request that cannot be meant as it was put: a missing parameter, a query that does not parse."""


class UnreachableError(BankgraphError):
    """A store or a file that could not be read or written."""


class LoadRunningError(UnreachableError):
    """A store that another process is loading just now."""


class ShrinkingError(BankgraphError):
    """A load that would remove a good part of the stored graph, which nobody said was meant."""


class Problem(NamedTuple):
    """One thing wrong in a file. `line` and `column` count from 1, in code points."""

    file: str
    line: int
    column: int
    what: str
    mend: str

    def __str__(self) -> str:
        """Return `file:line:column: what; how to mend it`."""
        joint = " " if self.what.endswith("?") else "; "
        return f"{self.file}:{self.line}:{self.column}: {self.what}{joint}{self.mend}"


class InvalidDataError(BankgraphError):
    """Files that cannot be loaded as they stand, with every problem found in them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def suggestion(word: str, known: Iterable[str], mend: str = "") -> str:
    """Return "; did you mean 'x'? mend" for the nearest known word, or "; mend" where none is near."""
    import difflib  # only where something is wrong

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    if near:
        return f"; did you mean '{near[0]}'?" + (f" {mend}" if mend else "")
    return f"; {mend}" if mend else ""
