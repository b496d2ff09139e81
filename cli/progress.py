"""How far a long piece of work has come."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bankgraph.stores import Progress


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """Show how far it has come, on a terminal's stderr; silent when piped."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
