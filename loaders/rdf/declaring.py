"""What an RDF file says, in the words of the YAML: one mapping for each entity, source and citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from bankgraph.ontology import Attribute, Problem, Schema, suggestion
from bankgraph.ontology.namespaces import PREFIXES

from . import vocabulary as v
from .describing import Described, Values, id_in, name_of, present
from .parsing import RdfFile, Subject, Term

_FIGURE = {"value": v.VALUE, "unit": v.UNIT}
_CHANGE = {"value": v.CHANGE_VALUE, "unit": v.CHANGE_UNIT, "baseline": v.CHANGE_BASELINE}
_SOURCE = {
    "title": v.TITLE,
    "publisher": v.PUBLISHER,
    "published": v.ISSUED,
    "language": v.LANGUAGE,
    "sha256": v.SHA256,
    "characters": v.CHARACTERS,
    "url": v.URL,
}


@dataclass(frozen=True)
class Declaring:
    """The subjects of a file that are data, and what they declare. What is wrong is noted, not raised."""

    file: RdfFile
    schema: Schema
    problems: list[Problem]

    def entities(self) -> Iterator[tuple[Subject, str, str]]:
        """Yield each entity's subject, id and class."""
        for subject, properties in self.file.resources.items():
            types = properties.get(v.TYPE, [])
            classes = [self._classes[c] for c in types if c in self._classes]
            named = str(subject).startswith(f"<{PREFIXES['id']}")
            if named and classes:
                yield subject, id_in("id", subject) or "", self._most_special(subject, classes)
            elif named:
                self._note_no_class(subject, types)
            elif classes:
                self._of(subject).note("is an entity whose IRI is not one of id:", "name it id:some-name")

    def sources(self) -> Iterator[tuple[Subject, str]]:
        """Yield each source's subject and id."""
        for subject in self.file.of_type(v.SOURCE):
            if str(subject).startswith(f"<{PREFIXES['source']}"):
                yield subject, id_in("source", subject) or ""
            else:
                what = "is a source whose IRI is not one of source:"
                self._of(subject).note(what, "name it source:some-name")

    def entity(self, subject: Subject) -> Values:
        """Return what an entity declares."""
        described = self._of(subject)
        values: Values = {**described.by_language(v.PREF_LABEL)}
        if aliases := described.aliases():
            values["aliases"] = aliases
        if note := described.by_language(v.NOTE):
            values["description"] = note
        for iri, attribute in self._attributes.items():
            if described.all(iri):
                values[attribute.name] = described.attribute(attribute)
        return values

    def source(self, subject: Subject, identifier: str) -> Values:
        """Return what a source declares."""
        return {"id": identifier, **self._of(subject).given(_SOURCE)}

    def statements(self) -> Iterator[tuple[Subject, list[tuple[str, Values]]]]:
        """Yield each statement with, for each of its citations, the id of the source and what is declared."""
        kinds = ((v.RELATION, self._relation), (v.OBSERVATION, self._observation), (v.NAMING, self._naming))
        for cls, said in kinds:
            for subject in self.file.of_type(cls):
                described = self._of(subject)
                values, citations = said(described), described.all(v.EVIDENCE)
                if not citations:
                    mend = "add bg:evidence: a bg:Citation with oa:hasSource and oa:hasSelector"
                    described.note("cites nothing", mend)
                yield subject, [_cited(values, described.other(citation)) for citation in citations]

    def orphans(self, statements: Iterable[Subject]) -> Iterator[Problem]:
        """Yield a problem for each citation and span that belongs to none of the statements."""
        citations = {c for statement in statements for c in self._of(statement).all(v.EVIDENCE)}
        spans = {span for citation in citations for span in self._of(citation).all(v.HAS_SELECTOR)}
        for cls, owned in ((v.CITATION, citations), (v.SELECTOR, spans)):
            for subject in self.file.of_type(cls):
                if subject not in owned:
                    what, mend = "belongs to no statement", "point at it with bg:evidence, or remove it"
                    yield self.file.problem((str(subject),), what, mend)

    @cached_property
    def _classes(self) -> Mapping[Term, str]:
        return {NamedNode(self.schema.classes[name].iri): name for name in self.schema.entity_classes}

    @cached_property
    def _attributes(self) -> Mapping[NamedNode, Attribute]:
        own = (a for attributes in self.schema.own_attributes.values() for a in attributes)
        return {NamedNode(attribute.iri): attribute for attribute in own}

    @cached_property
    def _relations(self) -> Mapping[str, str]:
        return {self.schema.relations[name].iri: name for name in self.schema.curated_relations}

    @cached_property
    def _reporting(self) -> Mapping[Term, list[Subject]]:
        """The subjects that report each observation."""
        found: dict[Term, list[Subject]] = {}
        for subject in self.file.resources:
            for observation in self.file.objects(subject, v.REPORTED):
                found.setdefault(observation, []).append(subject)
        return found

    def _of(self, subject: Term) -> Described:
        return Described(self.file, self.schema, self.problems, subject)

    def _relation(self, described: Described) -> Values:
        predicate = described.text(v.PREDICATE)
        return {
            "subject": described.entity(v.SUBJECT),
            "predicate": self._relations.get(predicate or "", predicate),
            "object": described.entity(v.OBJECT),
            **self._qualifiers(described),
        }

    def _observation(self, described: Described) -> Values:
        reporting = self._reporting.get(described.subject, []) if described.subject else []
        if len(reporting) > 1:
            described.note("is reported of several subjects", "keep one bg:reported that points at it")
        change = described.given(_CHANGE) | {
            "comparator": described.listed("change_comparator"),
            "basis": described.listed("change_basis"),
        }
        optional = described.given(_FIGURE) | {
            "about": described.entity(v.ABOUT),
            "comparator": described.listed("comparator"),
            "change": present(change) or None,
        }
        return {
            "subject": id_in("id", reporting[0]) if reporting else None,
            "metric": described.entity(v.OF_METRIC),
            **present(optional),
            **self._qualifiers(described),
        }

    def _naming(self, described: Described) -> Values:
        return {"named": described.entity(v.SUBJECT) or ""}

    def _qualifiers(self, described: Described) -> Values:
        qualifiers = self.schema.qualifiers.values()
        return {q.name: described.attribute(q) for q in qualifiers if described.all(NamedNode(q.iri))}

    def _most_special(self, subject: Subject, classes: list[str]) -> str:
        """The class of an entity; a file may name the classes above it as well."""
        above = {label for name in classes for label in self.schema.classes[name].ancestors}
        special = [name for name in classes if name not in above]
        if len(special) > 1:
            self._of(subject).note(f"is both {' and '.join(special)}", "keep one class")
        return special[0]

    def _note_no_class(self, subject: Subject, types: Iterable[Term]) -> None:
        names = [name_of(t) if isinstance(t, NamedNode) else str(t) for t in types]
        known = [name_of(NamedNode(self.schema.classes[name].iri)) for name in self.schema.entity_classes]
        what = f"is of no class of the vocabulary ({', '.join(names)})" if names else "has no class"
        near = suggestion(names[0], known) if names else ""
        self._of(subject).note(what + near, f"use one of: {', '.join(known[:12])}, …")


def _cited(values: Values, citation: Described) -> tuple[str, Values]:
    """The id of a citation's source, and what its statement declares there."""
    source = id_in("source", citation.one(v.HAS_SOURCE)) or ""
    selector = citation.other(citation.one(v.HAS_SELECTOR))
    span = [selector.value(v.START), selector.value(v.END)]
    if "named" in values:
        return source, {"named": {values["named"]: span}}
    return source, {**values, "at": span, **present({"as_written": citation.text(v.AS_WRITTEN)})}
