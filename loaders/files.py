"""Which of the files that something was made of have changed since."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bankgraph.ontology import UnreachableError

TABLE = """
CREATE TABLE file (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
    modified INTEGER NOT NULL, sha256 TEXT NOT NULL);
"""
_SETTLED_SECONDS = 2  # a file that was written later than that before it was looked at may change unnoticed
_UNSETTLED = -1  # stands for a time that no file has, so that its content is looked at again


class _State(NamedTuple):
    number: int | None
    size: int
    modified: int
    sha256: str


class FileStates:
    """How `paths` differ from the files of the table `file`. Raises `UnreachableError` for an unreadable one.

    A file of the same size and time as before is taken to be the same, any other one by its SHA-256.
    """

    def __init__(self, connection: sqlite3.Connection, paths: Iterable[Path]) -> None:
        self._connection = connection
        rows = connection.execute("SELECT path, number, size, modified, sha256 FROM file")
        before = {path: _State(*state) for path, *state in rows}
        self._now = {path: _looked_at(path, before.get(str(path))) for path in paths}
        self._before = before
        left = {str(path) for path in self._now}
        self.gone = [state.number for path, state in before.items() if path not in left and state.number]
        """The numbers of files that are no longer there."""
        self.changed = [p for p, state in self._now.items() if state.sha256 != self._sha256_before(p)]
        """The files that are new or have another content."""

    @property
    def is_unchanged(self) -> bool:
        """Whether there is nothing to read and nothing to record."""
        return not self.gone and all(self._before.get(str(p)) == state for p, state in self._now.items())

    def record(self) -> None:
        """Write the states into the table; each file that is new gets a number."""
        run = self._connection.execute
        for number in self.gone:
            run("DELETE FROM file WHERE number = ?", (number,))
        for path, state in self._now.items():
            if self._before.get(str(path)) != state:
                run("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", (state[0], str(path), *state[1:]))

    def number(self, path: Path) -> int:
        """Return the number of a recorded file."""
        found = self._connection.execute("SELECT number FROM file WHERE path = ?", (str(path),)).fetchone()
        return int(found[0])

    def _sha256_before(self, path: Path) -> str:
        state = self._before.get(str(path))
        return state.sha256 if state else ""


def _looked_at(path: Path, before: _State | None) -> _State:
    try:
        stat = path.stat()
        if before and (before.size, before.modified) == (stat.st_size, stat.st_mtime_ns):
            return before
        content = path.read_bytes()
    except OSError as error:
        raise UnreachableError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    settled = time.time_ns() - stat.st_mtime_ns > _SETTLED_SECONDS * 1_000_000_000
    modified = stat.st_mtime_ns if settled else _UNSETTLED
    return _State(before and before.number, len(content), modified, hashlib.sha256(content).hexdigest())
