"""Where statements are cited from: `evidence` on relations, CITES from observations and entities."""

import re
from collections.abc import Iterable

from bankgraph.queries import Relationship

from .picture import Citation
from .properties import Properties, integer, texts

_FRAGMENT = re.compile(r"(?P<source>.+)#char=(?P<start>\d{1,15}),(?P<end>\d{1,15})", re.DOTALL)


def evidence(properties: Properties) -> tuple[Citation, ...]:
    """Return the citations of a relation: its evidence, and each source named without any."""
    cited = {_citation(reference) for reference in texts(properties, "evidence")}
    named = {c.source for c in cited}
    bare = {Citation(source) for source in texts(properties, "sources") if source not in named}
    return tuple(sorted(cited | bare))


def _citation(reference: str) -> Citation:
    """Read `source-id#char=start,end` (RFC 5147); anything else is the id of a source."""
    if found := _FRAGMENT.fullmatch(reference):
        return Citation(found["source"], int(found["start"]), int(found["end"]))
    return Citation(reference)


def cited_from(relationships: Iterable[Relationship]) -> dict[str, tuple[Citation, ...]]:
    """Return the citations by the id of the node that these CITES relationships start from."""
    found: dict[str, set[Citation]] = {}
    for r in relationships:
        citation = Citation(r.end, integer(r.properties, "start"), integer(r.properties, "end"))
        found.setdefault(r.start, set()).add(citation)
    return {id_: tuple(sorted(citations)) for id_, citations in found.items()}
