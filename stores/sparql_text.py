"""What a SPARQL query asks for, told from its words: to change something, or another server."""

from __future__ import annotations

import re

from bankgraph.ontology import UsageError

_TOKEN = re.compile(
    r"""
      (?P<skipped> <[^<>"{}|^`\\\x00-\x20]*>            # an IRI
      | \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | \#[^\n\r]*
      | [?$@]\w+                                          # a variable or a language
      )
    | (?P<prefix> [\w.-]* ) : (?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*   # a prefixed name
    | (?P<word> \w+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_NO_SERVICE = "SERVICE asks another server, and bankgraph asks none; leave it out of the query"


def refuse_service(query: str) -> None:
    """Raise `UsageError` for a query that would ask another server.

    Oxigraph needs no space around a word, so that a number or a prefix may run into it (`1SERVICE:x`).
    SPARQL resolves escapes of characters before it looks for words: a query that holds any is refused for
    the word anywhere in it.
    """
    resolved = _resolved(query)
    escaped = resolved != query and "service" in resolved.lower()
    words = (found["word"] or found["prefix"] or "" for found in _TOKEN.finditer(query))
    if escaped or any("service" in word.lower() for word in words):
        raise UsageError(_NO_SERVICE)


def is_update(query: str) -> bool:
    """Whether the first word after the prologue is one of SPARQL Update."""
    words = (found["word"].upper() for found in _TOKEN.finditer(query) if found["word"])
    return next((word for word in words if word not in ("PREFIX", "BASE")), "") in _UPDATES


def _resolved(query: str) -> str:
    """A query with all escapes of characters resolved, those that come of resolving one included."""
    while (once := _ESCAPE.sub(_character, query)) != query:
        query = once
    return query


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else ""
