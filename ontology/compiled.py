"""The schema compiled once: reading it takes a millisecond, parsing Turtle a hundred."""

import dataclasses
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from .errors import UnreachableError
from .schema import Attribute, Label, NodeClass, Relation, Schema, Unit

_FORMAT = 3  # raise when the shape of the compiled file changes


def shipped_ontology() -> Path:
    """Return the Turtle file that comes with bankgraph."""
    return Path(str(resources.files(__package__).joinpath("bankgraph.ttl")))


def shipped_turtle() -> list[Path]:
    """Return the Turtle files that make the ontology; the schema is read from the first alone."""
    names = ("statements.ttl", "alignments.ttl", "competency.ttl")
    return [shipped_ontology(), *map(shipped_ontology().with_name, names)]


def load_schema(extra: Sequence[Path] = ()) -> Schema:
    """Return the shipped vocabulary, with the terms of the `extra` Turtle files added.

    Compiled forms are kept in the user's cache directory, named by the hash of the Turtle. Raises
    `InvalidDataError` where the Turtle is wrong and `UnreachableError` where it cannot be read.
    """
    files = [shipped_ontology(), *extra]
    cached = cache_directory() / f"schema-{_FORMAT}-{_hash(files)}.json"
    try:
        return _decode(json.loads(cached.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError):  # none, or damaged
        from .reader import read_ontology  # rdflib, only when the Turtle is new

        schema = read_ontology(files)
        _write(cached, json.dumps(dataclasses.asdict(schema), ensure_ascii=False, default=str))
        return schema


def _hash(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        try:
            digest.update(file.read_bytes())
        except OSError as error:
            raise UnreachableError(
                f"{file}: cannot be read ({error.strerror}); check the path of the ontology"
            ) from error
    return digest.hexdigest()[:20]


def cache_directory() -> Path:
    """Return where what can be made again is kept; `BANKGRAPH_CACHE` names another place."""
    return Path(os.environ.get("BANKGRAPH_CACHE") or user_cache_path("bankgraph"))


def _write(file: Path, text: str) -> None:
    """Write atomically; a cache that cannot be written is done without."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).replace(file)
    except OSError:
        return


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
