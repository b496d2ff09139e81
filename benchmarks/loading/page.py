"""The results as a page of Markdown: how to read it, on what it was measured, a table for each round."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator
from pathlib import Path

from .contenders import FLOOR, Contender, Round, Run
from .machine import described
from .results import Results
from .server import SETTINGS

HEADINGS = {
    Round.COLD: "Cold: the first load into a server that was just started",
    Round.WARM: "Warm: into the emptied database of a server that has done it before",
    Round.AGAIN: "Again: the same data into the database that holds them",
}
_LAST = {Round.COLD: "x floor", Round.WARM: "x floor", Round.AGAIN: "of the first load"}

INTRODUCTION = Path(__file__).with_name("introduction.md")


def page(results: Results) -> str:
    """Return the whole page."""
    return "\n".join(lines(results)) + "\n"


def lines(results: Results) -> Iterator[str]:
    told = INTRODUCTION.read_text(encoding="utf-8")
    yield told.format(floor=FLOOR.name, repeats=results.repeats, limit=results.limit)
    yield from described(results.contenders(), results.java, SETTINGS)
    yield ""
    for contender in results.contenders():
        if contender.note:
            yield f"- **{contender.name}**: {contender.note}."
    for round_, heading in HEADINGS.items():
        yield from ("", f"## {heading}", "")
        yield from table(results, round_)


def table(results: Results, round_: Round) -> Iterator[str]:
    names = (
        "statements",
        "contender",
        "s",
        "min–max",
        "rows/s",
        _LAST[round_],
        "CPU",
        "server's",
        "MiB",
        "holds",
    )
    yield f"| {' | '.join(names)} |"
    yield f"|{'|'.join('---' if name in ('contender', 'holds') else '--:' for name in names)}|"
    for size in results.sizes:
        for contender in results.contenders():
            if results.of(size, contender, round_):
                yield f"| {' | '.join(row(results, size, contender, round_))} |"


def row(results: Results, size: int, contender: Contender, round_: Round) -> list[str]:
    runs = results.of(size, contender, round_)
    median = results.median(size, contender, round_)
    if median is None:
        problem = next(run.problem for run in runs if run.problem)
        return [f"{size:,}", contender.name, problem, *[""] * 7]
    taken = [run.seconds for run in runs if run.seconds is not None]
    return [
        f"{size:,}",
        contender.name,
        f"{median:.2f}",
        f"{min(taken):.2f}–{max(taken):.2f}",
        f"{results.sizes[size].rows / median:,.0f}",
        compared(results, size, contender, round_, median),
        middle(run.cpu for run in runs),
        middle(run.server_cpu for run in runs),
        middle((run.peak_mib for run in runs), "{:,.0f}"),
        kept(runs),
    ]


def compared(results: Results, size: int, contender: Contender, round_: Round, median: float) -> str:
    """Return a median beside the floor's, or beside that of the first load."""
    if round_ is Round.AGAIN:
        first = results.median(size, contender, Round.COLD)
        return f"{median / first:.1%}" if first else ""
    floor = results.median(size, FLOOR, round_)
    return f"{median / floor:.2f}" if floor else ""


def middle(figures: Iterable[float | None], form: str = "{:.2f}") -> str:
    """Return the median, '' where there is no figure."""
    known = [figure for figure in figures if figure is not None]
    return form.format(statistics.median(known)) if known else ""


def kept(runs: list[Run]) -> str:
    """Return what the store really held, by the worst of the runs."""
    for run in runs:
        if run.dropped and run.held and run.expected:
            return (
                f"{run.held.nodes:,} of {run.expected.nodes:,} nodes, "
                f"{run.held.relationships:,} of {run.expected.relationships:,} relationships"
            )
    return "all"
