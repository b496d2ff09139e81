"""The embedded graph over Bolt, for Neo4j's drivers and tools: on this machine only, and read-only.

The engine's own server starts an HTTP server whatever it is told, so only its Bolt listener is started, with
the users and the one open database that the listener asks it for.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jpype
import jpype.config

from bankgraph.ontology import UnreachableError

from . import arcade
from .neo4j import Login
from .protocol import NOT_A_READING_QUERY
from .snapshots import SnapshotDirectory

HOST = "127.0.0.1"
_DATABASE = "neo4j"  # what a driver asks for that is not told a database


@contextmanager
def served(home: Path, port: int, login: Login) -> Iterator[str]:
    """Serve the snapshot in force in `home` until the block ends, and yield its URI; port 0 takes a free one.

    A load meanwhile changes nothing for those who ask here. Raises `NotFoundError` where nothing has been
    loaded, `UnreachableError` where the graph cannot be opened or the port is taken.
    """
    with (
        SnapshotDirectory(home).hold() as snapshot,
        _opened(snapshot.database) as database,
        tempfile.TemporaryDirectory(prefix="bankgraph-serve-") as own,
        _listening(database, port, login, own) as bound,
    ):
        yield f"bolt://{HOST}:{bound}"


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    database = arcade.open_read_only(path)
    try:
        yield database
    finally:
        arcade.close(database, path)


@contextmanager
def _listening(database: Any, port: int, login: Login, own: str) -> Iterator[int]:
    """Yield the port of a Bolt listener; the server's own files go to the directory `own`."""
    configuration = arcade.java("com.arcadedb.ContextConfiguration")()
    settings = {"server.rootPath": own, "server.name": "bankgraph", "bolt.host": HOST, "bolt.port": port}
    for name, value in settings.items():
        configuration.setValue(f"arcadedb.{name}", value)
    server = arcade.java("com.arcadedb.server.ArcadeDBServer")(configuration)
    security = _security(server, configuration, login, own)
    server.registerDatabase(_DATABASE, _Reading(database).proxy)
    bolt = arcade.java("com.arcadedb.bolt.BoltProtocolPlugin")()
    bolt.configure(server, configuration)
    jpype.config.destroy_jvm = False  # it would wait for each client, and say that it was told to end
    try:
        bolt.startService()
        yield int(bolt.getPort())
    except jpype.JException as error:
        raise UnreachableError(
            f"{HOST}:{port}: cannot be listened at (another program may); "
            "choose another port with --port, or let a free one be found with --port 0"
        ) from error
    finally:
        bolt.stopService()
        security.stopService()


class _Reading:
    """A read-only database as clients use it: with transactions, which the engine refuses on such a one."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self.proxy = jpype.JProxy("com.arcadedb.database.DatabaseInternal", inst=self)

    def __getattr__(self, name: str) -> Any:
        """Return a method of the database itself; asked for those that are not below."""
        return getattr(self._database, name)

    def getEmbedded(self) -> Any:  # noqa: N802  # the engine's names
        """Return what the listener is to call: this again, and not the database behind it."""
        return self.proxy

    getWrappedDatabaseInstance = getEmbedded  # noqa: N815

    def begin(self, *_: Any) -> None:
        """Do nothing: a snapshot does not change, so one read is like another."""

    commit = rollback = begin

    def getTransactionIfExists(self) -> Any:  # noqa: N802
        """Return a transaction that was not begun, for the listener to note whose it is."""
        return arcade.java("com.arcadedb.database.TransactionContext")(self._database)

    def query(self, *asked: Any) -> Any:
        """Run a reading query."""
        arcade.java("com.arcadedb.database.DatabaseContext").INSTANCE.init(self._database)
        try:
            return self._database.query(*asked)
        except jpype.JException as error:
            if not arcade.is_write(error):
                raise
            raise arcade.java("java.lang.SecurityException")(NOT_A_READING_QUERY) from error

    command = query  # by which the listener runs what it takes for a write


def _security(server: Any, configuration: Any, login: Login, own: str) -> Any:
    """Give the server its one user. Only a whole start of the server would set its security."""
    security = arcade.java("com.arcadedb.server.security.ServerSecurity")(server, configuration, own)
    user = {
        "name": login.user,
        "password": str(security.encodePassword(login.password)),
        "databases": {"*": ["admin"]},
    }
    security.createUser(arcade.java("com.arcadedb.serializer.json.JSONObject")(json.dumps(user)))
    field = server.getClass().getDeclaredField("security")
    field.setAccessible(True)
    field.set(server, security)
    return security
