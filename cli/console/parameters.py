"""Values as they are written after `:param` and `:run`."""

from __future__ import annotations

import json
import re
from typing import Any

_QUOTED = re.compile(r"""'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)\"""", re.DOTALL)
_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_ASSIGNED = re.compile(r"`?(?P<name>[^\W\d]\w*)`?\s*(?P<sign>=>|=(?!>))\s*(?P<value>.+)", re.DOTALL)


def assigned(text: str) -> tuple[str, str, bool] | None:
    """Return the name and the value of `NAME => VALUE` or `NAME=VALUE`, and whether it is the former."""
    found = _ASSIGNED.fullmatch(text.strip())
    return (found["name"], found["value"].strip(), found["sign"] == "=>") if found else None


def constant(text: str) -> Any:
    """Return a quoted text, number, true, false, null, JSON list or map; else raise `ValueError`."""
    if found := _QUOTED.fullmatch(text):
        return _ESCAPED.sub(_unescaped, next(part for part in found.groups() if part is not None))
    return json.loads(text)


def _unescaped(found: re.Match[str]) -> str:
    sign = found[1]
    return chr(int(sign[1:], 16)) if len(sign) > 1 else _SIGNS.get(sign, sign)
