"""Files out."""

from __future__ import annotations

from pathlib import Path

from bankgraph.ontology import UnreachableError


def write_file(file: Path, text: str) -> None:
    """Write a text with the same bytes on every system.

    Raises `UnreachableError` where the file cannot be written; an older one is then kept.
    """
    try:
        new = file.with_name(f".{file.name}.new")
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(file)
    except (OSError, ValueError) as error:  # a path that no file can have is a ValueError
        reason = getattr(error, "strerror", None) or error
        raise UnreachableError(
            f"{file}: cannot be written ({reason}); choose another file with -o, or - for stdout"
        ) from error
