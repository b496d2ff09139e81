"""What was typed, kept for the next session; where it cannot be kept, the session goes on without."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from prompt_toolkit.history import FileHistory

from bankgraph.ontology import cache_directory


class History(FileHistory):
    """The history in a file that only its owner may read."""

    def __init__(self, file: Path) -> None:
        self._file = file
        super().__init__(str(file))

    def load_history_strings(self) -> Iterable[str]:
        """Return what was typed, the newest first; nothing where that cannot be read."""
        try:
            return list(super().load_history_strings())
        except OSError:
            return ()

    def store_string(self, string: str) -> None:
        """Keep what was typed, if that can be done."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._file, os.O_CREAT, 0o600))
            super().store_string(string)
        except OSError:
            return


def history() -> History:
    """Return the user's history of the console, in the cache directory."""
    return History(cache_directory() / "cypher-history")
