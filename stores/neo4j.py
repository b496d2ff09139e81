"""Neo4j, over Bolt with the official driver."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

import neo4j
from neo4j import exceptions

from bankgraph.ontology import BankgraphError, Schema, UnreachableError, UsageError

from .graph import Graph
from .local_neo4j.password import password_kept_for
from .neo4j_errors import SCHEMES, in_our_words
from .neo4j_reading import refuse_more_than_reading
from .neo4j_values import Values, relationships_in
from .protocol import UNGUARDED, Changes, LoadOptions, Progress
from .stopping import current_stop
from .values import Rows

if TYPE_CHECKING:
    from .difference import Difference
    from .staged import StagedGraph

# What loads need is imported by the functions that load.

_TAG = "asked_as"
_TERMINATE = f"""
SHOW TRANSACTIONS YIELD transactionId AS asked, metaData AS about WHERE about.{_TAG} = $tag
TERMINATE TRANSACTIONS asked YIELD message RETURN message
"""
_IDS_OF_ELEMENTS = "MATCH (n) WHERE elementId(n) IN $ends RETURN elementId(n), coalesce(n.id, '')"


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks. The password is None for a server without authentication."""

    user: str = "neo4j"
    password: str | None = None
    database: str | None = None

    @classmethod
    def from_environment(cls, uri: str = "") -> Login:
        """Return the login that NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE give.

        Where they give neither user nor password, it is that of the user's local server, if it runs at `uri`.
        """
        user, password = os.environ.get("NEO4J_USERNAME"), os.environ.get("NEO4J_PASSWORD")
        if user is None and password is None:
            password = password_kept_for(uri)
        return cls(user or "neo4j", password, os.environ.get("NEO4J_DATABASE") or None)


class Neo4jStore:
    """The graph in a Neo4j server or cluster; connects with the first query.

    Raises `UnreachableError` for a URI of another scheme than `SCHEMES`, `UsageError` for one with a login.
    """

    def __init__(self, schema: Schema, uri: str, login: Login | None = None) -> None:
        scheme, _, host = uri.partition("://")
        if "@" in host:
            raise UsageError(
                f"{scheme}://…@{host.rpartition('@')[2]}: a login does not belong in an address; "
                "set NEO4J_USERNAME and NEO4J_PASSWORD"
            )
        if scheme not in SCHEMES:
            raise UnreachableError(
                f"{uri}: is not a Neo4j address; use one of {', '.join(f'{s}://' for s in SCHEMES)}"
            )
        self._schema = schema
        self._uri = uri
        self._login = login or Login.from_environment(uri)
        self._connected: neo4j.Driver | None = None
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    @property
    def name(self) -> str:
        """The server's URI."""
        return self._uri

    def version(self) -> str | None:
        """Return the fingerprint of the last load that was completed. See `Store.version`."""
        rows = self.query("MATCH (v:GraphVersion) WHERE v.fingerprint IS NOT NULL RETURN v.fingerprint").rows
        return str(rows[0][0]) if rows else None

    def query(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Return the rows of a reading query. See `Store.query`."""
        with self._stoppable(self._rows_read) as work, self.session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work, cypher, parameters or {})

    recall = query  # what others may change is asked each time
    kept = None

    def write(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run a query that may change the graph. See `Store.write`."""
        with self._stoppable(self._rows) as work, self.session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work, cypher, parameters or {})

    def explain(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[str]:
        """Return the server's notifications about a query, which is planned and not run."""
        with self.session(neo4j.READ_ACCESS, notifications_min_severity="INFORMATION") as session:
            summary = session.run(f"EXPLAIN {cypher}", dict(parameters or {})).consume()
            return [
                status.status_description for status in summary.gql_status_objects if status.is_notification
            ]

    def replace(
        self,
        graph: Graph | StagedGraph,
        progress: Progress = lambda _done, _total: None,
        options: LoadOptions = UNGUARDED,
    ) -> Changes:
        """Write what differs, then remove what is no longer there. See `Store.replace`.

        Removals come last, so that a reader never misses what the old and the new graph both hold.
        """
        from . import neo4j_loading
        from .staged import staged

        with staged(graph) as new:
            return neo4j_loading.replace(self, self._schema, new, progress, options)

    def compared(self, graph: StagedGraph, *, verify: bool = False) -> AbstractContextManager[Difference]:
        """Yield what a load of `graph` would change. See `Store.compared`."""
        from . import neo4j_loading

        return neo4j_loading.compared(self, self._schema, graph, verify=verify)

    def close(self) -> None:
        """Close all connections."""
        if self._connected:
            self._connected.close()
            self._connected = None

    @contextmanager
    def _stoppable(self, rows: Callable[..., Rows]) -> Iterator[Callable[..., Rows]]:
        """Yield the work of a transaction, which can be terminated if it is asked under a `Stop`."""
        stop = current_stop()
        if stop is None:
            yield rows
            return
        tag = uuid4().hex
        try:
            with stop.running(lambda: self._terminate(tag)):
                yield neo4j.unit_of_work(metadata={_TAG: tag})(rows)
        except BankgraphError:
            stop.check()
            raise

    def _terminate(self, tag: str) -> None:
        """Terminate the transaction that was begun with this tag."""
        with self.session(neo4j.WRITE_ACCESS) as session:
            session.run(_TERMINATE, tag=tag).consume()

    def _rows_read(
        self, transaction: neo4j.ManagedTransaction, cypher: str, parameters: Mapping[str, Any]
    ) -> Rows:
        refuse_more_than_reading(transaction, cypher, parameters)
        return self._rows(transaction, cypher, parameters)

    def _rows(
        self, transaction: neo4j.ManagedTransaction, cypher: str, parameters: Mapping[str, Any]
    ) -> Rows:
        result = transaction.run(cypher, dict(parameters))
        found = [record.values() for record in result]
        values = Values(self._schema, _ids_of_ends(transaction, found))
        return Rows(tuple(result.keys()), tuple(tuple(map(values.plain, row)) for row in found))

    def _driver(self) -> neo4j.Driver:
        if self._connected is None:
            login = self._login
            auth = (login.user, login.password) if login.password is not None else None
            driver = neo4j.GraphDatabase.driver(
                self._uri, auth=auth, connection_timeout=5.0, notifications_min_severity="OFF"
            )
            try:
                driver.verify_connectivity()  # fails at once, where a first query would try for half a minute
            except BaseException:
                driver.close()
                raise
            self._connected = driver
        return self._connected

    @contextmanager
    def session(self, access: str, **options: Any) -> Iterator[neo4j.Session]:
        """Open a session of the driver's, in causal order with all others of this store.

        What the driver raises is said again in our words.
        """
        try:
            with self._driver().session(
                default_access_mode=access,
                database=self._login.database,
                bookmark_manager=self._bookmarks,
                **options,
            ) as session:
                yield session
        except (exceptions.Neo4jError, exceptions.DriverError, ValueError, OverflowError) as error:
            raise in_our_words(error, self._uri, self._login.user) from error

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()


def _ids_of_ends(transaction: neo4j.ManagedTransaction, found: Iterable[object]) -> dict[str, str]:
    """Return our ids of all relationships' ends, by element id: the server sends a relationship without."""
    ends = {node.element_id for r in relationships_in(found) for node in r.nodes if node is not None}
    if not ends:
        return {}
    return dict(record.values() for record in transaction.run(_IDS_OF_ELEMENTS, ends=sorted(ends)))
