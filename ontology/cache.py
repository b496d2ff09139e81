"""What is read from files and kept in its digested form, until one of the files changes."""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from .directories import of_the_user
from .errors import UnreachableError

if TYPE_CHECKING:
    from pathlib import Path

_T = TypeVar("_T")
Coding: TypeAlias = tuple[Callable[[_T], Any], Callable[[Any], _T]]

_SETTLED = 50_000_000  # nanoseconds after which a file that is changed again shows another time


def cache_directory() -> Path:
    """Return where what can be made again is kept; `BANKGRAPH_CACHE` names another place."""
    from pathlib import Path  # slow to import, and commands do without

    return Path(_directory())


def _directory() -> str:
    return os.environ.get("BANKGRAPH_CACHE") or of_the_user("cache")


def digested(
    kind: str, files: Sequence[Path | str], digest: Callable[[], _T], coding: Coding[_T], given: str = ""
) -> _T:
    """Return what `digest` makes of the files: kept, or made now.

    `kind` names it and the version of its form, `given` is what else it is made of, and `coding` turns it
    into what JSON has and back. A file counts as unchanged while its path, size and times are the same.
    Raises `UnreachableError` for a file that cannot be read, and as `digest` does.
    """
    encode, decode = coding
    now = time.time_ns()
    stamps = [_stamp(file) for file in files]
    made_of = [given, *stamps]
    kept = os.path.join(_directory(), f"{kind}-{zlib.crc32(json.dumps(made_of).encode()):08x}.json")
    try:
        with open(kept, "rb") as stream:
            head, value = stream.read().split(b"\n", 1)
        if json.loads(head) == [made_of, zlib.crc32(value)]:
            return decode(json.loads(value))
    except (OSError, ValueError):
        pass  # there is none, or not a whole one
    made = digest()
    if all(now - max(stamp[2:]) > _SETTLED for stamp in stamps):
        text = json.dumps(encode(made), ensure_ascii=False).encode()
        _write(kept, json.dumps([made_of, zlib.crc32(text)]).encode() + b"\n" + text)
    return made


def _stamp(file: Path | str) -> list[Any]:
    try:
        found = os.stat(file)
    except OSError as error:
        raise UnreachableError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    return [str(file), found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _write(file: str, content: bytes) -> None:
    """Write atomically; a cache that cannot be written is done without."""
    import tempfile  # only where something is new

    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        handle, name = tempfile.mkstemp(dir=os.path.dirname(file))
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.replace(name, file)
    except OSError:
        return
