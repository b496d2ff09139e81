"""One subject of an RDF file, property by property, as Python values; what is wrong is noted, not raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode

from bankgraph.ontology import Attribute, Problem, Schema
from bankgraph.ontology.namespaces import PREFIXES

from . import vocabulary as v
from .names import prefixed
from .parsing import RdfFile, Term

Values: TypeAlias = dict[str, Any]
"""A mapping as a curator writes it."""


@dataclass(frozen=True, slots=True)
class Described:
    """What a file says of a subject. A subject that is None, or a literal, says nothing."""

    file: RdfFile
    schema: Schema
    problems: list[Problem]
    subject: Term | None

    def other(self, subject: Term | None) -> Described:
        """Return what the file says of another subject."""
        return Described(self.file, self.schema, self.problems, subject)

    def note(self, what: str, mend: str) -> None:
        """Note what is wrong with the subject."""
        self.problems.append(self.file.problem((str(self.subject),), what, mend))

    def all(self, predicate: NamedNode) -> list[Term]:
        """Return every object of a property."""
        if self.subject is None or isinstance(self.subject, Literal):
            return []
        return self.file.objects(self.subject, predicate)

    def one(self, predicate: NamedNode) -> Term | None:
        """Return the object of a property that has one; note where it has several."""
        found = self.all(predicate)
        if len(found) > 1:
            self.note(f"has {len(found)} of {name_of(predicate)}", "keep one of them")
        return found[0] if found else None

    def text(self, predicate: NamedNode) -> str | None:
        """Return the text of a literal, or an IRI as it is."""
        return text_of(self.one(predicate))

    def value(self, predicate: NamedNode) -> Any:
        """Return a whole number or a yes or no as Python has it, and anything else as text."""
        return value_of(self.one(predicate))

    def entity(self, predicate: NamedNode) -> str | None:
        """Return the id of the entity that a property points at."""
        return id_in("id", self.one(predicate))

    def given(self, properties: Mapping[str, NamedNode]) -> Values:
        """Return the values of properties that are there, by the keys of the YAML."""
        return present({key: self.value(predicate) for key, predicate in properties.items()})

    def by_language(self, predicate: NamedNode) -> dict[str, str]:
        """Return the texts of a property in zh and en."""
        found: dict[str, str] = {}
        for value in self.all(predicate):
            language = value.language if isinstance(value, Literal) else None
            if language not in ("zh", "en"):
                what = f"{name_of(predicate)} {value} is neither in zh nor in en"
                self.note(what, 'write it as "…"@zh or "…"@en')
            elif found.setdefault(language, text_of(value) or "") != text_of(value):
                self.note(f"has two of {name_of(predicate)} in {language}", "keep one of them")
        return found

    def aliases(self) -> list[str]:
        """Return the aliases in their order; where there is no list, the alternative labels, sorted."""
        cell = self.other(self.one(v.ALIASES))
        if cell.subject is None:
            return sorted(text_of(label) or "" for label in self.all(v.ALT_LABEL))
        found: list[str] = []
        seen: set[Term | None] = set()
        while cell.subject != v.NIL:
            first = cell.text(v.FIRST)
            if first is None or cell.subject in seen:
                self.note("bg:aliases is not a list", 'write it as ( "one" "two" )')
                return []
            seen.add(cell.subject)
            found.append(first)
            cell = cell.other(cell.one(v.REST))
        return found

    def attribute(self, attribute: Attribute) -> Any:
        """Return the value of an attribute as a curator writes it."""
        predicate = NamedNode(attribute.iri)
        if attribute.localized:
            return self.by_language(predicate)
        if attribute.value_iris:
            return self.listed(attribute.name)
        if attribute.datatype == "entityId":
            return self.entity(predicate)
        return self.value(predicate) if attribute.datatype == "boolean" else self.text(predicate)

    def listed(self, attribute: str) -> str | None:
        """Return a value of a closed list; an IRI that is not of the list stays as it is, to be refused."""
        known = self.schema.attributes[attribute]
        found = self.text(NamedNode(known.iri))
        return next((value for value, iri in known.value_iris.items() if iri == found), found)


def id_in(prefix: str, term: Term | None) -> str | None:
    """Return the id in an IRI of the project; of any other term its text, which is no known id."""
    text = text_of(term)
    return text and text.removeprefix(PREFIXES[prefix])


def text_of(term: Term | None) -> str | None:
    """Return what a literal says or an IRI is."""
    if term is None:
        return None
    return term.value if isinstance(term, Literal | NamedNode) else str(term)


def value_of(term: Term | None) -> Any:
    """Return a literal as Python has it where it is a whole number or a yes or no; else its text."""
    text = text_of(term)
    if not isinstance(term, Literal) or text is None:
        return text
    if term.datatype == v.BOOLEAN:
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    if term.datatype in v.WHOLE and text.lstrip("+-").isdecimal() and len(text) < v.LONGEST_NUMBER:
        return int(text)
    return text


def name_of(iri: NamedNode) -> str:
    """Return an IRI as a message shows it."""
    return prefixed(iri) or str(iri)


def present(values: Values) -> Values:
    """Return the values that are not None."""
    return {key: value for key, value in values.items() if value is not None}
