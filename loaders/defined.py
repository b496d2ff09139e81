"""What the entities of the files that something was made of are known by, looked up when it is needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, MutableMapping

from .known import Known

TABLE = """
CREATE TABLE defined (id TEXT PRIMARY KEY, class TEXT NOT NULL, kind TEXT,
    file INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX defined_file ON defined (file);
"""
"""The entities and sources of each file, with what statements about them depend on; a source has no class."""

_FIND = "SELECT id, class, kind FROM defined WHERE id = ? AND class != ''"
_ALL = "SELECT id FROM defined WHERE class != ''"


class DefinedEntities(MutableMapping[str, Known]):
    """The entities of the table `defined` by id, and what was set beside them; the table stays as it is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._met: dict[str, Known] = {}

    def __getitem__(self, identifier: str) -> Known:
        """Return what is known of an entity. Raises `KeyError`."""
        if (known := self._met.get(identifier)) is None:
            if (row := self._run(_FIND, (identifier,)).fetchone()) is None:
                raise KeyError(identifier)
            known = self._met[identifier] = Known(*row)
        return known

    def __setitem__(self, identifier: str, known: Known) -> None:
        """Know an entity that is not in the table yet."""
        self._met[identifier] = known

    def __delitem__(self, identifier: str) -> None:
        """Forget an entity that was set."""
        del self._met[identifier]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all."""
        return iter(self._met.keys() | {identifier for (identifier,) in self._run(_ALL)})

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)
