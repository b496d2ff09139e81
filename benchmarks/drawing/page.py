"""The results as a page of Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from loading.contenders import REQUIREMENTS
from loading.machine import busy, memory, processor
from measuring import commit

from .results import MEASURES, OURS, Contender, Results

GOALS: dict[str, dict[int, float]] = {
    "megabytes": {200: 0.45, 1_000: 0.5, 5_000: 1.0, 10_000: 1.5},
    "interactive": {200: 0.6, 1_000: 0.8, 5_000: 2.0, 10_000: 3.5},
    "frame": {200: 25, 1_000: 35, 5_000: 90, 10_000: 220},
    "making": {200: 1, 1_000: 3, 5_000: 4, 10_000: 5},
}
_FORMS = {"megabytes": "{:.2f}", "interactive": "{:.2f}", "frame": "{:.0f}", "making": "{:.2f}"}
INTRODUCTION = Path(__file__).with_name("introduction.md")


def page(results: Results) -> str:
    """Return the whole page."""
    return "\n".join(_lines(results)) + "\n"


def _lines(results: Results) -> Iterator[str]:
    told = INTRODUCTION.read_text(encoding="utf-8")
    yield told.format(repeats=results.repeats, limit=results.limit)
    yield "| measured on | |"
    yield "|---|---|"
    yield f"| date, {commit().split()[0]} | {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {commit().split()[1]} |"
    yield f"| machine | {processor()}, {os.cpu_count()} cores, {memory()} |"
    yield f"| system | {platform.platform()}, {busy()} |"
    for contender in results.contenders():
        if contender.peer:
            pinned = (REQUIREMENTS / f"{contender.peer}.txt").read_text(encoding="utf-8").split()
            yield f"| {contender.name} | {', '.join(pinned)} |"
    yield ""
    heads = ("nodes", "contender", "MB", "s to interactive", "ms a frame, p95", "s to make", "requests")
    yield f"| {' | '.join(heads)} |"
    yield "|--:|---|--:|--:|--:|--:|--:|"
    for size in results.sizes():
        for contender in results.contenders():
            if results.of(size, contender):
                yield f"| {' | '.join(_row(results, size, contender))} |"
        yield from _ratios(results, size)


def _row(results: Results, size: int, contender: Contender) -> list[str]:
    runs = results.of(size, contender)
    if problem := next((run.problem for run in runs if run.problem), ""):
        return [f"{size:,}", contender.name, problem, "", "", "", str(runs[-1].requests)]
    cells = (_cell(results, size, contender, measure) for measure in MEASURES)
    return [f"{size:,}", contender.name, *cells, str(runs[-1].requests)]


def _cell(results: Results, size: int, contender: Contender, measure: str) -> str:
    """Return a median; beside ours stands the goal, in brackets."""
    median = results.median(size, contender, measure)
    if median is None:
        return ""
    goal = GOALS[measure].get(size) if contender is OURS else None
    return _FORMS[measure].format(median) + (f" (≤ {goal:g})" if goal else "")


def _ratios(results: Results, size: int) -> Iterator[str]:
    """Ours beside the best of the peers in each column, which need not be the same one."""
    cells = []
    for measure in MEASURES:
        ours, best = results.median(size, OURS, measure), results.best_peer(size, measure)
        cells.append(f"× {ours / best:.2f}" if ours is not None and best else "")
    if any(cells):
        yield f"| {size:,} | *ours : the best peer* | {' | '.join(cells)} | |"
