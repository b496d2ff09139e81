"""The graph as RDF, asked in SPARQL: Oxigraph over a directory in the user's cache.

A directory is built once under a name of its own, put in place by an atomic rename, and never written
again, so that any number of processes read it. Where the cache cannot be written, the store is in memory.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    serialize,
)

from bankgraph.ontology import UsageError, cache_directory
from bankgraph.ontology.namespaces import PREFIXES

from .protocol import NOT_A_READING_QUERY
from .sparql_text import is_update, refuse_service
from .values import Rows, Value

Build: TypeAlias = Callable[[], Iterable[Quad]]
"""Gives the triples; called only where they are not in the cache."""

_DAMAGED = (OSError, RuntimeError)
"""What Oxigraph raises for a directory that is not there, cannot be read or is not whole."""

_NEW = "new-triples-"
_KEPT = 8  # directories in the cache: those of older data go when another is built
_XSD = PREFIXES["xsd"]
_WHOLE = {f"{_XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger")}


class TripleStore:
    """Triples under a name that stands for exactly these; opened by the first query."""

    def __init__(self, name: str, build: Build) -> None:
        self._directory = cache_directory() / f"triples-{name}"
        self._build = build
        self._store: Store | None = None

    def query(self, sparql: str, given: Mapping[str, str] | None = None) -> Rows | bool | str:
        """Return the rows of a SELECT, the answer to an ASK, or the Turtle of a CONSTRUCT or DESCRIBE.

        The prefixes of `PREFIXES` are known. The variables in `given`, which a SELECT has to name, stand for
        the IRIs there and are left out of the rows. Rows hold IRIs in full. Raises `UsageError` for a query
        that is wrong, would change something, or would ask another server.
        """
        refuse_service(sparql)
        known = {Variable(name): NamedNode(iri) for name, iri in (given or {}).items()}
        try:
            return self._ask(self._store or self._opened(), sparql, known)
        except _DAMAGED:
            _discard(self._directory)
            return self._ask(self._opened(), sparql, known)

    def _ask(self, store: Store, sparql: str, known: Mapping[Variable, NamedNode]) -> Rows | bool | str:
        self._store = store
        try:
            found = store.query(sparql, prefixes=dict(PREFIXES), substitutions=dict(known))
        except SyntaxError as error:
            raise UsageError(_what_is_wrong(sparql, str(error))) from error
        if isinstance(found, QueryBoolean):
            return bool(found)
        if isinstance(found, QueryTriples):
            return _turtle(found)
        asked = [variable for variable in found.variables if variable not in known]
        rows = (tuple(_value(solution[variable]) for variable in asked) for solution in found)
        return Rows(tuple(variable.value for variable in asked), tuple(rows))

    def _opened(self) -> Store:
        try:
            return Store.read_only(str(self._directory))
        except _DAMAGED:
            _discard(self._directory)
        quads = list(self._build())
        try:
            _place(self._directory, quads)
            return Store.read_only(str(self._directory))
        except _DAMAGED:  # no place to write, or another process does the same
            return _filled(Store(), quads)


def _place(directory: Path, quads: Iterable[Quad]) -> None:
    """Build a store beside `directory` and rename it, unless another process was faster.

    Raises `OSError` where nothing can be written.
    """
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_NEW, dir=directory.parent) as new:
        _filled(Store(f"{new}/store"), quads).flush()
        if not directory.exists():
            Path(new, "store").rename(directory)
    built = sorted(directory.parent.glob("triples-*"), key=lambda d: d.stat().st_mtime, reverse=True)
    for old in built[_KEPT:]:
        _discard(old)


def _discard(directory: Path) -> None:
    """Remove a store, out of sight first, so that no one opens half of it."""
    with suppress(OSError), tempfile.TemporaryDirectory(prefix=_NEW, dir=directory.parent) as away:
        directory.rename(Path(away, "store"))


def _filled(store: Store, quads: Iterable[Quad]) -> Store:
    store.bulk_extend(quads)
    return store


def _value(term: NamedNode | BlankNode | Literal | Triple | None) -> Value:
    """A term as a row has it: a number or a yes or no as such, any other literal as its text."""
    match term:
        case None:
            return None
        case NamedNode():
            return term.value
        case Literal():
            return _literal_value(term)
        case _:
            return str(term)


def _literal_value(literal: Literal) -> Value:
    kind = literal.datatype.value
    if kind in _WHOLE:
        return int(literal.value)
    if kind in (f"{_XSD}decimal", f"{_XSD}double", f"{_XSD}float"):
        return float(Decimal(literal.value.replace("INF", "Infinity")))
    return literal.value == "true" if kind == f"{_XSD}boolean" else literal.value


def _turtle(triples: Iterable[Triple]) -> str:
    """Triples as Turtle, in an order that does not change, with the prefixes that it uses."""
    text = (
        serialize(sorted(triples, key=str), format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
    ).decode()
    lines = text.splitlines(keepends=True)
    body = "\n".join(line for line in lines if not line.startswith("@prefix "))
    used = (f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items() if re.search(rf"(?<!\w){p}:", body))
    return "".join(used) + body


def _what_is_wrong(sparql: str, said: str) -> str:
    """One line out of Oxigraph's message, which lists every character that might follow."""
    if is_update(sparql):
        return NOT_A_READING_QUERY
    place = re.search(r"(\d+):(\d+)", said)
    where = f" at {place[0]}" if place else ""
    if "Prefix not found" in said:
        known = ", ".join(PREFIXES)
        return f"the query was refused{where}: unknown prefix; declare it with PREFIX, or use one of {known}"
    expected = re.findall(r'"[^"]+"|\b[A-Z]{2,}\b', re.sub(r"\['.*?'\]", "", said, flags=re.DOTALL))
    what = f"expected {', '.join(expected[:8])}" if expected else "what stands there cannot follow"
    return f"the query was refused{where}: {what}; mend the query there"
