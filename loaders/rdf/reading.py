"""RDF → `Knowledge`: what a file says becomes declarations, and these are read by the rules of the YAML.

Nothing is dropped in silence: in the end the knowledge is written again, and what the file says beyond
that, or otherwise, is a problem.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode

from bankgraph.loaders.declarations import Declaration
from bankgraph.loaders.entities import read_entity, read_source
from bankgraph.loaders.knowledge import Entity, Knowledge, Naming, Source, Statement, merged
from bankgraph.loaders.known import Known
from bankgraph.loaders.memory import without_cycle_collection
from bankgraph.loaders.statements import StatementReader
from bankgraph.ontology import InvalidDataError, Problem, Schema, suggestion
from bankgraph.ontology.namespaces import PREFIXES

from . import vocabulary as v
from .comparing import Renaming, unkept
from .declaring import Declaring
from .describing import Values, text_of
from .names import statement_iri
from .parsing import RdfFile, Subject, parse_rdf
from .sealing import hash_of

_MEND = "take the whole file again, or leave its bg:GraphVersion out if the change is meant"


def from_rdf(path: Path, form: str, schema: Schema) -> Knowledge:
    """Return what an RDF file in a syntax of `FORMATS` says.

    Subjects that are neither entities, sources nor statements, such as terms of an ontology, are passed
    over. Raises `InvalidDataError` with every problem: data that the YAML could not say either, what
    cannot be kept, a statement or a graph that is not what its hash says; and `UnreachableError` for a file
    that cannot be read.
    """
    with without_cycle_collection():
        reading = _Reading(parse_rdf(path, form), schema)
        return reading.knowledge()


@dataclass(slots=True)
class _Reading:
    file: RdfFile
    schema: Schema
    problems: list[Problem] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    renaming: Renaming = field(default_factory=dict)

    def knowledge(self) -> Knowledge:
        declaring = Declaring(self.file, self.schema, self.problems)
        self._read_entities(declaring)
        self._read_sources(declaring)
        self._raise_problems()
        for subject, declared in declaring.statements():
            self._read_statement(subject, declared)
        self.problems += declaring.orphans(self.renaming)
        self._raise_problems()
        knowledge = Knowledge(self.entities, self.sources, tuple(self.statements.values()))
        self._check_whole(knowledge)
        self._raise_problems()
        return knowledge

    def _raise_problems(self) -> None:
        if self.problems:
            raise InvalidDataError(self.problems)

    def _note(self, subject: Subject | None, what: str, mend: str) -> None:
        self.problems.append(self.file.problem((str(subject),) if subject else (), what, mend))

    def _declaration(self, subject: Subject, values: Values) -> Declaration:
        return Declaration(self.file, (str(subject),), values, self.problems)

    def _read_entities(self, declaring: Declaring) -> None:
        for subject, identifier, cls in declaring.entities():
            declaration = self._declaration(subject, declaring.entity(subject))
            entity = read_entity(declaration, identifier, cls, self.schema)
            self.entities[identifier], self.known[identifier] = entity, Known.of(entity)
            self.renaming[subject] = NamedNode(PREFIXES["id"] + identifier)

    def _read_sources(self, declaring: Declaring) -> None:
        for subject, identifier in declaring.sources():
            if identifier in self.entities:
                self._note(subject, f"id '{identifier}' is that of an entity too", "rename one of the two")
            declaration = self._declaration(subject, declaring.source(subject, identifier))
            self.sources[identifier] = read_source(declaration)
            self.renaming[subject] = NamedNode(PREFIXES["source"] + identifier)

    def _read_statement(self, subject: Subject, declared: list[tuple[str, Values]]) -> None:
        """Read a statement once for each of its citations, whose source is given with it."""
        said: Statement | None = None
        for source, values in declared:
            if source not in self.sources:
                known = suggestion(source, self.sources)
                self._note(
                    subject, f"cites the unknown source '{source}'{known}", "describe it as a bg:Source"
                )
                continue
            one = self._read_citation(subject, self.sources[source], values)
            said = merged(said, one) if said and one else one or said
        if said is None:
            return
        self._check_id(subject, said.id)
        known_statement = self.statements.get(said.id)
        self.statements[said.id] = merged(known_statement, said) if known_statement else said

    def _read_citation(self, subject: Subject, source: Source, values: Values) -> Statement | None:
        reader = StatementReader(self.schema, self.known, source)
        if "named" in values:
            named = self._declaration(subject, values["named"])
            pieces = {identifier: reader.named(named, identifier) for identifier in named.names()}
            return next((Naming(i, evidence) for i, evidence in pieces.items() if evidence), None)
        return reader.statement(self._declaration(subject, values))

    def _check_id(self, subject: Subject, identifier: str) -> None:
        """A statement's IRI holds the hash of what it says; one with an IRI of another kind may have any."""
        iri = statement_iri(identifier)
        self.renaming[subject] = iri
        if str(subject).startswith(f"<{PREFIXES['statement']}") and subject != iri:
            what = f"does not say what its id stands for; the id of what it says is '{identifier}'"
            self._note(subject, what, "take what was there before, or give it that id")

    def _check_whole(self, knowledge: Knowledge) -> None:
        named = [text_of(value) for value in self.file.objects(v.GRAPH, v.CONTENT_HASH)]
        found = hash_of(self.file.triples())
        if named and named != [found]:
            what = f"has the hash {' and '.join(map(str, named))}, and what the file says has {found}"
            self._note(v.GRAPH, f"{what}: something was changed, added or lost", _MEND)
        if not knowledge.entities and not knowledge.sources and not named:
            what = "holds neither entities, sources nor statements of bankgraph"
            self._note(None, what, "write such a file with: bankgraph export graph")
        self.problems += unkept(self.file, knowledge, self.schema, self.renaming)
