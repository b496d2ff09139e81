"""The words that a citation stands for, from texts that a person has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from .workspace import LazyPath

if TYPE_CHECKING:
    from pathlib import Path

texts_option = click.option(
    "--texts",
    type=LazyPath(readable=False),
    metavar="DIR",
    help="Quote each span from these texts.",
)


class Quotes(NamedTuple):
    """The texts of sources, by id, and the ids of those whose text is not to be had."""

    texts: Mapping[str, str]
    missing: tuple[str, ...]

    def of(self, span: str) -> str | None:
        """Return the characters that `source#char=start,end` stands for, None without the text."""
        source, _, position = span.partition("#char=")
        start, _, end = position.partition(",")
        return self.texts[source][int(start) : int(end)] if source in self.texts else None


def quotes(directory: Path, sources: Iterable[Mapping[str, Any]]) -> Quotes:
    """Return the texts in a directory whose SHA-256 is that of one of the sources, whatever they are called.

    Raises `UnreachableError` for a directory that cannot be read.
    """
    from bankgraph.loaders.checking.texts import read_texts

    found = read_texts(directory)
    known = {s["source"]: found[s["sha256"]].content for s in sources if s["sha256"] in found}
    return Quotes(known, tuple(s["source"] for s in sources if s["source"] not in known))


def say_missing(found: Quotes, directory: Path) -> None:
    """Say on stderr which sources cannot be quoted."""
    if found.missing:
        click.echo(f"no text in {directory} has the sha256 of: {', '.join(found.missing)}", err=True)
