"""The schema compiled once: reading it takes a millisecond, parsing Turtle a hundred."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from .cache import digested
from .schema import Attribute, Label, NodeClass, Relation, Schema, Unit

_KIND = "schema-5"  # to be raised when the form changes in which a schema is kept


def shipped_ontology() -> Path:
    """Return the Turtle file that comes with bankgraph."""
    return Path(__file__).with_name("bankgraph.ttl")


def shipped_turtle() -> list[Path]:
    """Return the Turtle files that make the ontology; the schema is read from the first alone."""
    names = ("statements.ttl", "alignments.ttl", "competency.ttl")
    return [shipped_ontology(), *map(shipped_ontology().with_name, names)]


def load_schema(extra: Sequence[Path] = ()) -> Schema:
    """Return the shipped vocabulary, with the terms of the `extra` Turtle files added.

    Raises `InvalidDataError` where the Turtle is wrong and `UnreachableError` where it cannot be read.
    """
    files = [shipped_ontology(), *extra]

    def read() -> Schema:
        from .reader import read_ontology  # rdflib, only when the Turtle is new

        return read_ontology(files)

    return digested(_KIND, files, read, (encoded, _decode))


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
    return str(value) if isinstance(value, Decimal) else value


def _decode(data: dict[str, Any]) -> Schema:
    return Schema(
        classes={k: NodeClass(**_terms(v, "ancestors")) for k, v in data["classes"].items()},
        relations={k: Relation(**_terms(v, "domain", "range")) for k, v in data["relations"].items()},
        attributes={k: _attribute(v) for k, v in data["attributes"].items()},
        units={k: _unit(v) for k, v in data["units"].items()},
    )


def _terms(data: dict[str, Any], *tuples: str) -> dict[str, Any]:
    labels = {k: Label(**data[k]) for k in ("label", "inverse", "definition") if k in data}
    return data | labels | {k: tuple(data[k]) for k in tuples}


def _attribute(data: dict[str, Any]) -> Attribute:
    values = {k: Label(**v) for k, v in data["values"].items()}
    words = {k: tuple(v) for k, v in data["words"].items()}
    return Attribute(**_terms(data, "domain", "hedges", "future") | {"values": values, "words": words})


def _unit(data: dict[str, Any]) -> Unit:
    return Unit(**_terms(data, "names", "ahead") | {"multiplier": Decimal(data["multiplier"])})
