"""What a server that did not come up says of it."""

import re
from pathlib import Path

_NOT_A_REASON = re.compile(r"\s*at |\s*\.\.\. \d+ more|\d{4}-\d\d-\d\d \S+ (INFO|WARN) |\s*$")
_NAMES_OF_EXCEPTIONS = re.compile(
    r'(Caused by: )?(Exception in thread "[^"]*" )?([\w.$]+(Exception|Error): )?'
)


def reason(log: Path) -> str:
    """Return the root cause that a log ends with, without Java's names for it, or its last line."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    causes = [line for line in lines if not _NOT_A_REASON.match(line)]
    last = (causes or lines or ["it said nothing"])[-1]
    return _NAMES_OF_EXCEPTIONS.sub("", last, count=1).strip()
