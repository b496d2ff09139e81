"""Where the user's embedded graph is, and which of its snapshots is in force."""

from __future__ import annotations

import os

from bankgraph.ontology.directories import of_the_user
from bankgraph.ontology.errors import UnreachableError


def default_home() -> str:
    """Return the directory of the user's embedded graph; `BANKGRAPH_HOME` names another."""
    return os.environ.get("BANKGRAPH_HOME") or of_the_user("data")


def current(home: str) -> str | None:
    """Return the name of the snapshot in force in a directory, None before the first load."""
    try:
        with open(os.path.join(home, "current"), encoding="utf-8") as stream:
            return stream.read().strip() or None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(home, error) from error


def kept_file(home: str, name: str) -> str:
    """Return where that is kept which was worked out of a snapshot."""
    return os.path.join(home, "snapshots", name, "kept.sqlite")


def unreadable(place: object, error: OSError) -> UnreachableError:
    """Return what to say of a place that cannot be read."""
    return UnreachableError(
        f"{place}: cannot be read ({error.strerror}); check its permissions, or set BANKGRAPH_HOME to another"
    )
