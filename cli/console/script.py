"""What was typed, taken apart: Cypher statements that end with `;`, and commands that are one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

_TOKEN = re.compile(
    r"""
      (?P<closed> ' (?:\\.|[^'\\])* ' | " (?:\\.|[^"\\])* " | `[^`]*` )
    | (?P<comment> //[^\n]* | /\*.*?\*/ )
    | (?P<open> ['"`] | /\* )
    | (?P<end> ; )
    | (?P<bracket> [()\[\]{}] )
    """,
    re.DOTALL | re.VERBOSE,
)
_BLANK = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_BARE = ("exit", "quit", "help")
_CLOSES = {")": "(", "]": "[", "}": "{"}

Inside: TypeAlias = Literal["", "'", '"', "`", "//", "/*"]
"""What the end of a text is inside of: a quoted text or name, a comment, or nothing of these."""


@dataclass(frozen=True, slots=True)
class Script:
    """Statements without their `;`, commands with their `:`, and what stands after the last of them."""

    steps: tuple[str, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a text ends: inside of what, since which place, and in which brackets, the innermost last."""

    inside: Inside
    start: int
    brackets: tuple[tuple[str, int], ...]


def split(text: str) -> Script:
    """Return the steps of a text, in order. `exit`, `quit` and `help` alone are commands too."""
    if text.strip().lower() in _BARE:
        return Script((f":{text.strip().lower()}",), "")
    steps: list[str] = []
    start = _after_blank(text, 0)
    while start < len(text):
        end = _end_of_line(text, start) if text[start] == ":" else _end_of_statement(text, start)
        if end is None:
            return Script(tuple(steps), text[start:])
        step = text[start:end].strip().rstrip(";").strip()
        steps += [step] if step else []
        start = _after_blank(text, end)
    return Script(tuple(steps), "")


def ending(text: str) -> Ending:
    """Return where the text ends."""
    brackets: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if token["open"]:
            return Ending(_inside(sign), token.start(), tuple(brackets))
        if sign.startswith("//") and token.end() == len(text):
            return Ending("//", token.start(), tuple(brackets))
        if token["bracket"] and sign not in _CLOSES:
            brackets.append((sign, token.start()))
        elif token["bracket"] and brackets and brackets[-1][0] == _CLOSES[sign]:
            brackets.pop()
    return Ending("", len(text), tuple(brackets))


def _after_blank(text: str, start: int) -> int:
    found = _BLANK.match(text, start)
    return found.end() if found else start


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _end_of_statement(text: str, start: int) -> int | None:
    for token in _TOKEN.finditer(text, start):
        if token["open"]:
            return None
        if token["end"]:
            return token.end()
    return None


def _inside(sign: str) -> Inside:
    match sign:
        case "'" | '"' | "`" | "/*":
            return sign
        case _:
            return ""
