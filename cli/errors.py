"""An error as one clear line on stderr, or as one JSON object where JSON was asked for, and its exit code."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import click

from bankgraph.ontology import (
    BankgraphError,
    InvalidDataError,
    NotFoundError,
    UnreachableError,
    UsageError,
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of an error. The kinds are those that docs/commands.md lists."""

    kind: str
    message: str
    exit: int


_KINDS: dict[type[BankgraphError], tuple[str, int]] = {
    NotFoundError: ("not found", 1),
    InvalidDataError: ("invalid data", 1),
    UsageError: ("usage", 2),
    UnreachableError: ("unreachable", 3),
}


def tell(error: Exception) -> int:
    """Say on stderr what went wrong and how to mend it, and return the exit code."""
    said = _said(error)
    if _wants_json(sys.argv[1:]):
        listed = error.problems if isinstance(error, InvalidDataError) else ()
        problems = {"problems": [problem._asdict() for problem in listed]} if listed else {}
        click.echo(json.dumps({"error": asdict(said) | problems}, ensure_ascii=False), err=True)
    elif isinstance(error, click.ClickException):
        error.show()
    else:
        click.echo(said.message, err=True)
    return said.exit


def _wants_json(args: Sequence[str]) -> bool:
    """Whether the last `--format` among unparsed arguments is json; a wrong command line says so too."""
    following = [*args[1:], ""]
    asked = [after for arg, after in zip(args, following, strict=True) if arg == "--format"]
    asked += [arg.partition("=")[2] for arg in args if arg.startswith("--format=")]
    return asked[-1:] == ["json"]


def _said(error: Exception) -> _Said:
    if isinstance(error, BankgraphError):
        kind, code = next((said for of, said in _KINDS.items() if isinstance(error, of)), ("refused", 1))
        return _Said(kind, str(error), code)
    if isinstance(error, click.ClickException):
        return _Said("usage", error.format_message(), error.exit_code)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
        what = f"the output cannot be written ({error.strerror}); make room, or write elsewhere"
        return _Said("unreachable", what, 3)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return _Said("bug", f"a bug in bankgraph: {what}; run again with --debug and report what it shows", 70)
