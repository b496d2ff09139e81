"""Where the packs are."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bankgraph.ontology.errors import UnreachableError

if TYPE_CHECKING:
    from pathlib import Path

_SHIPPED = os.path.join(os.path.dirname(__file__), "packs")


def shipped_packs() -> Path:
    """Return the directory of the packs that come with bankgraph."""
    from pathlib import Path  # slow to import, and commands do without

    return Path(_SHIPPED)


def pack_files(extra: Iterable[Path | str] = ()) -> list[str]:
    """Return the files of the shipped packs and of those in the `extra` directories.

    Raises `UnreachableError` for a directory that is not there.
    """
    files: list[str] = []
    for directory in dict.fromkeys((_SHIPPED, *map(str, extra))):
        if not os.path.isdir(directory):
            raise UnreachableError(f"{directory}: there is no such directory; check the path of the packs")
        files += sorted(entry.path for entry in os.scandir(directory) if entry.name.endswith(".cypher"))
    return files
