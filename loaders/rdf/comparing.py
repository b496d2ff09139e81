"""What a file says that its knowledge does not: found by writing the knowledge again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from bankgraph.loaders.knowledge import Knowledge
from bankgraph.ontology import Problem, Schema, suggestion

from . import vocabulary as v
from .describing import text_of
from .names import prefixed
from .parsing import RdfFile, Subject, Term
from .writing import described

Renaming: TypeAlias = dict[Subject, NamedNode]
"""The IRI under which each subject of the file that was read is written again."""

_UNCOMPARED = (v.TYPE, v.ALIASES, v.FINGERPRINT, v.CONTENT_HASH)
_Key: TypeAlias = tuple[Subject, NamedNode, object]


def unkept(file: RdfFile, knowledge: Knowledge, schema: Schema, renaming: Renaming) -> Iterator[Problem]:
    """Yield a problem for each triple on a subject that was read which does not follow from the knowledge.

    Classes may be added (those above, or of other vocabularies), and lists may have cells of any name.
    """
    kept = {(s, p, _key(o)) for _, (s, p, o) in described(knowledge, schema) if p != v.ALIASES}
    terms = {a.iri for a in schema.attributes.values()} | {r.iri for r in schema.relations.values()}
    known = {prefixed(p) or "" for p in {p for _, p, _ in kept}.union(map(NamedNode, terms))}
    names = {**renaming, v.GRAPH: v.GRAPH, **_evidence_names(file, renaming)}
    for subject, name in names.items():
        for predicate, values in file.resources.get(subject, {}).items():
            if predicate in _UNCOMPARED:
                continue
            for value in values:
                renamed = names.get(value, value) if not isinstance(value, Literal) else value
                if (name, predicate, _key(renamed)) not in kept:
                    yield _problem(file, subject, predicate, value, known)


def _evidence_names(file: RdfFile, renaming: Renaming) -> Renaming:
    """Citations and spans by the IRIs that they are written with, which their statement and place give."""
    found: Renaming = {}
    for subject, name in renaming.items():
        for citation in _subjects(file, subject, v.EVIDENCE):
            for selector in _subjects(file, citation, v.HAS_SELECTOR):
                source = _local(file.objects(citation, v.HAS_SOURCE))
                start, end = _local(file.objects(selector, v.START)), _local(file.objects(selector, v.END))
                found[citation] = NamedNode(f"{name.value}#{source},{start},{end}")
                found[selector] = NamedNode(f"{found[citation].value}/selector")
    return found


def _subjects(file: RdfFile, subject: Subject, predicate: NamedNode) -> Iterator[Subject]:
    return (term for term in file.objects(subject, predicate) if not isinstance(term, Literal))


def _local(terms: list[Term]) -> str:
    return "".join((text_of(term) or "").rpartition("/")[2] for term in terms)


def _key(term: object) -> object:
    """What makes two terms the same here: numbers by their value, other literals by text and language."""
    if not isinstance(term, Literal):
        return term
    if term.datatype in v.NUMERIC:
        with suppress(InvalidOperation):
            return Decimal(term.value)
    return term.value, term.language


def _problem(file: RdfFile, subject: Subject, predicate: NamedNode, value: Term, known: set[str]) -> Problem:
    said = prefixed(predicate) or str(predicate)
    shown = (prefixed(value) if isinstance(value, NamedNode) else None) or str(value)
    near = "" if said in known else suggestion(said, known)
    return file.problem(
        (str(subject),),
        f"says {said} {shown}, which no statement and no property of the file bears out{near}",
        "remove it, or say it as a statement with its evidence",
    )
