"""What a question for a pack is made of: the `// means:` lines of packs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from .lexicon import EMPTY

REFERENCE = "its"  # says nothing by itself, once there is what it refers to
ANY_QUESTION = frozenset({EMPTY, "which", REFERENCE})
_SLOT = re.compile(
    r"\{(?P<name>[a-z]\w*|\*[A-Z]\w*)(?::(?P<texts>[^{}]+)|=(?P<constant>[^{}]+)|!(?P<but>[A-Z][\w/]*))?\}"
)
_LAST = "otherwise "
_ANY_OF = "*"


class Meaning(NamedTuple):
    """What a question for a pack is made of, as one of its `// means:` lines says."""

    values: tuple[str, ...]
    optional_values: frozenset[str]
    texts: Mapping[str, str]
    but: Mapping[str, frozenset[str]]
    constants: Mapping[str, str]
    needed: tuple[frozenset[str], ...]
    ideas: frozenset[str]
    is_last: bool

    @property
    def asked(self) -> Iterator[str]:
        """The values that are those of parameters."""
        return (name for name in self.values if not name.startswith(_ANY_OF))


@cache
def meaning(line: str) -> Meaning:
    """Return what a `// means:` line says: `{bank} award win?` needs a bank and “award”, and may have “win”.

    `one/other` is one of several ideas, `-which` an idea that is not there, and `{status=ended}` a value that
    such a question means. `{thing!Bank/Metric}` is neither a bank nor a metric. `{*Bank}` is a bank that a
    question names and the query does not ask about: one of those to be compared, where all are ranked. A line
    that begins with `otherwise` counts where no other one fits, and facts hold what a question names.
    """
    values: list[str] = []
    constants: dict[str, str] = {}
    optional: set[str] = set()
    texts: dict[str, str] = {}
    but: dict[str, frozenset[str]] = {}
    needed: list[frozenset[str]] = []
    ideas = set(ANY_QUESTION)
    is_last = line.startswith(_LAST)
    for part in re.findall(r"\{[^{}]*\}\??|\S+", line.removeprefix(_LAST)):
        word, is_optional = part.removesuffix("?"), part.endswith("?")
        if (slot := _SLOT.fullmatch(word)) and slot["constant"]:
            constants[slot["name"]] = slot["constant"]
        elif slot:
            name = f"{slot['name']} {len(values)}" if slot["name"].startswith(_ANY_OF) else slot["name"]
            values.append(name)
            if slot["texts"]:
                texts[name] = slot["texts"]
            if slot["but"]:
                but[name] = frozenset(slot["but"].split("/"))
            if is_optional:
                optional.add(name)
        elif word.startswith("-"):
            ideas.discard(word[1:])
        else:
            ideas.update(word.split("/"))
            if not is_optional:
                needed.append(frozenset(word.split("/")))
    return Meaning(
        tuple(values), frozenset(optional), texts, but, constants, tuple(needed), frozenset(ideas), is_last
    )
