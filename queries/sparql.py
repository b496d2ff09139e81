"""A pack in SPARQL: the file `NAME.rq` beside its `NAME.cypher`, which gives the same rows.

A parameter is a variable of its name in capitals (`model` is `$MODEL`), to be given as an IRI. SPARQL has no
lists: a list of the Cypher is one text, its items joined by "; ".
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bankgraph.ontology import NotFoundError, UnreachableError
from bankgraph.ontology.namespaces import PREFIXES

from .pack import Pack


def sparql_of(pack: Pack) -> str:
    """Return a pack's query in SPARQL. Raises `NotFoundError` where it has none."""
    file = Path(pack.file).with_suffix(".rq")
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        known = ", ".join(sorted(f.stem for f in file.parent.glob("*.rq"))) or "none"
        raise NotFoundError(f"query '{pack.name}' is not there in SPARQL; these are: {known}") from error
    except OSError as error:
        raise UnreachableError(f"{file}: cannot be read ({error.strerror}); check the path") from error


def as_iris(pack: Pack, parameters: Mapping[str, str | int]) -> dict[str, str]:
    """Return the ids that a pack's parameters are, as IRIs by the names of the variables in its SPARQL."""
    of_source = {p.name for p in pack.parameters if p.type == "Source"}
    return {
        name.upper(): PREFIXES["source" if name in of_source else "id"] + str(value)
        for name, value in parameters.items()
    }
