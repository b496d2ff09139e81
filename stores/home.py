"""Where the user's embedded graph is, and which of its snapshots is in force."""

from __future__ import annotations

import os
from pathlib import Path

from bankgraph.ontology import UnreachableError


def default_home() -> Path:
    """Return the directory of the user's embedded graph; `BANKGRAPH_HOME` names another."""
    own = os.environ.get("BANKGRAPH_HOME")
    if own:
        return Path(own)
    from platformdirs import user_data_path  # only where it is needed: a command starts at once

    return user_data_path("bankgraph")


def current(home: Path) -> str | None:
    """Return the name of the snapshot in force, None before the first load."""
    try:
        return (home / "current").read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(home, error) from error


def kept_file(home: Path, name: str) -> Path:
    """Return where that is kept which was worked out of a snapshot."""
    return home / "snapshots" / name / "kept.sqlite"


def unreadable(place: Path, error: OSError) -> UnreachableError:
    """Return what to say of a place that cannot be read."""
    return UnreachableError(
        f"{place}: cannot be read ({error.strerror}); check its permissions, or set BANKGRAPH_HOME to another"
    )
