"""ArcadeDB's Java interface, in plain Python values. Importing this module loads the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

import jpype
from arcadedb_embedded.type_conversion import convert_java_to_python, convert_python_to_java

from bankgraph.ontology import Schema, UnreachableError, UsageError

from .jvm import start_jvm
from .protocol import LOADS_SOMETHING, NOT_A_READING_QUERY
from .stopping import Stop, current_stop
from .values import Node, Relationship, Rows, Value
from .values import Path as GraphPath

_LANGUAGE = "opencypher"

_WRITES = ("QueryNotIdempotentException", "DatabaseIsReadOnlyException")  # what a writing query raises
_LOADS = "URLs are disabled"  # what the engine says of LOAD CSV, with how to let it, which is not to be

_users: Counter[str] = Counter()
_users_lock = Lock()


def open_read_only(path: Path) -> Any:
    """Return the Java database at `path`, opened for reading; to be given back with `close`.

    The engine holds one instance per process and directory; all who open it here share it. Raises
    `UnreachableError` where the engine cannot read it.
    """
    start_jvm()
    factory = java("com.arcadedb.database.DatabaseFactory")
    try:
        with _users_lock:
            active = factory.getActiveDatabaseInstance(str(path))
            database = active or factory(str(path)).open(
                java("com.arcadedb.engine.ComponentFile$MODE").READ_ONLY
            )
            _users[str(path)] += 1
            return database
    except jpype.JException as error:
        raise UnreachableError(
            f"{path}: the embedded graph cannot be opened ({_reason(error)}); run: bankgraph load"
        ) from error


def close(database: Any, path: Path) -> None:
    """Give back a database from `open_read_only`; the last to do so closes it."""
    with _users_lock:
        _users[str(path)] -= 1
        if _users[str(path)] <= 0:
            del _users[str(path)]
            database.close()


@contextmanager
def writable(path: Path, *, new: bool) -> Iterator[Any]:
    """Yield the Java database at `path`, a new one or one to be changed, and close it.

    Raises `UnreachableError` where the engine cannot write it.
    """
    start_jvm()
    try:
        factory = java("com.arcadedb.database.DatabaseFactory")(str(path))
        database = factory.create() if new else factory.open()
        try:
            yield database
        finally:
            database.close()
    except jpype.JException as error:
        raise UnreachableError(
            f"{path}: the embedded graph cannot be written ({_reason(error)}); check the free space"
        ) from error


def ask(database: Any, cypher: str, parameters: Mapping[str, Any], schema: Schema) -> Rows:
    """Return the rows of a reading query. Raises `UsageError` for what the engine refuses.

    Asked under a `Stop`, it can be stopped and then raises `StoppedError`.
    """
    stop = current_stop()
    try:
        with _stoppable(stop):
            result = database.query(_LANGUAGE, cypher, _java_map(parameters))
            names: tuple[str, ...] = ()
            rows = []
            while result.hasNext():
                if stop:
                    stop.check()
                row = result.next()
                names = tuple(map(str, row.getPropertyNames()))
                rows.append(tuple(_plain(row.getProperty(name), schema) for name in names))
            return Rows(names if rows else _output_names(database, cypher), tuple(rows))
    except (OverflowError, UnicodeError) as error:  # a number beyond 64 bits, a text that is not Unicode
        raise UsageError(f"the query was refused: {error}; mend the query or its parameters") from error
    except jpype.JException as error:
        if stop:
            stop.check()
        if is_write(error):
            raise UsageError(NOT_A_READING_QUERY) from error
        if _LOADS in (reason := _reason(error)):
            raise UsageError(LOADS_SOMETHING) from error
        raise UsageError(f"the query was refused: {reason}; mend the query") from error


def is_write(error: Any) -> bool:
    """Whether the engine raised this because a query that was asked as a reading one would write."""
    return error.getClass().getSimpleName() in _WRITES


@contextmanager
def _stoppable(stop: Stop | None) -> Iterator[None]:
    """Run the query of the block as one that the engine can terminate, if there is a `stop`."""
    if stop is None:
        yield
        return
    nobody = java("com.arcadedb.query.RunningQuery").Client.NONE
    running = _running_queries().open("", "", "", "", "", nobody)
    bound = running.bind()
    try:
        with stop.running(lambda: running.terminate("")):
            yield
    finally:
        bound.close()
        running.close()


@cache
def _running_queries() -> Any:
    return java("com.arcadedb.query.RunningQueryRegistry")()


def write(database: Any, cypher: str, parameters: Mapping[str, Any]) -> int:
    """Run a writing statement in a transaction and return its one number, 0 where it returns nothing."""
    database.begin()
    result = database.command(_LANGUAGE, cypher, _java_map(parameters))
    row = result.next() if result.hasNext() else None
    names = list(row.getPropertyNames()) if row else []
    count = row.getProperty(names[0]) if row and len(names) == 1 else 0
    database.commit()
    return int(count) if isinstance(count, int) else 0


def _output_names(database: Any, cypher: str) -> tuple[str, ...]:
    """The column names of a query that returned no row, from the engine's parse of it."""
    returned = database.getCypherStatementCache().get(cypher).getReturnClause()
    return tuple(str(item.getOutputName()) for item in returned.getReturnItems()) if returned else ()


def _plain(value: Any, schema: Schema) -> Value:
    """Return a Java value as a Python one: nodes, relationships and paths as ours, the rest as scalars."""
    if value is None or isinstance(value, str | bool | int | float):
        return cast(Value, convert_java_to_python(value))
    if isinstance(value, java("com.arcadedb.graph.Vertex")):
        return _node(value, schema)
    if isinstance(value, java("com.arcadedb.graph.Edge")):
        return _relationship(value)
    if isinstance(value, java("com.arcadedb.query.opencypher.traversal.TraversalPath")):
        nodes = tuple(_node(v, schema) for v in value.getVertices())
        return GraphPath(nodes, tuple(map(_relationship, value.getEdges())))
    if isinstance(value, java("java.util.Map")):
        return {str(entry.getKey()): _plain(entry.getValue(), schema) for entry in value.entrySet()}
    if isinstance(value, java("java.util.Collection")):
        return [_plain(item, schema) for item in value]
    return cast(Value, _scalar(value))


def _node(vertex: Any, schema: Schema) -> Node:
    kind = vertex.getType()
    names = [str(t.getName()) for t in kind.getSuperTypes()] or [str(kind.getName())]
    return Node(schema.general_first(names), _properties(vertex))


def _relationship(edge: Any) -> Relationship:
    start, end = (str(vertex.get("id")) for vertex in (edge.getOutVertex(), edge.getInVertex()))
    return Relationship(str(edge.getTypeName()), start, end, _properties(edge))


def _properties(record: Any) -> dict[str, Any]:
    values = {str(e.getKey()): _scalar(e.getValue()) for e in record.propertiesAsMap().entrySet()}
    return dict(sorted(values.items()))


def _scalar(value: Any) -> Any:
    """A number, a text or a list of them; dates and durations as the texts that they are written as."""
    plain = convert_java_to_python(value)
    return plain if isinstance(plain, str | bool | int | float | list | None) else str(plain)


@cache
def java(name: str) -> Any:
    """Return the Java class of that name."""
    return jpype.JClass(name)


def _java_map(parameters: Mapping[str, Any]) -> Any:
    return jpype.JObject(convert_python_to_java(dict(parameters)), java("java.util.Map"))


def _reason(error: Any) -> str:
    """The message of the first cause, on one line; the outer ones repeat the query."""
    message = ""
    while error is not None:
        message = str(error.getMessage() or message)
        error = error.getCause()
    return " ".join(message.split())
