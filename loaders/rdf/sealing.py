"""The hash of an export: by it, a file that was cut off or changed is known from its triples alone."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode

from bankgraph.ontology.namespaces import PREFIXES
from bankgraph.stores import content_hash

from . import vocabulary as v

_DATA = tuple(f"<{PREFIXES[prefix]}" for prefix in ("id", "source", "statement"))


def hash_of(triples: Iterable[tuple[object, object, object]]) -> str:
    """Return a hash of the triples on entities, sources and statements, in any order, each once.

    It does not depend on how they are read, so that a file keeps it from release to release. Lists are
    left out, since their cells have no names; what stands in them is an alternative label as well.
    """
    lines = {
        f"{subject} {predicate} {value}"
        for subject, predicate, value in triples
        if predicate != v.ALIASES and not isinstance(value, BlankNode) and str(subject).startswith(_DATA)
    }
    return content_hash(sorted(lines))
