"""Stores for commands: opened without what only programs of people's own have a use for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bankgraph.ontology import Schema
    from bankgraph.stores import Store

_OPTIONAL = ("pandas", "pyarrow")


def open_store(schema: Schema | Callable[[], Schema], address: str | None = None) -> Store:
    """Return what `stores.open_store` does.

    Neo4j's driver imports pandas where that is installed, for a method that no command calls; it takes longer
    than all else. Here the driver is imported as if it were not.
    """
    from bankgraph.stores import open_store as opened

    with _absent(_OPTIONAL):
        return opened(schema, address)


@contextmanager
def _absent(modules: tuple[str, ...]) -> Iterator[None]:
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: not to be imported
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
