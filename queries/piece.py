"""A question in pieces: names of a graph, words that say ideas, and texts that a pack looks for."""

from __future__ import annotations

from typing import NamedTuple

from .name_index import Named


class Piece(NamedTuple):
    """A part of a question: what it may name, the ideas that it may say, or whose text it may be."""

    text: str
    named: tuple[Named, ...] = ()
    ideas: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()
