"""What Neo4j and its driver say went wrong, in one line that says how to mend it."""

from __future__ import annotations

from neo4j import exceptions

from bankgraph.ontology import UnreachableError, UsageError

from .protocol import NOT_A_READING_QUERY

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""The kinds of addresses that a driver connects to."""

_SERVER = (  # what a part of the server's message or code means, and what to do about it
    ("No space left", "has no disk space left", "make room, start it again, then load again"),
    (
        "Could not append transaction",
        "cannot write its log",
        "make room on its disk, start it again, then load again",
    ),
    ("critical error", "has stopped its database", "see its log for why, start it again, then load again"),
    (
        "MemoryPoolOutOfMemory",
        "has no memory left for a transaction",
        "raise its dbms.memory.transaction.total.max or db.memory.transaction.max",
    ),
    ("OutOfMemory", "has no memory left", "raise its server.memory.heap.max_size"),
    ("Security.Forbidden", "does not let this login do that", "ask its administrator, or use another login"),
    (
        "OnReadOnly",
        "cannot be written",
        "give its address as neo4j://… to find the leader, or make it writable",
    ),
    ("DatabaseUnavailable", "has its database offline", "start the database, or see the server's log"),
)


def in_our_words(error: Exception, uri: str, user: str) -> UnreachableError | UsageError:
    """Return what to raise for an error of the driver or the server, or for a value that they do not take."""
    reason = " ".join(str(getattr(error, "message", None) or error).split())
    said = f"{getattr(error, 'code', '')} {reason}"
    if isinstance(error, ValueError | OverflowError):  # a number beyond 64 bits, a text that is not Unicode
        return UsageError(f"the query was refused: {reason}; mend the parameters")
    for part, what, mend in _SERVER:
        if part in said and NOT_A_READING_QUERY not in said:
            return UnreachableError(f"{uri}: {what}; {mend}")
    if isinstance(error, exceptions.ClientError) and not isinstance(error, exceptions.AuthError):
        return _of_query(said, reason, uri)
    match error:
        case exceptions.AuthError():
            what = f"refused the login of '{user}'"
            mend = "set NEO4J_USERNAME and NEO4J_PASSWORD to a login of that server"
        case exceptions.ConfigurationError():
            what, mend = "is not a Neo4j address", f"use one of {', '.join(f'{s}://' for s in SCHEMES)}"
        case exceptions.ServiceUnavailable() | exceptions.SessionExpired():
            what, mend = "does not answer", "start the server, or check host and port"
            if "+s://" in uri:  # the driver keeps to itself that it refused a certificate
                what += " over TLS with a certificate that is known here"
                mend += ", or use +ssc:// to trust any certificate"
        case _:
            what, mend = f"failed ({reason})", "see the server's log"
    return UnreachableError(f"{uri}: {what}; {mend}")


def _of_query(said: str, reason: str, uri: str) -> UnreachableError | UsageError:
    if "DatabaseNotFound" in said:
        return UnreachableError(f"{uri}: has no such database ({reason}); check NEO4J_DATABASE")
    if "AccessMode" in said or NOT_A_READING_QUERY in said:  # as Neo4j and as `bankgraph serve` say it
        return UsageError(NOT_A_READING_QUERY)
    return UsageError(f"the query was refused: {reason}; mend the query")
