"""Neo4j, over Bolt with the official driver."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

import neo4j
from neo4j import exceptions

from bankgraph.ontology import BankgraphError, Schema, UnreachableError, UsageError

from . import reading_back
from .difference import Difference, difference_since, difference_to_stored
from .graph import VERSION, Graph, Rows
from .neo4j_loading import Loading, Version, read_version, right_to_load
from .neo4j_values import Values, relationships_in
from .protocol import NOT_A_READING_QUERY, Changes, Progress
from .staged import StagedGraph, staged
from .steps import constraints

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

_IDS_OF_ELEMENTS = "MATCH (n) WHERE elementId(n) IN $ends RETURN elementId(n), coalesce(n.id, '')"


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks. The password is None for a server without authentication."""

    user: str = "neo4j"
    password: str | None = None
    database: str | None = None

    @classmethod
    def from_environment(cls) -> Login:
        """Return the login that NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE give."""
        environment = os.environ
        return cls(
            environment.get("NEO4J_USERNAME") or "neo4j",
            environment.get("NEO4J_PASSWORD"),
            environment.get("NEO4J_DATABASE") or None,
        )


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
        self._login = login or Login.from_environment()
        self._connected: neo4j.Driver | None = None

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
        with self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(self._rows, cypher, parameters or {})

    def write(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run a query that may change the graph. See `Store.write`."""
        with self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(self._rows, cypher, parameters or {})

    def explain(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[str]:
        """Return the server's notifications about a query, which is planned and not run."""
        with self._session(neo4j.READ_ACCESS, notifications_min_severity="INFORMATION") as session:
            summary = session.run(f"EXPLAIN {cypher}", dict(parameters or {})).consume()
            return [
                status.status_description for status in summary.gql_status_objects if status.is_notification
            ]

    def replace(
        self,
        graph: Graph | StagedGraph,
        progress: Progress = lambda _done, _total: None,
        *,
        allow_shrink: bool = True,
    ) -> Changes:
        """Write what differs, then remove what is no longer there. See `Store.replace`.

        Removals come last, so that a reader never misses what the old and the new graph both hold.
        """
        with self._session(neo4j.WRITE_ACCESS) as session, staged(graph) as new:
            if self._is_up_to_date(session, new):
                return Changes()
            self._constrain(session, reading_back.roots(self._schema))
            with self.loading() as loading, self._difference(session, new, loading.before) as difference:
                if not allow_shrink:
                    _refuse_to_shrink(difference, loading, self._uri)
                changes = _carry_out(session, difference, progress)
                self._constrain(session, self._schema.classes)
                loading.finish(new.version)
            return changes + Changes(nodes_written=1)

    @contextmanager
    def compared(self, graph: StagedGraph) -> Iterator[Difference]:
        """Yield what a load of `graph` would change. See `Store.compared`."""
        with (
            self._session(neo4j.READ_ACCESS) as session,
            self._difference(session, graph, read_version(session)) as difference,
        ):
            yield difference

    def close(self) -> None:
        """Close all connections."""
        if self._connected:
            self._connected.close()
            self._connected = None

    @contextmanager
    def loading(self) -> Iterator[Loading]:
        """Hold the right to load. Raises `LoadRunningError` where another load has it."""
        with (
            self._session(neo4j.WRITE_ACCESS) as session,
            self._session(neo4j.WRITE_ACCESS) as other,
            right_to_load(self._uri, session, other) as loading,
        ):
            yield loading

    def _is_up_to_date(self, session: neo4j.Session, graph: StagedGraph) -> bool:
        version = read_version(session).trusted
        return version == graph.fingerprint and self._counts(session) == graph.counts

    def _constrain(self, session: neo4j.Session, labels: Iterable[str]) -> None:
        for statement in constraints((VERSION, *labels)):
            session.run(statement).consume()

    @contextmanager
    def _difference(
        self, session: neo4j.Session, graph: StagedGraph, version: Version
    ) -> Iterator[Difference]:
        """What differs from a remembered state where the server holds just that, else from all it holds."""
        state = graph.state_of(version.trusted)
        if state is not None and self._counts(session) == graph.counts_in(state):
            with difference_since(graph, state) as difference:
                yield difference
        else:
            stored = self._stored_nodes(session), self._stored_relationships(session)
            with difference_to_stored(graph, *stored, self._schema) as difference:
                yield difference

    def _counts(self, session: neo4j.Session) -> dict[str, int]:
        record = session.run(reading_back.counts(self._schema)).single(strict=True)
        return {name: count for name, count in record.data().items() if count}

    def _stored_nodes(self, session: neo4j.Session) -> Iterator[tuple[Any, ...]]:
        for root in reading_back.roots(self._schema):
            yield from (record.values() for record in session.run(reading_back.nodes(root)))

    def _stored_relationships(self, session: neo4j.Session) -> Iterator[tuple[Any, ...]]:
        types = list(self._schema.relations)
        yield from (record.values() for record in session.run(reading_back.RELATIONSHIPS, types=types))

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
    def _session(self, access: str, **options: Any) -> Iterator[neo4j.Session]:
        """Open a session; what the driver raises is said again in our words."""
        try:
            with self._driver().session(
                default_access_mode=access, database=self._login.database, **options
            ) as session:
                yield session
        except (exceptions.Neo4jError, exceptions.DriverError, ValueError, OverflowError) as error:
            raise self._in_our_words(error) from error

    def _in_our_words(self, error: Exception) -> UnreachableError | UsageError:
        reason = " ".join(str(getattr(error, "message", None) or error).split())
        match error:
            case ValueError() | OverflowError():  # a number beyond 64 bits, a text that is not Unicode
                return UsageError(f"the query was refused: {reason}; mend the parameters")
            case exceptions.AuthError():
                what = f"refused the login of '{self._login.user}'"
                mend = "set NEO4J_USERNAME and NEO4J_PASSWORD to a login of that server"
            case exceptions.ConfigurationError():
                what, mend = "is not a Neo4j address", f"use one of {', '.join(f'{s}://' for s in SCHEMES)}"
            case exceptions.CypherSyntaxError() | exceptions.CypherTypeError():
                return UsageError(f"the query was refused: {reason}; mend the query")
            case exceptions.ClientError() if "AccessMode" in str(error.code):
                return UsageError(NOT_A_READING_QUERY)
            case exceptions.ClientError() if "DatabaseNotFound" not in str(error.code):
                return UsageError(f"the query was refused: {reason}; mend the query")
            case exceptions.ServiceUnavailable() | exceptions.SessionExpired():
                what, mend = "does not answer", "start the server, or check host and port"
            case _:
                what, mend = f"failed ({reason})", "see the server's log"
        return UnreachableError(f"{self._uri}: {what}; {mend}")

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()


def _carry_out(session: neo4j.Session, difference: Difference, progress: Progress) -> Changes:
    total, done, changes = difference.size, 0, Changes()
    for step in difference.steps():
        count = session.execute_write(_count, step.cypher, step.parameters)
        if count < len(step.rows) and step.action.is_writing:
            raise UnreachableError(
                f"{count} of {len(step.rows)} elements were written, for something else changes the graph; "
                "load again"
            )
        changes += Changes(**{step.action.field: count})
        done += len(step.rows)
        progress(done, total)
    return changes


def _count(transaction: neo4j.ManagedTransaction, cypher: str, rows: list[dict[str, Any]]) -> int:
    """Run one step and return how many elements the server says it wrote or removed."""
    return int(transaction.run(cypher, rows=rows).single(strict=True)[0])


def _refuse_to_shrink(difference: Difference, loading: Loading, uri: str) -> None:
    try:
        difference.refuse_to_shrink(uri)
    except BankgraphError:
        loading.give_up()
        raise


def _ids_of_ends(transaction: neo4j.ManagedTransaction, found: Iterable[object]) -> dict[str, str]:
    """Return our ids of all relationships' ends, by element id: the server sends a relationship without."""
    ends = {node.element_id for r in relationships_in(found) for node in r.nodes if node is not None}
    if not ends:
        return {}
    return dict(record.values() for record in transaction.run(_IDS_OF_ELEMENTS, ends=sorted(ends)))
