"""What the console shows: results, through a pager where they do not fit, and messages."""

from __future__ import annotations

import io
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from bankgraph.cli.output import draw


def drawn(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table, or cards, as wide as the terminal at most."""
    from rich.console import Console  # slow to import, and only the first result needs it

    stream = io.StringIO()
    draw(Console(file=stream, width=_size().columns, highlight=False, color_system=None), heads, rows)
    return stream.getvalue().rstrip("\n")


def show(text: str) -> None:
    """Print a text, through the pager if it is higher than the terminal, with its lines wrapped."""
    if _fits(text):
        click.echo(text)
    else:
        os.environ.setdefault("LESSCHARSET", "utf-8")
        click.echo_via_pager(text)


def wrapped(text: str) -> list[str]:
    """Return a text in lines that fit the terminal."""
    return textwrap.wrap(text, _size().columns - 1)


def say(text: str) -> None:
    """Print a message."""
    click.echo(text, err=True)


def tick(seconds: float) -> None:
    """Show on the line of the cursor since when a query runs; 0 wipes that off."""
    if 0 < seconds < 1 or not sys.stderr.isatty():
        return
    text = f"\r{seconds:.0f} s; Ctrl-C cancels" if seconds else "\r\x1b[K"
    click.echo(text, err=True, nl=False)


@contextmanager
def without_echo() -> Iterator[None]:
    """Keep what is typed during a query off the screen; the prompt shows it when its turn comes."""
    try:
        import termios
    except ImportError:  # Windows, whose console does so by itself
        yield
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    quiet = [*before]
    quiet[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)


def _fits(text: str) -> bool:
    from rich.cells import cell_len

    size = _size()
    return sum(max(1, -(-cell_len(line) // size.columns)) for line in text.splitlines()) < size.lines


def _size() -> os.terminal_size:
    return shutil.get_terminal_size()
