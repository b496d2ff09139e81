"""Files out."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from bankgraph.ontology import UnreachableError, UsageError


def write_file(file: Path, text: str) -> None:
    """Write a text with the same bytes on every system; a link is followed, and a file keeps its mode.

    Raises `UnreachableError` where the file cannot be written; an older one is then kept.
    """
    try:
        target = file.resolve()
        if target.exists() and not target.is_file():  # a pipe or a device is written to, never replaced
            target.write_text(text, encoding="utf-8", newline="\n")
            return
        new = target.with_name(f".{target.name}.new")
        new.write_text(text, encoding="utf-8", newline="\n")
        if target.exists():
            shutil.copymode(target, new)
        new.replace(target)
    except (OSError, ValueError, RuntimeError) as error:  # a path that no file can have, a link in a circle
        reason = getattr(error, "strerror", None) or error
        raise UnreachableError(
            f"{file}: cannot be written ({reason}); choose another file with -o, or - for stdout"
        ) from error


def write_directory(directory: Path, files: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Write files, each a name and its text in pieces, into a directory that is new or empty.

    Raises `UsageError` where something is in it, and `UnreachableError` where it cannot be written.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if any(directory.iterdir()):
            raise UsageError(f"{directory}: is not empty; choose a new directory with -o")
        for name, pieces in files:
            with (directory / name).open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(pieces)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreachableError(
            f"{directory}: cannot be written ({reason}); choose another directory with -o"
        ) from error
