"""How far long work has come: on a terminal's stderr, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bankgraph.stores import Progress

if TYPE_CHECKING:
    from rich.progress import ProgressColumn


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """Yield what to tell how many of how many things are done; it shows them with rate and time left."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(*_columns(what), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _columns(what: str) -> tuple[ProgressColumn, ...]:
    from rich.progress import BarColumn, MofNCompleteColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        """Things a second, lately."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed else "")

    return TextColumn(what), BarColumn(), MofNCompleteColumn(), Rate(""), TimeRemainingColumn()
