"""An RDF file → its triples by subject, each problem with the place of its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, parse

from bankgraph.loaders.yaml_file import Step
from bankgraph.ontology import InvalidDataError, Problem, UnreachableError

from . import vocabulary as v
from .names import prefixed
from .serializing import FORMATS

Subject: TypeAlias = NamedNode | BlankNode | Triple
Term: TypeAlias = Subject | Literal
Resource: TypeAlias = Mapping[NamedNode, list[Term]]
"""What a file says of one subject: the objects of each property."""

_SAID_AS = {
    "zh": 'skos:prefLabel "…"@zh',
    "en": 'skos:prefLabel "…"@en',
    "at": "oa:start and oa:end of the citation's selector",
    "subject": "rdf:subject, or bg:reported that points at an observation",
    "predicate": "rdf:predicate",
    "object": "rdf:object",
    "metric": "bg:ofMetric",
    "published": "dcterms:issued",
}
"""Keys of the YAML, by which the messages go, in the terms of RDF."""


@dataclass(frozen=True)
class RdfFile:
    """A parsed file. Graphs are not told apart."""

    path: Path
    text: str
    resources: dict[Subject, dict[NamedNode, list[Term]]] = field(default_factory=dict)

    def problem(self, steps: tuple[Step, ...], what: str, mend: str) -> Problem:
        """Return a problem of the subject whose N-Triples form is the first step."""
        subject = str(steps[0]) if steps else ""
        line, column = self._place(subject)
        if said_as := _SAID_AS.get(str(steps[-1])) if steps else None:
            mend = f"{mend} (in RDF: {said_as})"
        return Problem(str(self.path), line, column, f"{_shown(subject)}: {what}" if subject else what, mend)

    def objects(self, subject: Subject, predicate: NamedNode) -> list[Term]:
        """Return what a property of a subject points at."""
        return self.resources.get(subject, {}).get(predicate, [])

    def triples(self) -> Iterator[tuple[Subject, NamedNode, Term]]:
        """Yield every triple."""
        for subject, properties in self.resources.items():
            for predicate, values in properties.items():
                yield from ((subject, predicate, value) for value in values)

    def of_type(self, cls: NamedNode) -> Iterator[Subject]:
        """Yield the subjects of a class."""
        return iter(self._by_type.get(cls, ()))

    @cached_property
    def _by_type(self) -> Mapping[Term, list[Subject]]:
        found: dict[Term, list[Subject]] = {}
        for subject, properties in self.resources.items():
            for cls in properties.get(v.TYPE, ()):
                found.setdefault(cls, []).append(subject)
        return found

    def _place(self, subject: str) -> tuple[int, int]:
        """Where a subject is described, or else first named; the top where it is not found."""
        iri = re.escape(subject.strip("<>"))
        local = re.escape(re.split(r"[#/]", subject.strip("<>"))[-1])
        name = rf"(?:{re.escape(subject)}|[\w-]*:{local}(?![\w-]))"
        for pattern in (rf"^\s*({name})\s", rf'"@id":\s*"({iri}|[\w-]+:{local})"', rf"({name})"):
            if local and (found := re.search(pattern, self.text, re.MULTILINE)):
                start = found.start(1)
                return self.text.count("\n", 0, start) + 1, start - self.text.rfind("\n", 0, start)
        return 1, 1


def parse_rdf(path: Path, form: str) -> RdfFile:
    """Return what a file in a syntax of `FORMATS` says. Nothing that it refers to is fetched.

    Raises `UnreachableError` where it cannot be read and `InvalidDataError` where the syntax is wrong.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreachableError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _invalid(path, line, 1, "is not UTF-8 text", "save the file as UTF-8") from error
    file = RdfFile(path, text)
    try:
        for quad in parse(text, FORMATS[form]):
            values = file.resources.setdefault(quad.subject, {}).setdefault(quad.predicate, [])
            if quad.object not in values:
                values.append(quad.object)
    except (SyntaxError, ValueError, OSError) as error:
        line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
        what = " ".join(str(getattr(error, "msg", None) or error).split())
        what = re.sub(r"^Parser error (at|between) line .*?: ", "", what)
        raise _invalid(path, line, column, f"not {form}: {what}", "mend the syntax there") from error
    return file


def _invalid(path: Path, line: int, column: int, what: str, mend: str) -> InvalidDataError:
    return InvalidDataError([Problem(str(path), line, column, what, mend)])


def _shown(subject: str) -> str:
    return (prefixed(NamedNode(subject[1:-1])) or subject) if subject.startswith("<") else subject
