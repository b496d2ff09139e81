"""The engine's classes, linked and profiled once and kept: its Java starts in two thirds of the time then.

Java calls this an AOT cache (JEP 483 and 514). It is made at the end of a process that has built and asked
a graph, and is ignored by Java itself where the engine or the machine is another one.
"""

from __future__ import annotations

import atexit
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bankgraph.ontology import cache_directory

_QUIET = "-Xlog:disable"  # a cache that does not fit is no one's trouble
_wanted = False


def record() -> None:
    """Let the engine, where it starts later in this process, leave a cache at the end if there is none."""
    global _wanted  # noqa: PLW0603, a process has one Java
    _wanted = True


def arguments(jars: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return what to tell a Java with these `jars` and `others` among its arguments.

    Java itself refuses a cache that a further argument rules out.
    """
    states = [(jar, stat.st_size, stat.st_mtime_ns) for jar in jars if (stat := Path(jar).stat())]
    file = cache_directory() / f"engine-{zlib.crc32(repr((states, [*others])).encode()):08x}.aot"
    if file.is_file():
        return [_QUIET, f"-XX:AOTCache={file}"]
    if not _wanted or not _is_writable(file.parent):
        return []
    new = file.with_suffix(f".{os.getpid()}")
    atexit.register(_finish, new, file)
    return [_QUIET, f"-XX:AOTCacheOutput={new}"]


def _is_writable(directory: Path) -> bool:
    with suppress(OSError):
        directory.mkdir(parents=True, exist_ok=True)
    return os.access(directory, os.W_OK)


def _finish(new: Path, file: Path) -> None:
    """End Java, which writes its cache then, and put that in place."""
    import jpype

    said = "Making later starts faster …"
    _say(said)
    with _silenced():
        jpype.shutdownJVM()
    with suppress(OSError):
        new.replace(file)
    _say("\r" + " " * len(said) + "\r")


def _say(text: str) -> None:
    """Tell a person who waits; a program need not know."""
    if sys.stderr.isatty():
        sys.stderr.write(text)
        sys.stderr.flush()


@contextmanager
def _silenced() -> Iterator[None]:
    """Let nothing out that Java, and the Java that it starts to write its cache, have to say."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [(number, os.dup(number)) for number in (1, 2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        for number, _ in kept:
            os.dup2(nowhere, number)
        yield
    finally:
        for number, copy in kept:
            os.dup2(copy, number)
            os.close(copy)
        os.close(nowhere)
