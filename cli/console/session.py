"""A session of the console: what is set, what was answered last, and what each line does to that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bankgraph.cli.workspace import Workspace
from bankgraph.ontology import UnreachableError, UsageError
from bankgraph.stores import Rows

from . import screen
from .commands import run_command
from .engine import Engine
from .requests import Request, Statement
from .result import MOST_ROWS, Result, counted
from .script import split
from .words import Words

_DEEPEST = 10  # files that `:source` each other


class Session:
    """Runs statements and commands one after the other. `words` is kept up for completion."""

    def __init__(
        self, workspace: Workspace, engine: Engine, parameters: Mapping[str, Any], *, write: bool, form: str
    ) -> None:
        self.workspace = workspace
        self.engine = engine
        self.parameters = dict(parameters)
        self.last: Result | None = None
        self.words = Words(parameters=self.parameters)
        self._write = write
        self._form = form
        self._depth = 0

    def run(self, text: str) -> None:
        """Run all that a text holds, a last statement without `;` too, up to the first error."""
        script = split(text)
        for step in (*script.steps, script.rest.strip()):
            if step.startswith(":"):
                run_command(self, step)
            elif step:
                self.answer(step)

    def answer(self, cypher: str) -> None:
        """Run a statement and show its rows."""
        self.show(Statement(cypher, self.parameters, self._write), "Cypher")

    def show(self, request: Request[Rows], title: str, *, is_pack: bool = False) -> None:
        """Keep the rows that answer a request as the last result, and show them."""
        rows, took = self.engine.timed(request)
        self.last = Result(rows, title, is_pack)
        if text := self.last.text(self._form, MOST_ROWS):
            screen.show(text)
        screen.say(f"{counted(len(rows.rows))}, {_duration(took)}")

    def source(self, file: str) -> None:
        """Run what a file holds. Raises `UnreachableError` where it cannot be read."""
        if self._depth == _DEEPEST:
            raise UsageError(f"{file}: is read by a file that it reads; take out one :source")
        self._depth += 1
        try:
            self.run(Path(file).expanduser().read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UnreachableError(f"{file}: cannot be read ({reason}); check its path") from error
        finally:
            self._depth -= 1

    def the_last(self) -> Result:
        """Return the last result. Raises `UsageError` where there is none yet."""
        if self.last is None:
            raise UsageError("there is no result yet; ask something first")
        return self.last


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
