"""The Cypher that commands run under the hood, in files as the packs are."""

from functools import cache
from pathlib import Path


@cache
def lookup(name: str) -> str:
    """Return the text of `texts/NAME.cypher`."""
    return Path(__file__).with_name("texts").joinpath(f"{name}.cypher").read_text(encoding="utf-8")
