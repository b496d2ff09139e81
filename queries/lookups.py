"""The Cypher that commands run under the hood, in files as the packs are."""

from functools import cache
from importlib import resources


@cache
def lookup(name: str) -> str:
    """Return the text of `texts/NAME.cypher`."""
    return (
        resources.files("bankgraph.queries").joinpath("texts", f"{name}.cypher").read_text(encoding="utf-8")
    )
