"""What is read from files and kept in its digested form, until one of the files changes."""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from .errors import UnreachableError

_T = TypeVar("_T")
Coding: TypeAlias = tuple[Callable[[_T], Any], Callable[[Any], _T]]

_DAMAGE = (OSError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError)
_SETTLED = 50_000_000  # nanoseconds after which a file that is changed again shows another time


def cache_directory() -> Path:
    """Return where what can be made again is kept; `BANKGRAPH_CACHE` names another place."""
    own = os.environ.get("BANKGRAPH_CACHE")
    if own:
        return Path(own)
    from platformdirs import user_cache_path

    return user_cache_path("bankgraph")


def digested(kind: str, files: Sequence[Path], digest: Callable[[], _T], coding: Coding[_T]) -> _T:
    """Return what `digest` makes of the files: kept, or made now.

    `kind` names it and the version of its form, `coding` turns it into what JSON has and back. A file counts
    as unchanged while its path, size and times are the same. Raises `UnreachableError` for a file that
    cannot be read, and as `digest` does.
    """
    encode, decode = coding
    now = time.time_ns()
    stamps = [_stamp(file) for file in files]
    kept = cache_directory() / f"{kind}-{zlib.crc32(json.dumps(stamps).encode()):08x}.json"
    try:
        known, value = json.loads(kept.read_bytes())
        if known == stamps:
            return decode(value)
    except _DAMAGE:
        pass  # there is none, or not a whole one
    made = digest()
    if all(now - max(stamp[2:]) > _SETTLED for stamp in stamps):
        _write(kept, json.dumps([stamps, encode(made)], ensure_ascii=False))
    return made


def _stamp(file: Path) -> list[Any]:
    try:
        found = file.stat()
    except OSError as error:
        raise UnreachableError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    return [str(file), found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _write(file: Path, text: str) -> None:
    """Write atomically; a cache that cannot be written is done without."""
    import tempfile  # only where something is new

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).replace(file)
    except OSError:
        return
