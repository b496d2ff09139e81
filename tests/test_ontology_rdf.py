"""The ontology is OWL 2 DL, a reasoner finds no contradiction in it, and each term answers a question."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import owlrl
import pytest
from rdflib import DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef, namespace

from bankgraph.loaders import Knowledge
from bankgraph.loaders.rdf import to_rdf
from bankgraph.ontology import Schema, UnreachableError, shipped_turtle
from bankgraph.ontology.namespaces import PREFIXES
from bankgraph.ontology.reader import BG, local_name, snake_case
from bankgraph.ontology.terms import Terms, iris
from bankgraph.ontology.whole import as_turtle, whole_ontology
from bankgraph.queries import read_catalogue
from bankgraph.stores.local_neo4j.jars import fetch, read_lock
from owl_profile import LOCK

ID = Namespace(PREFIXES["id"])
SCRIPT = Path(__file__).with_name("owl_profile.py")
BUILT_IN = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CATALOGUE = read_catalogue()


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return whole_ontology()


@pytest.fixture(scope="module")
def terms(ontology: Graph) -> Terms:
    return Terms(ontology)


def _ours(nodes: object) -> list[URIRef]:
    return [n for n in iris(nodes) if n.startswith(str(BG))]  # type: ignore[arg-type]


# ---------------------------------------------------------------- OWL 2 DL


def _violations(graph: Graph, file: Path) -> list[str]:
    """What the OWL API's check of the OWL 2 DL profile remarks."""
    file.write_text(as_turtle(graph), encoding="utf-8")
    found = subprocess.run(
        [sys.executable, SCRIPT, file], capture_output=True, text=True, check=False, timeout=120
    )
    assert found.returncode == 0, found.stderr
    return found.stdout.splitlines()


@pytest.fixture(scope="module")
def _owl_api() -> None:
    try:
        fetch(read_lock(LOCK))
    except UnreachableError as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no OWL API: {error}")


@pytest.mark.usefixtures("_owl_api")
def test_the_ontology_is_owl_2_dl(ontology: Graph, tmp_path: Path) -> None:
    assert _violations(ontology, tmp_path / "ontology.ttl") == []


@pytest.mark.usefixtures("_owl_api")
def test_the_check_of_the_profile_sees_what_is_not_owl_2_dl(ontology: Graph, tmp_path: Path) -> None:
    broken = ontology + Graph()
    broken.add((BG.partOf, RDF.type, OWL.TransitiveProperty))  # and it is asymmetric
    broken.add((BG.published, RDFS.range, namespace.XSD.date))
    remarks = "\n".join(_violations(broken, tmp_path / "broken.ttl"))
    assert "non-simple property" in remarks
    assert "undeclared datatype: xsd:date" in remarks


def test_no_property_is_of_two_kinds(ontology: Graph) -> None:
    for kind in PROPERTY_KINDS:
        for term in ontology.subjects(RDF.type, kind):
            assert sum((term, RDF.type, k) in ontology for k in PROPERTY_KINDS) == 1, term


def test_every_property_and_class_that_is_used_is_declared(ontology: Graph) -> None:
    declared = {t for kind in (*PROPERTY_KINDS, OWL.Class) for t in ontology.subjects(RDF.type, kind)}
    used = {
        *ontology.predicates(),
        *ontology.objects(None, RDF.type),
        *ontology.objects(None, RDFS.subClassOf),
    }
    assert {t for t in iris(used) if not str(t).startswith(BUILT_IN)} <= declared


def test_what_the_exported_data_use_is_declared(
    ontology: Graph, knowledge: Knowledge, schema: Schema
) -> None:
    data = _rdf(knowledge, schema)
    declared = {t for kind in (*PROPERTY_KINDS, OWL.Class) for t in ontology.subjects(RDF.type, kind)}
    used = {*data.predicates(), *data.objects(None, RDF.type)}
    assert {t for t in iris(used) if not str(t).startswith(BUILT_IN)} <= declared


def test_every_file_is_an_ontology_that_names_what_it_builds_on() -> None:
    for file in shipped_turtle():
        graph = Graph().parse(file)
        (header,) = graph.subjects(RDF.type, OWL.Ontology)
        known = {str(header), *map(str, graph.objects(header, OWL.imports))}
        assert file.name == "bankgraph.ttl" or str(BG).rstrip("#") in known


def test_the_whole_ontology_is_written_the_same_each_time() -> None:
    assert as_turtle(whole_ontology()) == as_turtle(whole_ontology())


# ---------------------------------------------------------------- what each term says


def test_every_term_has_a_name_and_a_definition_in_both_languages(ontology: Graph, terms: Terms) -> None:
    kinds = (*PROPERTY_KINDS, OWL.Class, RDFS.Datatype, SKOS.Concept, SKOS.ConceptScheme, BG.Unit)
    ours = _ours(t for kind in kinds for t in ontology.subjects(RDF.type, kind))
    assert len(ours) > 150
    units = iris(ontology.subjects(RDF.type, BG.Unit))
    for term in (*ours, *units):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            languages = [o.language for o in ontology.objects(term, predicate) if isinstance(o, Literal)]
            assert sorted(map(str, languages)) == ["en", "zh"], (term, predicate)


def test_every_class_relation_attribute_and_closed_list_answers_a_question(ontology: Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.ConceptScheme)
    ours = {*_ours(t for kind in kinds for t in ontology.subjects(RDF.type, kind))}
    own = {BG.CompetencyQuestion, BG.answeredBy}  # what questions themselves are described by
    questions = {*ontology.subjects(RDF.type, BG.CompetencyQuestion)}
    assert {t for t in ours - own if not {*ontology.objects(t, BG.answers)} & questions} == set()
    assert {*ontology.objects(None, BG.answers)} == questions


def test_every_question_is_the_pack_that_answers_it_word_for_word(ontology: Graph, terms: Terms) -> None:
    questions = iris(ontology.subjects(RDF.type, BG.CompetencyQuestion))
    assert len(questions) >= 10
    assert {local_name(q) for q in questions} <= {*CATALOGUE}
    in_sparql = {pack.name for pack in CATALOGUE.values() if Path(pack.file).with_suffix(".rq").exists()}
    assert in_sparql <= {local_name(q) for q in questions}
    for question in questions:
        pack = CATALOGUE[str(ontology.value(question, BG.answeredBy))]
        assert local_name(question) == pack.name
        assert (terms.name(question, "en"), terms.name(question, "zh")) == (pack.title, pack.title_zh)


def test_a_term_answers_only_questions_whose_query_asks_for_it(ontology: Graph, schema: Schema) -> None:
    """A relation by its type or by any relationship, an attribute by its property, a class by its label."""
    for term, question in ontology.subject_objects(BG.answers):
        cypher, name = CATALOGUE[local_name(question)].cypher, local_name(term)
        if relation := schema.relations.get(snake_case(name).upper()):
            by_any = relation.curated and "-[r]-" in cypher
            assert by_any or re.search(rf"[:|]{relation.name}\b", cypher), (term, question)
        elif name in schema.classes:
            assert re.search(rf"[:|]{name}\b", cypher) or ":Entity" in cypher, (term, question)
        elif (attribute := schema.attributes.get(snake_case(name))) and name[0].islower():
            assert any(re.search(rf"\b{p}\b", cypher) for p in attribute.properties), (term, question)


@pytest.mark.parametrize(
    "vocabulary", [SKOS, PROV, DCTERMS, namespace.SDO, QB, ORG], ids=lambda v: str(v._NS)
)
def test_what_is_named_of_another_vocabulary_exists_there(ontology: Graph, vocabulary: type) -> None:
    """As far as rdflib knows it. (Its schema.org is from before 2022, when StatisticalVariable came.)"""
    named = {str(n) for triple in ontology for n in triple if isinstance(n, URIRef)}
    prefix = str(vocabulary._NS)  # type: ignore[attr-defined]
    found = {n.removeprefix(prefix) for n in named if n.startswith(prefix)} - {""}
    assert found
    assert {name for name in found - {"StatisticalVariable"} if name not in vocabulary} == set()  # type: ignore[operator]


# ---------------------------------------------------------------- a reasoner's pass


def _rdf(knowledge: Knowledge, schema: Schema) -> Graph:
    return Graph().parse(data="".join(to_rdf(knowledge, schema, "turtle")), format="turtle")


def _contradictions(graph: Graph) -> list[str]:
    """Close a graph under the rules of OWL 2 RL; return the contradictions that they find."""
    closure = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
    closure.closure()
    return list(closure.error_messages)


@pytest.fixture(scope="module")
def facts(ontology: Graph, knowledge: Knowledge, schema: Schema) -> Graph:
    """The ontology with what the shipped data say of entities."""
    return ontology + _rdf(knowledge, schema)


def test_a_reasoner_finds_no_contradiction_in_the_shipped_data(facts: Graph) -> None:
    closed = facts + Graph()
    assert _contradictions(closed) == []
    # It did reason: a bank is an entity, and what it deploys it is related to.
    assert (ID["bank-of-beijing"], RDF.type, BG.Entity) in closed
    assert (ID["deepseek"], BG.relatedTo, ID["bank-of-beijing"]) in closed


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (ID["deepseek"], RDF.type, BG.Person),
        (ID["bank-of-beijing"], RDF.type, BG.BankGroup),
        (ID["bank-of-beijing"], BG.deploys, ID["shanghai"]),
        (ID["deepseek"], BG.spokeAt, ID["bank-of-beijing"]),
        (ID["bank-of-beijing"], BG.partOf, ID["bank-of-beijing"]),
    ],
)
def test_a_reasoner_finds_a_contradiction_where_there_is_one(
    subject: URIRef, predicate: URIRef, value: URIRef
) -> None:
    graph = Graph().parse(shipped_turtle()[0])
    for entity, cls in (("deepseek", BG.Model), ("bank-of-beijing", BG.Bank), ("shanghai", BG.Place)):
        graph.add((ID[entity], RDF.type, cls))
    graph.add((subject, predicate, value))
    assert _contradictions(graph)
