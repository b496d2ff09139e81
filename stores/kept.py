"""Small values that were worked out of one snapshot and are kept beside it, to be had without the engine."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

_TABLES = """
    CREATE TABLE IF NOT EXISTS space (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE IF NOT EXISTS kept (
        space INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (space, key)
    ) WITHOUT ROWID;
"""
_FIND = "SELECT value FROM kept JOIN space ON space.id = kept.space WHERE space.name = ? AND kept.key = ?"
_RANGE = (
    "SELECT value FROM kept JOIN space ON space.id = kept.space "
    "WHERE space.name = ? AND kept.key BETWEEN ? AND ? ORDER BY kept.key LIMIT 5000"
)
_LAST = "\U0010ffff"
_PUT = "INSERT OR REPLACE INTO kept SELECT id, ?2, ?3 FROM space WHERE name = ?1"
_PATIENCE = 0.2  # seconds to wait for another process that is writing
_MOST_BYTES = 256 * 1024 * 1024


class Kept:
    """Values by space and key, in a file of SQLite that need not be there.

    What cannot be read is not there, and what cannot be written is not kept: all of it can be worked out
    again.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None
        self._writing: sqlite3.Connection | None = None

    def get(self, space: str, key: str) -> Any:
        """Return a value in JSON's terms, None where it is not kept."""
        try:
            connection = self._writing or self._reading()
            found = connection.execute(_FIND, (space, key)).fetchone() if connection else None
            return json.loads(found[0]) if found else None
        except (sqlite3.Error, OSError, ValueError):
            return None

    def starting(self, space: str, prefix: str) -> list[Any]:
        """Return the values of the first 5,000 keys that start so, in the order of the keys."""
        try:
            connection = self._writing or self._reading()
            found = connection.execute(_RANGE, (space, prefix, prefix + _LAST)) if connection else ()
            return [json.loads(value) for (value,) in found]
        except (sqlite3.Error, OSError, ValueError):
            return []

    def _reading(self) -> sqlite3.Connection | None:
        if self._connection is None and os.path.exists(self._file):
            self._connection = sqlite3.connect(self._file, timeout=_PATIENCE, check_same_thread=False)
        return self._connection

    def put(self, space: str, values: Mapping[str, Any]) -> None:
        """Keep values in JSON's terms by their keys."""
        with self.together():
            if (connection := self._writing) is None:
                return
            coded = [(key, json.dumps(value, ensure_ascii=False)) for key, value in values.items()]
            try:
                connection.execute("INSERT OR IGNORE INTO space (name) VALUES (?)", (space,))
                connection.executemany(_PUT, ((space, *pair) for pair in coded))
            except (sqlite3.Error, UnicodeError):
                return

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that is put in this block at once, at its end: many values in the time of one."""
        if self._writing is not None:
            yield
            return
        self._writing = self._begun()
        try:
            yield
        finally:
            connection, self._writing = self._writing, None
            if connection:
                with suppress(sqlite3.Error):
                    connection.commit()
                connection.close()

    def _begun(self) -> sqlite3.Connection | None:
        """A connection that may write; None where nothing can be, or enough has been."""
        try:
            if os.path.exists(self._file) and os.path.getsize(self._file) > _MOST_BYTES:
                return None
            connection = sqlite3.connect(self._file, timeout=_PATIENCE, check_same_thread=False)
            try:
                connection.executescript(_TABLES)
            except sqlite3.Error:
                connection.close()
                return None
            return connection
        except (sqlite3.Error, OSError):
            return None

    def close(self) -> None:
        """Close the file."""
        if self._connection:
            self._connection.close()
            self._connection = None
