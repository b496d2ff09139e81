"""A pack query: a named question with typed parameters, in Cypher."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Parameter(NamedTuple):
    """A typed parameter: a class of the ontology, `Source`, `text` or `integer`; None is "no default"."""

    name: str
    type: str
    default: str | None

    @property
    def names_a_thing(self) -> bool:
        """Whether its value is the id of a thing of that class."""
        return self.type not in ("text", "integer")


class Pack(NamedTuple):
    """A named query. `cypher` has neither head nor `:param` lines."""

    name: str
    group: str
    title: str
    title_zh: str
    note: str
    note_zh: str
    ask: tuple[str, ...]
    ask_zh: tuple[str, ...]
    means: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    cypher: str
    file: str


ANY = ".+?"
_VALUE = re.compile(r"\{([a-z]\w*)(?::([^{}]+))?\}")


@cache
def compiled_pattern(pattern: str) -> re.Pattern[str]:
    """Return the regular expression of a question pattern. Raises `re.error`.

    `{name}` is a group of any text, `{name:one|other}` one of certain words.
    """
    return re.compile(_VALUE.sub(lambda value: f"(?P<{value[1]}>{value[2] or ANY})", pattern))
