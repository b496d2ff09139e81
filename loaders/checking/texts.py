"""The cited texts, and where words stand in them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bankgraph.loaders.words import splits_word
from bankgraph.ontology import UnreachableError

_QUOTES = "\"'“”‘’「」『』"


@dataclass(frozen=True)
class Text:
    """A text and its folded form, which has the same length: small letters, half-width, one kind of space."""

    content: str
    file: Path
    folded: str = field(repr=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(self.content))

    def occurrences(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield each span where `words` stand as whole words, whatever their case and width."""
        sought = fold(words.strip())
        start = self.folded.find(sought) if sought else -1
        while start >= 0:
            end = start + len(sought)
            if not self.splits_word(start) and not self.splits_word(end):
                yield start, end
            start = self.folded.find(sought, start + 1)

    def splits_word(self, position: int) -> bool:
        """Whether two Latin letters or digits meet here; between Chinese characters any place will do."""
        return splits_word(self.content, position)

    def place(self, position: int) -> tuple[int, int]:
        """Return the line and the column of a position, both from 1."""
        before = self.content[:position]
        return before.count("\n") + 1, position - before.rfind("\n")


def read_texts(directory: Path) -> dict[str, Text]:
    """Return the texts of a directory by the SHA-256 of their bytes.

    Raises `UnreachableError` for a directory that cannot be read.
    """
    try:
        files = sorted(f for f in directory.iterdir() if f.is_file())
        contents = {file: file.read_bytes() for file in files}
    except OSError as error:
        what = error.strerror or str(error)
        raise UnreachableError(f"{directory}: {what}; give the directory of the texts") from error
    return {
        hashlib.sha256(content).hexdigest(): Text(content.decode(errors="replace"), file)
        for file, content in contents.items()
    }


def fold(text: str) -> str:
    """Return `text` for comparison, each character folded by itself so that positions stay."""
    return "".join(map(_fold, text))


def same(one: str, other: str) -> bool:
    """Whether two names differ in nothing but case, width, spaces and quotation marks."""
    return bare(one) == bare(other)


def bare(name: str) -> str:
    """Return a name without what `same` overlooks."""
    return "".join(c for c in fold(name) if not c.isspace() and c not in _QUOTES)


@cache
def _fold(character: str) -> str:
    if character.isspace():
        return " "
    folded = unicodedata.normalize("NFKC", character).casefold()
    return folded if len(folded) == 1 else character
