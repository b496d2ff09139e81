"""The words in which people ask, from `lexicon.txt`: each says one idea or more, in either language."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache

EMPTY = "_"  # the idea of words that say nothing by themselves
BARRED = "!"  # that of words that ask for what no query answers, such as reasons


def words() -> bytes:
    """Return the file as it is."""
    with open(os.path.join(os.path.dirname(__file__), "lexicon.txt"), "rb") as file:
        return file.read()


@cache
def lexicon() -> Mapping[str, frozenset[str]]:
    """Return the ideas of each word or phrase, which is in plain characters."""
    ideas: dict[str, set[str]] = {}
    for line in words().decode().splitlines():
        if line and not line.startswith("#"):
            idea, _, said = line.partition(":")
            for word in said.split():
                for form in _forms(word.replace("_", " ")):
                    ideas.setdefault(form, set()).add(idea)
    return {word: frozenset(found) for word, found in ideas.items()}


@cache
def known_ideas() -> frozenset[str]:
    """Return the names of all ideas."""
    return frozenset().union(*lexicon().values())


def _forms(word: str) -> tuple[str, ...]:
    """Return a word, or the forms of one that ends in “~”: those of a regular English verb or noun."""
    if not word.endswith("~"):
        return (word,)
    stem = word[:-1]
    if stem.endswith("e"):
        return stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing"
    if re.search(r"[^aeiou]y$", stem):
        return stem, f"{stem[:-1]}ies", f"{stem[:-1]}ied", f"{stem}ing"
    if re.search(r"(?:s|x|z|ch|sh)$", stem):
        return stem, f"{stem}es", f"{stem}ed", f"{stem}ing"
    return stem, f"{stem}s", f"{stem}ed", f"{stem}ing"
