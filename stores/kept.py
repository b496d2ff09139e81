"""Small values that were worked out of one snapshot and are kept beside it, to be had without the engine."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Any

_TABLES = """
    CREATE TABLE IF NOT EXISTS space (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE IF NOT EXISTS kept (
        space INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (space, key)
    ) WITHOUT ROWID;
"""
_FIND = "SELECT value FROM kept JOIN space ON space.id = kept.space WHERE space.name = ? AND kept.key = ?"
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

    def get(self, space: str, key: str) -> Any:
        """Return a value in JSON's terms, None where it is not kept."""
        try:
            if self._connection is None:
                if not os.path.exists(self._file):
                    return None
                self._connection = sqlite3.connect(self._file, timeout=_PATIENCE, check_same_thread=False)
            found = self._connection.execute(_FIND, (space, key)).fetchone()
            return json.loads(found[0]) if found else None
        except (sqlite3.Error, OSError, ValueError):
            return None

    def put(self, space: str, values: Mapping[str, Any]) -> None:
        """Keep values in JSON's terms by their keys."""
        try:
            if os.path.exists(self._file) and os.path.getsize(self._file) > _MOST_BYTES:
                return
            with closing(sqlite3.connect(self._file, timeout=_PATIENCE)) as connection, connection:
                connection.executescript(_TABLES)
                connection.execute("INSERT OR IGNORE INTO space (name) VALUES (?)", (space,))
                (number,) = connection.execute("SELECT id FROM space WHERE name = ?", (space,)).fetchone()
                connection.executemany(
                    "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                    ((number, key, json.dumps(value, ensure_ascii=False)) for key, value in values.items()),
                )
        except (sqlite3.Error, OSError):
            return

    def close(self) -> None:
        """Close the file."""
        if self._connection:
            self._connection.close()
            self._connection = None
