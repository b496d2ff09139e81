"""Neo4j, over Bolt with the official driver."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

import neo4j
from neo4j import exceptions

from bankgraph.ontology import LoadRunningError, Schema, UnreachableError, UsageError

from .difference import Difference, Stored, StoredRelationship
from .graph import VERSION, Graph, Rows
from .local_neo4j.password import password_kept_for
from .neo4j_values import Values, relationships_in
from .protocol import NOT_A_READING_QUERY, Changes, Progress
from .shapes import Batch, constraints

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

_OTHER_LOADS = "SHOW TRANSACTIONS YIELD metaData WHERE metaData.bankgraph = 'load' RETURN count(*)"
_TAKE_LOCK = "MERGE (v:GraphVersion {id: $id}) SET v.id = $id"
_IDS_OF_ELEMENTS = "MATCH (n) WHERE elementId(n) IN $ends RETURN elementId(n), coalesce(n.id, '')"
_READ_NODES = "MATCH (n:{label}) WHERE n.content_hash IS NOT NULL RETURN n.id, labels(n), n.content_hash"
_READ_RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) WHERE r.content_hash IS NOT NULL AND type(r) IN $types "
    "RETURN r.id, type(r), a.id, labels(a), b.id, labels(b), r.content_hash"
)


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

    def replace(self, graph: Graph, progress: Progress = lambda _done, _total: None) -> Changes:
        """Write what differs, then remove what is no longer there. See `Store.replace`.

        Removals come last, so that a reader never misses what the old and the new graph both hold.
        """
        version = next(n for n in graph.nodes if n.label == VERSION)
        content = Graph(tuple(n for n in graph.nodes if n is not version), graph.relationships)
        with self._session(neo4j.WRITE_ACCESS) as session:
            for statement in constraints(self._schema):
                session.run(statement).consume()
            with self.loading(version.id) as held:
                difference = Difference.between(self._stored(session), content, self._schema)
                changes = self._carry_out(session, difference, progress)
                old = held.run(
                    "MATCH (v:GraphVersion {id: $id}) RETURN v.content_hash", id=version.id
                ).single()
                if changes or old is None or old[0] != version.properties["content_hash"]:
                    held.run(
                        "MATCH (v:GraphVersion {id: $id}) SET v = $properties",
                        id=version.id,
                        properties=dict(version.properties),
                    ).consume()
                    held.commit()
                    changes += Changes(nodes_written=1)
                return changes

    def close(self) -> None:
        """Close all connections."""
        if self._connected:
            self._connected.close()
            self._connected = None

    def _carry_out(self, session: neo4j.Session, difference: Difference, progress: Progress) -> Changes:
        total, done, changes = difference.size, 0, Changes()
        for field, batch in difference.batches():
            count = session.execute_write(_count, batch)
            changes += Changes(**{field: count})
            done += len(batch.rows)
            progress(done, total)
        return changes

    @contextmanager
    def loading(self, version: str = "bankgraph") -> Iterator[neo4j.Transaction]:
        """Hold the right to load: a write lock on the version node, which goes when its holder does.

        Raises `LoadRunningError` where another load has it.
        """
        with self._session(neo4j.WRITE_ACCESS) as session:
            others = session.run(_OTHER_LOADS).single(strict=True)[0]
            if others:
                raise LoadRunningError(
                    f"{self._uri}: another load is running; wait until it has ended, then load again"
                )
            with session.begin_transaction(metadata={"bankgraph": "load"}) as transaction:
                transaction.run(_TAKE_LOCK, id=version).consume()
                yield transaction

    def _stored(self, session: neo4j.Session) -> Stored:
        """Return the identity and hash of all that an earlier load wrote; what others wrote is left alone."""
        nodes: dict[str, tuple[tuple[str, ...], str]] = {}
        for root in {c.labels[0] for c in self._schema.classes.values()} - {VERSION}:
            for identifier, labels, content_hash in session.run(_READ_NODES.replace("{label}", root)):
                nodes[identifier] = (self._schema.general_first(labels), content_hash)
        relationships = {
            identifier: StoredRelationship(
                kind,
                (start, self._schema.general_first(start_labels)[0]),
                (end, self._schema.general_first(end_labels)[0]),
                content_hash,
            )
            for identifier, kind, start, start_labels, end, end_labels, content_hash in session.run(
                _READ_RELATIONSHIPS, types=list(self._schema.relations)
            )
        }
        return Stored(nodes, relationships)

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


def _count(transaction: neo4j.ManagedTransaction, batch: Batch) -> int:
    """Run one batch and return how many elements the server says it wrote or removed."""
    return int(transaction.run(batch.cypher, rows=batch.rows).single(strict=True)[0])


def _ids_of_ends(transaction: neo4j.ManagedTransaction, found: Iterable[object]) -> dict[str, str]:
    """Return our ids of all relationships' ends, by element id: the server sends a relationship without."""
    ends = {node.element_id for r in relationships_in(found) for node in r.nodes if node is not None}
    if not ends:
        return {}
    return dict(record.values() for record in transaction.run(_IDS_OF_ELEMENTS, ends=sorted(ends)))
