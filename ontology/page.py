"""docs/ontology.md, written from the Turtle: `python -m bankgraph.ontology.page` prints it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from .namespaces import PREFIXES
from .reader import BG, local_name, snake_case
from .terms import Terms, iris
from .whole import whole_ontology

_QUDT = Namespace(PREFIXES["qudt"])
_MATCHES = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)
_TOPS = (BG.relatedTo, BG.qualifier, BG.qualifiedBy, BG.answeredBy)
_CHARACTERISTICS = {
    OWL.FunctionalProperty: "functional 函数性",
    OWL.InverseFunctionalProperty: "inverse functional 反函数性",
    OWL.SymmetricProperty: "symmetric 对称",
    OWL.AsymmetricProperty: "asymmetric 非对称",
    OWL.TransitiveProperty: "transitive 传递",
    OWL.IrreflexiveProperty: "irreflexive 非自反",
}
_HEAD = """\
# The ontology 本体

Written from `ontology/*.ttl` by `make docs`; do not edit. 由 `make docs` 从 Turtle 生成，请勿手工修改。

OWL 2 DL. `bankgraph export ontology` writes it as one Turtle file, `bankgraph export shapes` the SHACL
shapes of the graphs that it describes. How classes, relations and attributes look as labels, relationship
types and properties is in [graph-model.md](graph-model.md); how to add one, in
[CONTRIBUTING.md](../CONTRIBUTING.md).
"""


def page(graph: Graph) -> str:
    """Return the page of an ontology in Markdown."""
    return "\n".join(_Page(Terms(graph)).lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    """Each method gives the lines of one section."""

    terms: Terms

    def lines(self) -> Iterator[str]:
        yield _HEAD
        yield from self._classes()
        yield from self._relations()
        yield from self._attributes()
        yield from self._lists()
        yield from self._units()
        yield from self._matches()
        yield from self._questions()

    # ------------------------------------------------------------ classes

    def _classes(self) -> Iterator[str]:
        yield "## Classes 类\n"
        for top in (t for t in self.terms.of_kind(OWL.Class) if not self._parents(t)):
            yield from self._tree(top, 0)
        yield ""
        yield "Of the classes in one line, no thing is of two. 同列各类互不相交。\n"
        for axiom in sorted(self._disjoint()):
            yield f"- {axiom}"
        yield ""

    def _tree(self, cls: URIRef, depth: int) -> Iterator[str]:
        yield f"{'  ' * depth}- {self._named(cls)}: {self._defined(cls)}"
        for below in self.terms.of_kind(OWL.Class):
            if cls in self._parents(below):
                yield from self._tree(below, depth + 1)

    def _parents(self, cls: URIRef) -> list[URIRef]:
        ours = self.terms.of_kind(OWL.Class)
        return [p for p in self.terms.all(cls, RDFS.subClassOf) if p in ours]

    def _disjoint(self) -> Iterator[str]:
        graph = self.terms.graph
        for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
            yield ", ".join(_code(c) for c in iris(graph.items(graph.value(axiom, OWL.members))))  # type: ignore[arg-type]
        for one, other in graph.subject_objects(OWL.disjointWith):
            yield ", ".join(_code(c) for c in iris((one, other)))

    # ------------------------------------------------------------ relations

    def _relations(self) -> Iterator[str]:
        curated = self.terms.below(RDFS.subPropertyOf, BG.relatedTo)
        things = [t for t in self.terms.of_kind(OWL.ObjectProperty) if not self.terms.is_attribute(t)]
        yield "## Relations between entities 实体之间的关系\n"
        yield f"All are below {self._named(BG.relatedTo)}. 均为其子属性。\n"
        yield from self._relation_table(curated)
        yield "## Relations that carry statements 承载陈述的关系\n"
        yield from self._relation_table([t for t in things if t not in (*curated, *_TOPS)])

    def _relation_table(self, relations: Iterable[URIRef]) -> Iterator[str]:
        rows = [
            (
                _code(term),
                f"{self._both(term)}; {self._both(term, BG.inverseLabel)}",
                _codes(self.terms.classes(term, RDFS.domain)),
                _codes(self.terms.classes(term, RDFS.range)),
                ", ".join(word for kind, word in _CHARACTERISTICS.items() if self.terms.is_a(term, kind)),
                self._defined(term),
            )
            for term in relations
        ]
        yield from _table(
            ("relation", "name; inverse 名称；反向", "from 主语", "to 宾语", "is 特性", "definition 定义"),
            rows,
        )

    # ------------------------------------------------------------ attributes

    def _attributes(self) -> Iterator[str]:
        kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        every = [t for kind in kinds for t in self.terms.of_kind(kind)]
        stored = iris(
            t for t in every if self.terms.is_attribute(t) or self.terms.is_a(t, OWL.DatatypeProperty)
        )
        qualifiers = [t for t in stored if self._is_qualifier(t)]
        yield "## Qualifiers of statements 陈述的限定词\n"
        yield from self._attribute_table(qualifiers)
        yield "## Attributes 属性\n"
        yield from self._attribute_table([t for t in stored if t not in (*qualifiers, *_TOPS)])

    def _is_qualifier(self, term: URIRef) -> bool:
        return not {BG.qualifier, BG.qualifiedBy}.isdisjoint(self.terms.all(term, RDFS.subPropertyOf))

    def _attribute_table(self, attributes: Iterable[URIRef]) -> Iterator[str]:
        rows = [
            (
                _code(term),
                f"`{snake_case(local_name(term))}`",
                self._both(term),
                _codes(self.terms.carriers(term)),
                self._values(term),
                self._defined(term),
            )
            for term in attributes
        ]
        yield from _table(
            ("attribute", "stored as", "name 名称", "of 属于", "values 取值", "definition 定义"), rows
        )

    def _values(self, term: URIRef) -> str:
        scheme, stored = self.terms.one(term, BG.valuesFrom), self.terms.one(term, BG.storedAs)
        return _codes(
            [scheme] if scheme else self.terms.all(term, RDFS.range) or ([stored] if stored else [])
        )

    # ------------------------------------------------------------ lists and units

    def _lists(self) -> Iterator[str]:
        yield "## Closed lists 封闭列表\n"
        for scheme in self.terms.of_kind(SKOS.ConceptScheme):
            yield f"### {self._named(scheme)}\n"
            yield f"{self._defined(scheme)}\n"
            rows = [
                (_code(item), f"`{self._notation(item)}`", self._both(item), self._defined(item))
                for item in self.terms.items(scheme)
            ]
            yield from _table(("item", "written 写法", "name 名称", "definition 定义"), rows)

    def _units(self) -> Iterator[str]:
        yield "## Units 单位\n"
        units = [(self._kind(unit), self._multiplier(unit), unit) for unit in self.terms.of_kind(BG.Unit)]
        rows = [
            (
                kind,
                f"`{self._notation(unit)}`",
                self._both(unit),
                f"{multiplier:,} × {self._reference(unit)}",
                _code(unit),
            )
            for kind, multiplier, unit in sorted(units)
        ]
        yield from _table(("kind 量类", "written 写法", "name 名称", "is 换算", "unit"), rows)

    def _kind(self, unit: URIRef) -> str:
        kind = self.terms.one(unit, _QUDT.hasQuantityKind)
        return self._both(kind) if kind else ""

    def _multiplier(self, unit: URIRef) -> Decimal:
        return Decimal(str(self.terms.graph.value(unit, _QUDT.conversionMultiplier)))

    def _reference(self, unit: URIRef) -> str:
        reference = self.terms.one(unit, BG.referenceUnit)
        return self._notation(reference) if reference else ""

    def _notation(self, term: URIRef) -> str:
        return str(self.terms.graph.value(term, SKOS.notation) or local_name(term))

    # ------------------------------------------------------------ other vocabularies, questions

    def _matches(self) -> Iterator[str]:
        yield "## What others call it 其他词汇表中的对应\n"
        ours = tuple(PREFIXES[prefix] for prefix in ("bg", "unit"))
        rows = [
            (_code(subject), local_name(predicate), f"<{value}>")
            for predicate in _MATCHES
            for subject, value in self.terms.graph.subject_objects(predicate)
            if isinstance(subject, URIRef) and isinstance(value, URIRef) and not str(value).startswith(ours)
        ]
        yield from _table(("term", "is", "of"), sorted(rows))

    def _questions(self) -> Iterator[str]:
        yield "## Competency questions 能力问题\n"
        rows = [
            (
                f"[`{local_name(question)}`](../queries/packs/{local_name(question)}.cypher)",
                self._both(question),
                _codes(iris(self.terms.graph.subjects(BG.answers, question))),
            )
            for question in self.terms.of_kind(BG.CompetencyQuestion)
        ]
        yield from _table(("pack", "question 问题", "terms that answer it 回答该问题的术语"), rows)

    # ------------------------------------------------------------ words

    def _named(self, term: URIRef) -> str:
        return f"{_code(term)} {self._both(term)}"

    def _both(self, term: URIRef, predicate: URIRef = SKOS.prefLabel) -> str:
        return " ".join(self.terms.text(term, predicate, language) for language in ("en", "zh"))

    def _defined(self, term: URIRef) -> str:
        return self._both(term, SKOS.definition)


def _code(term: URIRef) -> str:
    prefix = next((p for p, namespace in PREFIXES.items() if str(term).startswith(namespace)), "")
    return f"`{local_name(term)}`" if prefix in ("", "bg") else f"`{prefix}:{local_name(term)}`"


def _codes(terms: Iterable[URIRef]) -> str:
    return ", ".join(map(_code, terms))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(page(whole_ontology()))
