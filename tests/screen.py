"""A terminal with a real program in it: keys go in, and the screen is what a person would see."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import pexpect
import pyte

TAB, ENTER, CTRL_C, CTRL_D, CTRL_R, DOWN, ESCAPE = "\t", "\r", "\x03", "\x04", "\x12", "\x1b[B", "\x1b"


class Terminal:
    """Runs a command in a pseudo-terminal of its own. Used as a context manager, which ends the command."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        cwd: Path,
        columns: int = 100,
        lines: int = 40,
    ) -> None:
        self._screen = pyte.HistoryScreen(columns, lines, history=5000, ratio=0.001)
        self._stream = pyte.Stream(self._screen)
        self.started = time.monotonic()
        self.process = pexpect.spawn(
            str(command[0]),
            list(command[1:]),
            env={**env, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(lines)},
            cwd=str(cwd),
            dimensions=(lines, columns),
            encoding="utf-8",
            timeout=30,
        )
        self.process.delaybeforesend = None

    def send(self, keys: str) -> None:
        self.process.send(keys)

    def line(self, text: str) -> None:
        """Type a line and Enter."""
        self.send(text + ENTER)

    def read(self, seconds: float = 0.02) -> bool:
        """Take in what the program printed; whether there was anything."""
        try:
            self._answer(self.process.read_nonblocking(65536, timeout=seconds))
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return False
        return True

    def wait_for(self, text: str, seconds: float = 30, *, after: int = 0) -> str:
        """Return all that was shown, as soon as it holds a text (behind its first `after` characters)."""
        deadline = time.monotonic() + seconds
        while text not in self.shown()[after:]:
            assert time.monotonic() < deadline, f"no '{text}' in:\n{self.shown()}"
            if not self.read() and not self.process.isalive():
                assert text in self.shown()[after:], f"it ended without '{text}':\n{self.shown()}"
        return self.shown()

    def settle(self, seconds: float = 0.3) -> str:
        """Return what is shown when nothing has been printed for a while."""
        while self.read(seconds):
            pass
        return self.shown()

    def shown(self) -> str:
        """All lines, also those that have scrolled away."""
        return "\n".join(filter(None, [*self._gone(), *self.screen()])).rstrip()

    def screen(self) -> list[str]:
        """The lines that a person sees just now; a wide character takes two columns there and one here."""
        return [_line(self._screen.buffer[y], self._screen.columns) for y in range(self._screen.lines)]

    def cells(self) -> list[str]:
        """The lines of the screen in which a wide character takes two places, the second of them a blank."""
        width = range(self._screen.columns)
        return [
            "".join(row[x].data or " " for x in width).rstrip()
            for row in (self._screen.buffer[y] for y in range(self._screen.lines))
        ]

    def row_with(self, text: str) -> str:
        """The first line of `cells` that begins with a text."""
        return next(row for row in self.cells() if row.startswith(text))

    def ended(self, seconds: float = 20) -> int | None:
        """Return the exit code of the program, which is to end by itself."""
        deadline = time.monotonic() + seconds
        while self.process.isalive():
            assert time.monotonic() < deadline, f"it does not end:\n{self.shown()}"
            self.read()
        code: int | None = self.process.exitstatus
        return code

    def _gone(self) -> list[str]:
        return [_line(line, self._screen.columns) for line in self._screen.history.top]

    def _answer(self, printed: str) -> None:
        """Show it, and say where the cursor is when the program asks, as terminals do."""
        for number, part in enumerate(printed.split("\x1b[6n")):
            if number:
                cursor = self._screen.cursor
                self.process.send(f"\x1b[{cursor.y + 1};{cursor.x + 1}R")
            self._stream.feed(part)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.close(force=True)


def _line(cells: Mapping[int, pyte.screens.Char], columns: int) -> str:
    return "".join(cells[x].data for x in range(columns)).rstrip()
