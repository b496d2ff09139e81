"""The schema compiled once: reading it takes a millisecond, parsing Turtle a hundred."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from .cache import digested
from .schema import Attribute, Label, NodeClass, Relation, Schema, Unit

if TYPE_CHECKING:
    from pathlib import Path

_SHIPPED = os.path.join(os.path.dirname(__file__), "bankgraph.ttl")
_Term = TypeVar("_Term")
_KIND = "schema-5"  # to be raised when the form changes in which a schema is kept


def shipped_ontology() -> Path:
    """Return the Turtle file that comes with bankgraph."""
    from pathlib import Path  # slow to import, and commands do without

    return Path(_SHIPPED)


def shipped_turtle() -> list[Path]:
    """Return the Turtle files that make the ontology; the schema is read from the first alone."""
    names = ("statements.ttl", "alignments.ttl", "competency.ttl")
    return [shipped_ontology(), *map(shipped_ontology().with_name, names)]


def load_schema(extra: Sequence[Path] = ()) -> Schema:
    """Return the shipped vocabulary, with the terms of the `extra` Turtle files added.

    Raises `InvalidDataError` where the Turtle is wrong and `UnreachableError` where it cannot be read.
    """

    def read() -> Schema:
        from .reader import read_ontology  # rdflib, only when the Turtle is new

        return read_ontology([shipped_ontology(), *extra])

    return digested(_KIND, [_SHIPPED, *extra], read, (encoded, _decode))


def encoded(schema: Schema) -> dict[str, Any]:
    """Return a vocabulary in JSON's terms."""
    return {name: _plain(getattr(schema, name)) for name in ("classes", "relations", "attributes", "units")}


def _plain(value: Any) -> Any:
    """A value in JSON's terms: terms as maps."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        named = getattr(value, "_fields", None)
        return _plain(dict(zip(named, value, strict=True))) if named else [_plain(item) for item in value]
    return value if isinstance(value, str | bool) else str(value)


def _decode(data: dict[str, Any]) -> Schema:
    return Schema(
        classes=_Terms(data["classes"], _class),
        relations=_Terms(data["relations"], _relation),
        attributes=_Terms(data["attributes"], _attribute),
        units=_Terms(data["units"], _unit),
    )


class _Terms(Mapping[str, _Term]):
    """Terms by name, each made when it is first asked for: most commands need few of them."""

    def __init__(self, data: dict[str, Any], make: Callable[[dict[str, Any]], _Term]) -> None:
        self._data = dict(data)
        self._make = make
        self._made: dict[str, _Term] = {}

    def __getitem__(self, name: str) -> _Term:
        if name not in self._made:
            self._made[name] = self._make(self._data[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


def _terms(data: dict[str, Any], *tuples: str) -> dict[str, Any]:
    labels = {k: Label(**data[k]) for k in ("label", "inverse", "definition") if k in data}
    return data | labels | {k: tuple(data[k]) for k in tuples}


def _class(data: dict[str, Any]) -> NodeClass:
    return NodeClass(**_terms(data, "ancestors"))


def _relation(data: dict[str, Any]) -> Relation:
    return Relation(**_terms(data, "domain", "range"))


def _attribute(data: dict[str, Any]) -> Attribute:
    values = {k: Label(**v) for k, v in data["values"].items()}
    words = {k: tuple(v) for k, v in data["words"].items()}
    return Attribute(**_terms(data, "domain", "hedges", "future") | {"values": values, "words": words})


def _unit(data: dict[str, Any]) -> Unit:
    from decimal import Decimal  # slow to import, and few need a unit

    return Unit(**_terms(data, "names", "ahead") | {"multiplier": Decimal(data["multiplier"])})
