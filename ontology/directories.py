"""The user's own directories, as the XDG Base Directory Specification and other systems have them."""

from __future__ import annotations

import os
import sys

_XDG = {"cache": ("XDG_CACHE_HOME", "~/.cache"), "data": ("XDG_DATA_HOME", "~/.local/share")}


def of_the_user(kind: str) -> str:
    """Return the user's directory of bankgraph for `cache` or `data`; it need not be there yet."""
    if sys.platform == "linux":  # platformdirs says the same, and takes a tenth of an answer to import
        variable, usual = _XDG[kind]
        given = os.environ.get(variable, "")
        return os.path.join(given if os.path.isabs(given) else os.path.expanduser(usual), "bankgraph")
    import platformdirs

    place = {"cache": platformdirs.user_cache_dir, "data": platformdirs.user_data_dir}
    return place[kind]("bankgraph")
