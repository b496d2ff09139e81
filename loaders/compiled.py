"""The graph of some curated files, compiled and kept in the cache: only what changed is read again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from bankgraph.ontology import LoadRunningError, Schema, UnreachableError, cache_directory
from bankgraph.ontology.compiled import encoded
from bankgraph.stores import Progress
from bankgraph.stores.staged import StagedGraph, StagingError, staging

from .compiler import TABLES, Compiler, NotCompiledError, OutdatedError
from .files import FileStates
from .memory import without_cycle_collection
from .reading import read_knowledge, yaml_files

_STORES = "bankgraph.stores"
_SUFFIXES = ("", "-wal", "-shm")  # of the files that a database of SQLite's consists of


@contextmanager
def compiled(
    paths: Sequence[Path], schema: Schema, progress: Progress = lambda _done, _total: None
) -> Iterator[StagedGraph]:
    """Yield the graph that the YAML files among and below `paths` make together.

    `progress` is told how many files have been read, of those that have to be.

    Raises as `read_knowledge` does, `LoadRunningError` where another process reads the same for long, and
    `StagingError` where there is no room for it, in the cache or elsewhere.
    """
    with _made(_place(paths), yaml_files(paths), schema, progress) as graph:
        yield graph


def _made(place: Path, files: Sequence[Path], schema: Schema, progress: Progress) -> StagedGraph:
    """The graph in the cache, up to date; a temporary one where none can be kept."""
    try:
        return _up_to_date(place, files, schema, progress)
    except StagingError:  # a directory that cannot be written, or has no room
        return _up_to_date(None, files, schema, progress)
    except sqlite3.DatabaseError as error:  # a damaged file, or one of another version's tables
        if "locked" in str(error):
            raise LoadRunningError(
                "another process is reading the same data; try again when it is done"
            ) from error
        for suffix in _SUFFIXES:
            Path(f"{place}{suffix}").unlink(missing_ok=True)
        return _up_to_date(place, files, schema, progress)


def _up_to_date(place: Path | None, files: Sequence[Path], schema: Schema, progress: Progress) -> StagedGraph:
    with staging():
        graph = StagedGraph(place)
        try:
            with without_cycle_collection():
                _bring_up_to_date(graph, files, schema, progress)
        except BaseException:
            graph.close()
            raise
        return graph


def _bring_up_to_date(graph: StagedGraph, files: Sequence[Path], schema: Schema, progress: Progress) -> None:
    try:
        if not _is_kept_up_to_date(graph, files, schema, progress):
            with graph.changing():
                graph.clear(_program(schema), TABLES)
                Compiler(graph, schema, progress, is_new=True).compile(FileStates(graph.connection, files))
    except NotCompiledError as error:
        read_knowledge(files, schema)  # says what is wrong, with each place
        raise UnreachableError("the data were changed while they were read; try again") from error


def _is_kept_up_to_date(
    graph: StagedGraph, files: Sequence[Path], schema: Schema, progress: Progress
) -> bool:
    """Bring a kept graph up to date; False where it has to be made anew."""
    if graph.made_by != _program(schema):
        return False
    if FileStates(graph.connection, files).is_unchanged:
        return True
    try:
        with graph.changing():
            Compiler(graph, schema, progress, is_new=False).compile(FileStates(graph.connection, files))
    except OutdatedError:
        return False
    return True


def _place(paths: Sequence[Path]) -> Path:
    """Where the graph is kept: one for each set of paths."""
    name = hashlib.sha256("\0".join(str(path.absolute()) for path in paths).encode()).hexdigest()[:20]
    place = cache_directory() / f"graph-{name}.sqlite"
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _program(schema: Schema) -> int:
    """What makes a graph of files: the vocabulary, the code, and what the code relies on."""
    rooms = [Path(str(resources.files(room))) for room in (__package__, _STORES)]
    code = sorted(file for room in rooms for file in room.glob("*.py"))
    states = [(file.name, stat.st_size, stat.st_mtime_ns) for file in code if (stat := file.stat())]
    vocabulary = json.dumps(encoded(schema))
    parts = [states, vocabulary, sys.version, version("bankgraph"), version("pypinyin")]
    return int(hashlib.sha256(repr(parts).encode()).hexdigest()[:7], 16) | 1
