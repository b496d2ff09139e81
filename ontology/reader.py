"""Turtle in, `Schema` out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from .errors import InvalidDataError, Problem, UnreachableError, suggestion
from .schema import Attribute, Label, NodeClass, Relation, Schema, Unit

BG = Namespace("https://w3id.org/bankgraph/ontology#")
QUDT = Namespace("http://qudt.org/schema/qudt/")

_META = {BG.Unit, BG.QuantityKind}
_TOPS = {BG.relatedTo, BG.qualifier, BG.qualifiedBy}
_QUALIFYING = (BG.qualifier, BG.qualifiedBy)
_PLAIN_COLOUR, _PLAIN_SHAPE = "#888888", "dot"


def read_ontology(files: Sequence[Path]) -> Schema:
    """Return the vocabulary that these Turtle files define together.

    Raises `InvalidDataError` with every term that is incomplete or contradicts another, and
    `UnreachableError` for a file that cannot be read.
    """
    graph = Graph()
    for file in files:
        parse_turtle(graph, file)
    return _Reader(graph, files).schema()


def parse_turtle(graph: Graph, file: Path) -> None:
    """Add the triples of a Turtle file to a graph. Raises as `read_ontology` does."""
    try:
        graph.parse(data=file.read_bytes().decode("utf-8-sig"), format="turtle")
    except OSError as error:
        raise UnreachableError(
            f"{file}: cannot be read ({error.strerror}); check the path of the ontology"
        ) from error
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        raise _invalid(file, before, "is not UTF-8 text", "save the file as UTF-8") from error
    except BadSyntax as error:
        # Its place is counted from its offset, because `error.lines` counts some line ends twice.
        before, why = error._str.decode()[: error._i], " ".join(error._why.split())
        raise _invalid(file, before, f"not Turtle: {why}", "mend the syntax there") from error
    except Exception as error:  # rdflib raises anything for a bad escape or language tag, without its place
        raise _invalid(file, "", f"not Turtle: {error}", "mend the syntax") from error


def _invalid(file: Path, before: str, what: str, mend: str) -> InvalidDataError:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return InvalidDataError([Problem(str(file), line, column, what, mend)])


def local_name(term: Node) -> str:
    """Return what follows the last `#` or `/` of an IRI."""
    return re.split(r"[#/]", str(term))[-1]


def snake_case(name: str) -> str:
    """Return `bankType` as `bank_type`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


class _Reader:
    """Reads one graph; collects the problems of all terms before it raises."""

    def __init__(self, graph: Graph, files: Sequence[Path]) -> None:
        self.graph = graph
        self.files = files
        self.problems: list[Problem] = []

    def schema(self) -> Schema:
        schema = Schema(
            classes={c.name: c for c in self._classes()},
            relations={r.name: r for r in self._relations()},
            attributes={a.name: a for a in self._attributes()},
            units={u.notation: u for u in self._units()},
        )
        self._check_names(schema)
        if self.problems:
            raise InvalidDataError(self.problems)
        return schema

    def _classes(self) -> Iterator[NodeClass]:
        for term in self._class_terms:
            yield NodeClass(
                name=local_name(term),
                label=self._label(term, SKOS.prefLabel),
                definition=self._label(term, SKOS.definition),
                ancestors=self._defined(term, self._ancestors(term)),
                colour=self._text(term, BG.colour) or _PLAIN_COLOUR,
                shape=self._text(term, BG.shape) or _PLAIN_SHAPE,
                iri=str(term),
            )

    def _ancestors(self, term: Node, below: tuple[Node, ...] = ()) -> list[str]:
        if term in below:
            self._problem(term, "is a subclass of itself", "break the circle of rdfs:subClassOf")
            return []
        parents = sorted(p for p in self.graph.objects(term, RDFS.subClassOf) if isinstance(p, URIRef))
        names = [n for p in parents for n in (*self._ancestors(p, (*below, term)), local_name(p))]
        return list(dict.fromkeys(names))

    def _relations(self) -> Iterator[Relation]:
        for term in self._terms(OWL.ObjectProperty):
            if term in _TOPS or self._is_attribute(term):
                continue
            yield Relation(
                name=snake_case(local_name(term)).upper(),
                label=self._label(term, SKOS.prefLabel),
                inverse=self._label(term, BG.inverseLabel),
                definition=self._label(term, SKOS.definition),
                domain=self._members(term, RDFS.domain),
                range=self._members(term, RDFS.range),
                curated=BG.relatedTo in self.graph.transitive_objects(term, RDFS.subPropertyOf),
                part_whole=DCTERMS.isPartOf in self.graph.transitive_objects(term, RDFS.subPropertyOf),
                iri=str(term),
            )

    def _attributes(self) -> Iterator[Attribute]:
        for term in self._attribute_terms:
            datatype = self._datatype(term)
            yield Attribute(
                name=snake_case(local_name(term)),
                label=self._label(term, SKOS.prefLabel),
                definition=self._label(term, SKOS.definition),
                domain=self._members(term, RDFS.domain),
                datatype=local_name(datatype),
                values=self._values(term),
                qualifier=any((term, RDFS.subPropertyOf, top) in self.graph for top in _QUALIFYING),
                words={self._notation(c): self._words(c) for c in self._concepts(term)},
                hedges=("*",) if self._is(term, BG.hedging) else self._those(term, BG.hedging),
                future=self._those(term, BG.future),
                against={
                    self._notation(c): before
                    for c in self._concepts(term)
                    if (before := self._text(c, BG.against))
                },
                iri=str(term),
                datatype_iri=str(datatype),
                value_iris={self._notation(c): str(c) for c in self._concepts(term)},
            )

    @cached_property
    def _attribute_terms(self) -> list[URIRef]:
        """Properties whose values are literals, and those that only the property graph stores as a text."""
        kinds = (OWL.ObjectProperty, OWL.AnnotationProperty)
        stored = {t for kind in kinds for t in self._terms(kind) if self._is_attribute(t)}
        return sorted(stored.union(self._terms(OWL.DatatypeProperty)) - _TOPS)

    def _is_attribute(self, term: Node) -> bool:
        """Whether a property of another kind is stored as a text: an item of a list, or marked so."""
        return any((term, mark, None) in self.graph for mark in (BG.valuesFrom, BG.storedAs))

    def _datatype(self, term: Node) -> Node:
        if (term, BG.valuesFrom, None) in self.graph:
            return XSD.string  # an item of a closed list is stored by its notation
        stored, ranges = self.graph.value(term, BG.storedAs), self.graph.objects(term, RDFS.range)
        return stored or next(iter(sorted(ranges, key=str)), XSD.string)

    def _values(self, term: Node) -> Mapping[str, Label]:
        return {self._notation(c): self._label(c, SKOS.prefLabel) for c in self._concepts(term)}

    def _concepts(self, attribute: Node) -> list[Node]:
        scheme = self.graph.value(attribute, BG.valuesFrom)
        return sorted(self.graph.subjects(SKOS.inScheme, scheme), key=str) if scheme else []

    def _words(self, term: Node) -> tuple[str, ...]:
        return tuple(sorted(map(str, self.graph.objects(term, SKOS.hiddenLabel))))

    def _those(self, attribute: Node, mark: URIRef) -> tuple[str, ...]:
        """The values of an attribute that carry a mark."""
        return tuple(self._notation(c) for c in self._concepts(attribute) if self._is(c, mark))

    def _is(self, term: Node, mark: URIRef) -> bool:
        return (term, mark, Literal(True)) in self.graph

    def _units(self) -> Iterator[Unit]:
        taken: dict[str, Node] = {}
        order = {name: rank for rank, name in enumerate(self._places)}  # a clash is noted at the later unit
        for term in sorted(self._terms(BG.Unit), key=lambda t: order.get(local_name(t), len(order))):
            kind, canonical = self._measure(term)
            multiplier = self._multiplier(term)
            if kind is None or canonical is None or multiplier is None:
                self._problem(
                    term,
                    "is a unit without a defined kind, a multiplier above 0 or a reference unit of its kind",
                    "give it qudt:hasQuantityKind, qudt:conversionMultiplier and bg:referenceUnit",
                )
                continue
            label = self._label(term, SKOS.prefLabel)
            notation = self._notation(term)
            others = sorted(map(str, self.graph.objects(term, SKOS.altLabel)))
            names = tuple(dict.fromkeys((notation, label.zh, label.en, *others)))
            for name in names:
                if (other := taken.setdefault(name, term)) != term:
                    self._problem(
                        term, f"shares the name '{name}' with {local_name(other)}", "rename one of them"
                    )
            yield Unit(
                notation=notation,
                names=names,
                label=label,
                kind=self._notation(kind),
                multiplier=multiplier,
                canonical=self._notation(canonical),
                ahead=self._words(term),
                tacit=self._is(term, BG.tacit),
                additive=self._is(kind, BG.additive),
                change_as=self._text(term, BG.changeAs),
                iri=str(term),
            )

    def _measure(self, unit: Node) -> tuple[Node | None, Node | None]:
        """A unit's quantity kind and its reference unit, None where it is not defined or of another kind."""
        kind = self.graph.value(unit, QUDT.hasQuantityKind)
        canonical = self.graph.value(unit, BG.referenceUnit)
        known = (kind, RDF.type, BG.QuantityKind) in self.graph
        alike = (canonical, RDF.type, BG.Unit) in self.graph and (
            self.graph.value(canonical, QUDT.hasQuantityKind) == kind
        )
        return kind if known else None, canonical if alike else None

    def _multiplier(self, unit: Node) -> Decimal | None:
        try:
            multiplier = Decimal(str(self.graph.value(unit, QUDT.conversionMultiplier)))
        except InvalidOperation:
            return None
        return multiplier if multiplier.is_finite() and multiplier > 0 else None

    @cached_property
    def _class_terms(self) -> list[URIRef]:
        return [t for t in self._terms(OWL.Class) if t not in _META]

    def _terms(self, kind: Node) -> list[URIRef]:
        found = (t for t in self.graph.subjects(RDF.type, kind) if isinstance(t, URIRef))
        return sorted(t for t in found if not self._is_foreign(t))

    def _is_foreign(self, term: Node) -> bool:
        """Whether a term is only used here: another vocabulary defines it, and it is not named."""
        defined, named = (term, RDFS.isDefinedBy, None), (term, SKOS.prefLabel, None)
        return defined in self.graph and named not in self.graph

    def _members(self, term: Node, predicate: URIRef) -> tuple[str, ...]:
        """Class names of a domain or range: one class, or the members of an owl:unionOf."""
        names: list[str] = []
        for value in self.graph.objects(term, predicate):
            union = self.graph.value(value, OWL.unionOf) if isinstance(value, BNode) else None
            names += map(local_name, Collection(self.graph, union) if union else [value])
        return self._defined(term, names)

    def _defined(self, term: Node, names: Sequence[str]) -> tuple[str, ...]:
        """Return the names of classes that `term` speaks of, noting those that are not defined."""
        known = [local_name(c) for c in self._class_terms]
        for name in names:
            if name not in known:
                what = f"speaks of class {name}, which is not defined{suggestion(name, known)}"
                self._problem(term, what, "define it or mend the name")
        return tuple(names)

    def _label(self, term: Node, predicate: URIRef) -> Label:
        by_language = {
            o.language: str(o) for o in self.graph.objects(term, predicate) if isinstance(o, Literal)
        }
        for language in ("zh", "en"):
            if language not in by_language:
                self._problem(
                    term,
                    f"has no {local_name(predicate)} in {language}",
                    f'add one: {local_name(predicate)} "…"@{language}',
                )
        return Label(zh=by_language.get("zh", ""), en=by_language.get("en", ""))

    def _notation(self, term: Node) -> str:
        return self._text(term, SKOS.notation) or local_name(term)

    def _text(self, term: Node, predicate: URIRef) -> str:
        return str(self.graph.value(term, predicate) or "")

    def _check_names(self, schema: Schema) -> None:
        # One name for a label and a relationship type is refused by ArcadeDB.
        for name in {*schema.classes} & {*schema.relations}:
            self._problem(BG[name], "is both a class and a relation", "rename one of them")
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
            for one, other in pairwise(sorted(self._terms(kind), key=local_name)):
                if local_name(one) == local_name(other):
                    self._problem(other, f"stands for both <{one}> and <{other}>", "rename one of them")

    def _problem(self, term: Node, what: str, mend: str) -> None:
        file, line, column = self._places.get(local_name(term), (str(self.files[0]), 1, 1))
        self.problems.append(Problem(file, line, column, f"{local_name(term)} {what}", mend))

    @cached_property
    def _places(self) -> dict[str, tuple[str, int, int]]:
        """Where each term is defined: a line that starts with its prefixed name and the keyword `a`."""
        places: dict[str, tuple[str, int, int]] = {}
        for file in self.files:
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if found := re.match(r"\s*[\w-]*:([\w-]+)\s+a\s", line):
                    places.setdefault(found[1], (str(file), number, found.start(1) + 1))
        return places
