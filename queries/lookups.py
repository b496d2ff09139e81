"""The Cypher that commands run under the hood, in files as the packs are."""

import os
from functools import cache

_TEXTS = os.path.join(os.path.dirname(__file__), "texts")


@cache
def lookup(name: str) -> str:
    """Return the text of `texts/NAME.cypher`."""
    with open(os.path.join(_TEXTS, f"{name}.cypher"), encoding="utf-8") as stream:
        return stream.read()
