"""Sets of labels and types of relationships, by the keys that stand for them in a staged graph."""

from __future__ import annotations

import json
import sqlite3

from .graph import canonical


class Kinds:
    """The table `kind` of a staged graph, in memory as well.

    A kind is a tuple of labels, most general first, or one type.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._keys: dict[str, int] = dict(self._run("SELECT name, key FROM kind"))
        self._names = {key: _names(name) for name, key in self._keys.items()}

    def names(self, key: int) -> tuple[str, ...]:
        """Return the labels, or the one type, that a key means."""
        return self._names[key]

    def key(self, kind: tuple[str, ...] | str) -> int:
        """Return the key of a kind; one that is not in the table gets one for now."""
        name = _name(kind)
        if name not in self._keys:
            self._set(name, -len(self._keys) - 1)
        return self._keys[name]

    def kept_key(self, kind: tuple[str, ...] | str) -> int:
        """Return the key of a kind; one that is not in the table is put there."""
        name = _name(kind)
        if self._keys.get(name, -1) < 0:
            root = self.kept_key(kind[:1]) if len(kind) > 1 and not isinstance(kind, str) else None
            key = self._run("INSERT INTO kind (name, root) VALUES (?, ?)", (name, root)).lastrowid or 0
            if root is None:
                self._run("UPDATE kind SET root = key WHERE key = ?", (key,))
            self._set(name, key)
        return self._keys[name]

    def _set(self, name: str, key: int) -> None:
        self._keys[name], self._names[key] = key, _names(name)


def _name(kind: tuple[str, ...] | str) -> str:
    return kind if isinstance(kind, str) else canonical(kind)


def _names(name: str) -> tuple[str, ...]:
    return tuple(json.loads(name)) if name.startswith("[") else (name,)
