"""How a load into Neo4j keeps others out, and what it leaves behind where it is killed.

The right to load is a transaction that is open all the while and holds a lock on the node with the graph's
version; it ends with its holder. That node says `loading` from before the first change until the last, so
that the next load knows of one that did not end, and compares the whole graph. The transactions that write
bear their load's name too: while the server works on one of a load that was killed, no other load begins.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import neo4j
from neo4j import exceptions

from bankgraph.ontology import LoadRunningError, UnreachableError

from .graph import VERSION, VERSION_ID
from .values import Node

_LOADS = (
    "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.bankgraph = 'load' "
    "RETURN metaData.load ORDER BY toInteger(last(split(transactionId, '-')))"  # times may be equal
)
_THE_NODE = f"(v:{VERSION} {{id: '{VERSION_ID}'}})"
_STATE = f"MATCH {_THE_NODE} RETURN v.fingerprint, v.loading"
_LOCKED = "SET v.id = v.id WITH v"  # what is read after it is read with the node locked
_MARK = (
    f"MERGE {_THE_NODE} {_LOCKED}, v.fingerprint AS fingerprint, v.loading AS unfinished "
    "SET v.loading = $load RETURN fingerprint, unfinished"
)
_LOCK = f"MATCH {_THE_NODE} {_LOCKED} RETURN v.loading"
_UNMARK = f"MATCH {_THE_NODE} SET v.loading = $left"
_WRITE = f"MATCH {_THE_NODE} SET v = $properties"
_MARK_SECONDS = 10.0  # whoever began in the same moment has the lock by then


@dataclass(frozen=True, slots=True)
class Version:
    """What a server's version node says: the last load that was completed, and one that was not."""

    fingerprint: str | None = None
    unfinished: str | None = None

    @property
    def trusted(self) -> str | None:
        """The fingerprint of the whole graph, None where a load did not end."""
        return None if self.unfinished else self.fingerprint


@dataclass(frozen=True, slots=True)
class Loading:
    """The right to load. `before` is what the version node said."""

    uri: str
    load: str
    before: Version
    _held: neo4j.Transaction

    @property
    def metadata(self) -> dict[str, str]:
        """What each transaction of this load has to bear."""
        return _metadata(self.load)

    def check(self) -> None:
        """Raise `UnreachableError` where the right was lost, by a lost connection or a server's restart.

        To be called in a transaction that bears the metadata: a load that gets the right later will see it.
        """
        try:
            self._held.run("RETURN 1").consume()
        except (exceptions.DriverError, exceptions.Neo4jError) as error:
            reason = " ".join(str(error).split())
            raise UnreachableError(
                f"{self.uri}: the connection was lost during the load ({reason}); load again"
            ) from error

    def finish(self, version: Node) -> None:
        """Say that the graph is now that version, and let the right go."""
        self._held.run(_WRITE, properties=dict(version.properties)).consume()
        self._held.commit()

    def give_up(self) -> None:
        """Leave everything as it was: to be called only where nothing has been changed."""
        self._held.run(_UNMARK, left=self.before.unfinished).consume()
        self._held.commit()


def read_version(session: neo4j.Session) -> Version:
    """Return what the version node says."""
    found = session.execute_read(lambda transaction: transaction.run(_STATE).single())
    return Version(*found) if found else Version()


@contextmanager
def right_to_load(uri: str, session: neo4j.Session, other: neo4j.Session) -> Iterator[Loading]:
    """Hold the right to load in `session`; `other` is used on the way to it.

    Raises `LoadRunningError` where another load has it.
    """
    load = uuid.uuid4().hex
    with session.begin_transaction(metadata=_metadata(load), timeout=0) as held:
        held.run("RETURN 1").consume()
        if not _is_first(other, load):
            raise _running(uri)
        before = _mark(other, load)
        if before is None or not _is_first(other, load):
            raise _running(uri)
        if held.run(_LOCK).single(strict=True)[0] != load:  # another one has marked it, and may have loaded
            raise _running(uri)
        yield Loading(uri, load, before, held)


def begun_loads(session: neo4j.Session) -> list[str]:
    """Return the loads that have a transaction open, in the order in which those began."""
    return list(dict.fromkeys(session.run(_LOADS).value()))


def _is_first(session: neo4j.Session, load: str) -> bool:
    """Whether no other load began before; each sees all that did, and the first one goes on."""
    return begun_loads(session)[0] == load


def _mark(session: neo4j.Session, load: str) -> Version | None:
    """Mark the version node and return what it said before, None where another load holds it."""
    try:
        query = neo4j.Query(_MARK, timeout=_MARK_SECONDS)
        return Version(*session.run(query, load=load).single(strict=True))
    except exceptions.ClientError as error:
        if "TransactionTimedOut" not in str(error.code):
            raise
        return None


def _metadata(load: str) -> dict[str, str]:
    return {"bankgraph": "load", "load": load}


def _running(uri: str) -> LoadRunningError:
    return LoadRunningError(f"{uri}: another load is running; wait until it has ended, then load again")
