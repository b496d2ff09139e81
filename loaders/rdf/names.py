"""IRIs as they are written: prefixed names where that is possible."""

import re
from functools import lru_cache

from pyoxigraph import NamedNode

from bankgraph.ontology.namespaces import PREFIXES

_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*", re.ASCII)


@lru_cache(maxsize=65536)
def prefixed(iri: NamedNode) -> str | None:
    """Return an IRI as a prefixed name that needs no escapes, None where there is none."""
    text = iri.value
    cut = max(text.rfind("#"), text.rfind("/")) + 1
    prefix, local = _PREFIX_OF.get(text[:cut]), text[cut:]
    return f"{prefix}:{local}" if prefix and _LOCAL.fullmatch(local) else None


def entity_iri(identifier: str) -> NamedNode:
    """Return the IRI of an entity."""
    return NamedNode(PREFIXES["id"] + identifier)


def source_iri(identifier: str) -> NamedNode:
    """Return the IRI of a source, and of the graph of what it states."""
    return NamedNode(PREFIXES["source"] + identifier)


def statement_iri(identifier: str) -> NamedNode:
    """Return the IRI of a statement."""
    return NamedNode(PREFIXES["statement"] + identifier)
