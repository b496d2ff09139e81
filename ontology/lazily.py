"""A room's names, each imported when it is first used, so that a command imports what it needs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` (PEP 562) of a package whose names live in modules of its own.

    `homes` says for each module, as `import_module` takes it, which names it holds, parted by spaces.
    """
    home = {name: module for module, names in homes.items() for name in names.split()}

    def get(name: str) -> object:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(home[name], package), name)
        setattr(sys.modules[package], name, value)  # the next time it is simply there
        return value

    return get
