"""The graph leaves as a file and comes back whole: RDF in five syntaxes, and GraphML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.collection import Collection

from bankgraph.loaders import (
    SUFFIXES,
    Entity,
    Evidence,
    Knowledge,
    Naming,
    Qualifiers,
    Relation,
    Source,
    exported,
    imported,
    property_graph,
)
from bankgraph.loaders.periods import read_period
from bankgraph.loaders.rdf import FORMATS, from_rdf
from bankgraph.ontology import InvalidDataError, Label, UnreachableError, UsageError, load_schema
from bankgraph.stores import Graph, Node, Relationship
from graphs import TEXTS, Graphs

SCHEMA = load_schema()
QUIET = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
BG, ID = "https://w3id.org/bankgraph/ontology#", "https://w3id.org/bankgraph/id/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rdf")


def there_and_back(knowledge: Knowledge, form: str, folder: Path) -> Graph:
    """Write knowledge to a file and read it; hold what must be equal on the way."""
    file = folder / f"graph{SUFFIXES[form][0]}"
    text = exported(knowledge, SCHEMA, form)
    file.write_text(text, encoding="utf-8", newline="\n")
    if form in FORMATS:
        back = from_rdf(file, form, SCHEMA)
        assert back.entities == knowledge.entities
        assert back.sources == knowledge.sources
        assert {s.id: s for s in back.statements} == {s.id: s for s in knowledge.statements}
        assert len(back.statements) == len(knowledge.statements)
        return property_graph(back, SCHEMA)
    return imported(file, SCHEMA)


def elements(graph: Graph) -> tuple[Mapping[str, Node], Mapping[str, Relationship]]:
    return {n.id: n for n in graph.nodes}, {r.id: r for r in graph.relationships}


def same(one: Graph, other: Graph) -> bool:
    sizes = [(len(g.nodes), len(g.relationships)) for g in (one, other)]
    return elements(one) == elements(other) and sizes[0] == sizes[1] and one.fingerprint == other.fingerprint


@settings(QUIET, max_examples=10_000, derandomize=True)
@given(knowledge=Graphs(SCHEMA).knowledge, form=st.sampled_from([*SUFFIXES]))
def test_ten_thousand_generated_graphs_come_back_whole(folder: Path, knowledge: Knowledge, form: str) -> None:
    assert same(there_and_back(knowledge, form, folder), property_graph(knowledge, SCHEMA))


@settings(QUIET, max_examples=200)
@given(texts=st.lists(TEXTS, min_size=6, max_size=6))
def test_any_text_comes_back_in_every_format(folder: Path, texts: list[str]) -> None:
    zh, en, alias, again, note, role = texts
    entity = Entity("a-bank", "Bank", Label(zh, en), (alias, again, alias), Label(note, zh), {})
    source = Source("one", en, zh, "2025-05-13", "zh", "a" * 64, 100)
    qualifiers = Qualifiers(others={"role": role})
    relation = Relation("a-bank", "PART_OF", "b-bank", qualifiers, (Evidence("one", 0, 1),))
    entities = {"a-bank": entity, "b-bank": replace(entity, id="b-bank")}
    knowledge = Knowledge(entities, {"one": source}, (relation,))
    for form in SUFFIXES:
        assert same(there_and_back(knowledge, form, folder), property_graph(knowledge, SCHEMA))


@pytest.mark.parametrize("form", SUFFIXES)
def test_the_shipped_data_come_back_whole(
    knowledge: Knowledge, graph: Graph, form: str, folder: Path
) -> None:
    assert same(there_and_back(knowledge, form, folder), graph)


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_read_back_is_written_with_the_same_bytes(
    knowledge: Knowledge, form: str, folder: Path
) -> None:
    file = folder / f"first{SUFFIXES[form][0]}"
    file.write_text(exported(knowledge, SCHEMA, form), encoding="utf-8", newline="\n")
    assert exported(from_rdf(file, form, SCHEMA), SCHEMA, form) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", SUFFIXES)
def test_the_order_of_the_data_does_not_change_a_byte(knowledge: Knowledge, form: str) -> None:
    other = Knowledge(
        dict([*knowledge.entities.items()][::-1]),
        dict([*knowledge.sources.items()][::-1]),
        knowledge.statements[::-1],
    )
    assert exported(other, SCHEMA, form) == exported(knowledge, SCHEMA, form)


# ------------------------------------------------------------------------- what other mappings lose


def deployments() -> Knowledge:
    """Three relations of one kind between the same ends, which differ in what qualifies them alone."""
    names = {"a-bank": ("Bank", "甲行"), "deepseek": ("Model", "DeepSeek")}
    entities = {i: Entity(i, cls, Label(name, name)) for i, (cls, name) in names.items()}
    sources = {i: Source(i, "题", "报", "2025-05-13", "zh", "a" * 64, 900) for i in ("one", "two")}
    planned = Qualifiers(read_period("2025-12"), others={"status": "planned", "nature": "claimed"})
    in_use = Qualifiers(read_period("2025-06/.."), inferred=True, others={"status": "in use", "role": "运维"})
    said = [
        (Qualifiers(), (Evidence("one", 3, 9), Evidence("one", 40, 55), Evidence("two", 3, 9))),
        (planned, (Evidence("one", 10, 20),)),
        (in_use, (Evidence("two", 10, 20),)),
    ]
    relations = (Relation("a-bank", "DEPLOYS", "deepseek", q, evidence) for q, evidence in said)
    return Knowledge(entities, sources, tuple(relations))


@pytest.mark.parametrize("form", SUFFIXES)
def test_parallel_relations_and_their_properties_survive(form: str, folder: Path) -> None:
    back = there_and_back(deployments(), form, folder)
    kept = [r.properties for r in back.relationships if r.type == "DEPLOYS"]
    assert len(kept) == 3
    (first,) = [p for p in kept if "period" not in p]
    assert first["evidence"] == ["one#char=3,9", "one#char=40,55", "two#char=3,9"]
    (planned,) = [p for p in kept if p.get("status") == "planned"]
    assert (planned["period"], planned["nature"], planned["sources"]) == ("2025-12", "claimed", ["one"])
    (in_use,) = [p for p in kept if p.get("status") == "in use"]
    assert (in_use["period_start"], in_use["period_inferred"], in_use["role"]) == ("2025-06-01", True, "运维")
    assert "period_end" not in in_use


def parsed(knowledge: Knowledge, form: str) -> list[ox.Quad]:
    return list(ox.parse(exported(knowledge, SCHEMA, form), FORMATS[form]))


def test_a_plan_or_a_claim_is_never_asserted_as_a_fact(knowledge: Knowledge) -> None:
    triples = {(str(q.subject), str(q.predicate), str(q.object)) for q in parsed(knowledge, "turtle")}
    relations = [s for s in knowledge.statements if isinstance(s, Relation)]

    def plain(relation: Relation) -> tuple[str, str, str]:
        predicate = SCHEMA.relations[relation.predicate].iri
        return f"<{ID}{relation.subject}>", f"<{predicate}>", f"<{ID}{relation.target}>"

    facts = {plain(r) for r in relations if SCHEMA.is_plain(r.qualifiers.others)}
    others = {plain(r) for r in relations} - facts
    assert facts, "the shipped data hold facts"
    assert others, "and what is not simply stated"
    assert facts <= triples
    assert not others & triples


def test_each_graph_of_trig_holds_what_one_source_states() -> None:
    found = parsed(deployments(), "trig")
    by_graph: dict[str, set[str]] = {}
    for quad in found:
        if quad.predicate.value.endswith("#evidence"):
            by_graph.setdefault(str(quad.graph_name), set()).add(str(quad.object).partition("#")[2])
    assert by_graph == {
        "<https://w3id.org/bankgraph/source/one>": {"one,3,9>", "one,40,55>", "one,10,20>"},
        "<https://w3id.org/bankgraph/source/two>": {"two,3,9>", "two,10,20>"},
    }
    named = {str(q.graph_name) for q in found if q.object == ox.NamedNode(f"{BG}Bank")}
    assert named == {"DEFAULT"}, "an entity is of no one source"


@pytest.mark.parametrize("form", ["turtle", "json-ld", "n-triples"])
def test_another_parser_reads_the_same(knowledge: Knowledge, form: str) -> None:
    lines = exported(knowledge, SCHEMA, "n-triples").splitlines()
    syntax = {"n-triples": "nt"}.get(form, form)
    found = rdflib.Graph().parse(data=exported(knowledge, SCHEMA, form), format=syntax)
    assert len(found) == len(lines)
    named = {" ".join(term.n3() for term in t) for t in found if not any(type(x) is rdflib.BNode for x in t)}
    assert named >= {line.removesuffix(" .") for line in lines if "_:" not in line and "\\" not in line}
    for identifier, entity in knowledge.entities.items():
        cell = found.value(rdflib.URIRef(ID + identifier), rdflib.URIRef(f"{BG}aliases"))
        assert tuple(map(str, Collection(found, cell))) == entity.aliases if cell else not entity.aliases


@pytest.mark.parametrize("form", FORMATS)
def test_only_cells_of_lists_have_no_name(knowledge: Knowledge, form: str) -> None:
    cells = (f"{ox.NamedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#' + n)}" for n in ("first", "rest"))
    allowed = {*cells}
    for quad in parsed(knowledge, form):
        assert not isinstance(quad.subject, ox.BlankNode) or str(quad.predicate) in allowed


# ------------------------------------------------------------------------- what is wrong is said

HEAD = "@prefix bg: <https://w3id.org/bankgraph/ontology#> . @prefix id: <https://w3id.org/bankgraph/id/> .\n"


@pytest.fixture(scope="module")
def turtle() -> str:
    return exported(deployments(), SCHEMA, "turtle")


def refusal(text: str, folder: Path, suffix: str = ".ttl") -> str:
    file = folder / f"broken{suffix}"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        imported(file, SCHEMA)
    return str(caught.value).replace(f"{file}:", "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "a bg:Bank",
            "a bg:Bnak",
            "is of no class of the vocabulary (bg:Bnak); did you mean 'bg:Bank'",
        ),
        ("a bg:Bank", "a bg:Bank , bg:Model", "id:a-bank: is both Bank and Model"),
        ('"甲行"@zh', '"甲行"@fr', "id:a-bank: zh is missing"),
        ('"甲行"@zh', '"甲行"@zh , "乙行"@zh', "id:a-bank: has two of skos:prefLabel in zh"),
        ('"2025-05-13"^^xsd:date', '"13 May"', "source:one: '13 May' is not a possible date"),
        ("bg:characters 900", "bg:characters 5", "span [10, 20] is not inside the text"),
        (
            "rdf:object id:deepseek",
            "rdf:object id:deepsek",
            "did you mean 'deepseek'?",
        ),
        ("rdf:predicate bg:deploys", "rdf:predicate bg:depolys", "unknown relation"),
        (
            "rdf:predicate bg:deploys",
            "rdf:predicate bg:locatedIn",
            "takes no Model ('deepseek') as object",
        ),
        (
            "bg:status bg:planned",
            "bg:status bg:claimed",
            f"unknown status '{BG}claimed'",
        ),
        ("bg:status bg:planned", "bg:status bg:inUse", "does not say what its id stands for"),
        ('"2025-12"^^bg:edtf', '"2025-13"^^bg:edtf', "'2025-13' is not a possible date or interval"),
        ("bg:evidence", "bg:evidnce", "cites nothing"),
        (
            "oa:hasSource source:one",
            "oa:hasSource source:on",
            "cites the unknown source 'on'",
        ),
        ('oa:start "3"', 'oa:start "-3"', "span [-3, 9] is not inside the text"),
        ('oa:start "3"', 'oa:start "three"', "is not a span"),
        ('oa:end "9"', 'oa:end "9" , "8"', "has 2 of oa:end"),
        (
            "id:deepseek a",
            "id:deepseek bg:uses id:a-bank . id:deepseek a",
            "id:deepseek: says bg:uses id:a-bank, which",
        ),
        ("id:deepseek a", 'id:deepseek bg:prefLabel "x" . id:deepseek a', "id:deepseek: says bg:prefLabel"),
        ("id:deepseek a", 'id:deepseek skos:altLabel "x" ; a', "has the hash"),
        ("bg:statements 3", "bg:statements 4", "says bg:statements"),
        (
            "a bg:GraphVersion",
            'a bg:GraphVersion ; bg:contentHash "0"',
            "something was changed, added or lost",
        ),
    ],
)
def test_a_broken_file_is_refused_with_its_subject_and_the_remedy(
    turtle: str, folder: Path, old: str, new: str, said: str
) -> None:
    assert old in turtle
    assert said in refusal(turtle.replace(old, new, 1), folder)


@pytest.mark.parametrize(
    ("suffix", "text", "said"),
    [
        (".ttl", "", "holds neither entities, sources nor statements"),
        (".ttl", "<http://example.org/a> a <http://example.org/B> .", "holds neither entities"),
        (".ttl", f"{HEAD}id:x a bg:Bank ;;; zzz .", "2:"),
        (".ttl", f"{HEAD}<http://example.org/a> a bg:Bank .", "is an entity whose IRI is not one of id:"),
        (".ttl", f"{HEAD}id:x a bg:Bank .\n\n\nid:y a bg:Bank .", "2:1: id:x: zh is missing"),
        (".ttl", f"{HEAD}id:x a bg:Bank ; bg:aliases id:x .", "bg:aliases is not a list"),
        (".ttl", f"{HEAD}id:X_1 a bg:Bank .", "id 'X_1' is not kebab-case"),
        (".jsonld", '{"@context": "https://schema.org/", "@id": "http://example.org/a"}', "not json-ld"),
        (".jsonld", '{"@context":', "not json-ld"),
        (".nq", "<http://example.org/a> <http://example.org/b> .", "1:"),
        (".trig", "{", "not trig"),
        (".graphml", "<graphml>", "not XML: no element found"),
        (".graphml", "<a/>", "not GraphML"),
    ],
)
def test_a_foreign_or_garbled_file_is_refused(suffix: str, text: str, said: str, folder: Path) -> None:
    assert said in refusal(text, folder, suffix)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("甲行", "乙行", "node 'a-bank' is not what its content_hash stands for"),
        (":Entity:Organization:Bank", ":Entity:Bank", "node 'a-bank' has :Entity:Bank"),
        (">DEPLOYS<", ">DEPLOY<", "has the unknown type 'DEPLOY'; did you mean 'DEPLOYS'?"),
        (">2025-12<", ">2025-11<", "is not what its content_hash stands for"),
        ('target="deepseek"', 'target="one"', "takes no Source ('one')"),
    ],
)
def test_a_changed_graphml_is_refused(folder: Path, old: str, new: str, said: str) -> None:
    text = exported(deployments(), SCHEMA, "graphml")
    assert old in text
    assert said in refusal(text.replace(old, new, 1), folder, ".graphml")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("id:deepseek bg:uses id:a-bank ; a", "id:deepseek: says bg:uses id:a-bank, which no statement"),
        ('id:deepseek bg:alias "x" ; a', 'says bg:alias "x", which no statement and no property of the file'),
        ('id:deepseek skos:altLabel "x" ; bg:aliases ( "y" ) ; a', 'says skos:altLabel "x"'),
        ('id:deepseek rdfs:comment "x" ; a', 'says rdfs:comment "x"'),
    ],
)
def test_what_cannot_be_kept_is_not_dropped_in_silence(
    turtle: str, folder: Path, new: str, said: str
) -> None:
    unsealed = re.sub(r"(?s)<\S*graph> a bg:GraphVersion .*? \.\n", "", turtle)
    assert said in refusal(unsealed.replace("id:deepseek a", new, 1), folder)


@settings(QUIET, max_examples=300)
@given(data=st.data())
def test_a_file_that_lost_a_line_is_refused_or_says_the_same(folder: Path, data: st.DataObject) -> None:
    lines = exported(deployments(), SCHEMA, "n-triples").splitlines(keepends=True)
    first = data.draw(st.integers(0, len(lines) - 1))
    last = data.draw(st.integers(first + 1, len(lines)))
    file = folder / "cut.nt"
    file.write_text("".join(lines[:first] + lines[last:]), encoding="utf-8")
    try:
        back = imported(file, SCHEMA)
    except InvalidDataError:
        return
    version = [line for line in lines[first:last] if "contentHash" in line]
    assert version or back.fingerprint == property_graph(deployments(), SCHEMA).fingerprint


PIECES = (
    *'"<>().;\\[]{}',
    "\n",
    "é",
    "😀",
    "null",
    "9" * 50,
    "1e999",
    "-1",
    "@zh",
    "_:a",
    "<a:b>",
    "id:a-bank",
    "INF",
)


@settings(QUIET, max_examples=600)
@given(data=st.data(), form=st.sampled_from([*SUFFIXES]))
def test_a_garbled_file_is_refused_or_says_the_same(folder: Path, data: st.DataObject, form: str) -> None:
    words = re.findall(r"\w+|\W", exported(deployments(), SCHEMA, form))
    for _ in range(data.draw(st.integers(1, 3))):
        at, length = data.draw(st.integers(0, len(words) - 1)), data.draw(st.sampled_from([0, 1, 2, 30]))
        words[at : at + length] = [data.draw(st.sampled_from(PIECES) | st.sampled_from(words))]
    file = folder / f"garbled{SUFFIXES[form][0]}"
    file.write_text("".join(words), encoding="utf-8", newline="\n")
    try:
        back = imported(file, SCHEMA)
    except InvalidDataError:
        return
    assert back.fingerprint == property_graph(deployments(), SCHEMA).fingerprint


def test_a_file_that_cannot_be_read_or_named_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match="cannot be read"):
        imported(tmp_path / "none.ttl", SCHEMA)
    with pytest.raises(UsageError, match=r"the ending of the name is none of \.ttl, "):
        imported(tmp_path / "graph.doc", SCHEMA)


def test_another_program_may_name_statements_and_citations_as_it_likes(tmp_path: Path) -> None:
    text = """
        @prefix bg: <https://w3id.org/bankgraph/ontology#> . @prefix id: <https://w3id.org/bankgraph/id/> .
        @prefix source: <https://w3id.org/bankgraph/source/> . @prefix oa: <http://www.w3.org/ns/oa#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix ex: <http://example.org/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix dc: <http://purl.org/dc/elements/1.1/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .

        id:a-bank a bg:Bank , bg:Organization , owl:NamedIndividual ;
            skos:prefLabel "甲行"@zh , "A"@en ; skos:altLabel "乙" , "AB" ; bg:reported ex:figure .
        id:customers a bg:Metric ; bg:quantityKind bg:Count ; skos:prefLabel "客户"@zh , "customers"@en .
        source:one a bg:Source ; dcterms:title "题" ; dc:publisher "报" ; dcterms:issued "2025-05-13" ;
            dc:language "zh" ; bg:characters 900 ;
            bg:sha256 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" .
        ex:figure a bg:Observation ; bg:ofMetric id:customers ; bg:value 3.50 ; bg:unit "百万" ;
            bg:evidence [ oa:hasSource source:one ; oa:hasSelector [ oa:start 3 ; oa:end 9 ] ] .
        ex:something a ex:Else ; ex:that "is of no concern here" .
    """
    file = tmp_path / "theirs.ttl"
    file.write_text(text, encoding="utf-8")
    nodes, _ = elements(imported(file, SCHEMA))
    assert nodes["a-bank"].labels == ("Entity", "Organization", "Bank")
    assert nodes["a-bank"].properties["aliases"] == ["AB", "乙"]
    (figure,) = [n for n in nodes.values() if n.label == "Observation"]
    assert (figure.properties["value"], figure.properties["canonical_value"]) == (3.5, 3_500_000.0)
    assert figure.properties["evidence"] == ["one#char=3,9"]
    file.write_text(text.replace('bg:unit "百万"', 'bg:unit "百万" ; bg:stauts bg:planned'), encoding="utf-8")
    with pytest.raises(InvalidDataError, match=r"says bg:stauts bg:planned, .*did you mean 'bg:status'"):
        imported(file, SCHEMA)


# ------------------------------------------------------------------------- vocabulary of one's own


ENDS = " rdfs:domain bg:Bank ; rdfs:range ex:Rule ;"


def test_a_class_and_attributes_of_ones_own_come_back_too(tmp_path: Path) -> None:
    (tmp_path / "my.ttl").write_text(
        "@prefix bg: <https://w3id.org/bankgraph/ontology#> . @prefix ex: <http://example.org/terms#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        + "".join(
            f'{term} skos:prefLabel "{name}"@en , "{name}"@zh ; skos:definition "d"@en , "定"@zh ;'
            f' bg:inverseLabel "i"@en , "反"@zh .\n'
            for term, name in (
                ("ex:Rule a owl:Class ; rdfs:subClassOf bg:Entity ;", "rule"),
                ("ex:since a owl:DatatypeProperty ; rdfs:domain ex:Rule ; rdfs:range xsd:date ;", "since"),
                ("ex:keeps a owl:ObjectProperty ; rdfs:subPropertyOf bg:relatedTo ;" + ENDS, "keeps"),
            )
        ),
        encoding="utf-8",
    )
    schema = load_schema([tmp_path / "my.ttl"])
    rule = Entity("a-rule", "Rule", Label("规", "rule"), attributes={"since": "2025-05-13"})
    bank = Entity("a-bank", "Bank", Label("行", "bank"))
    evidence = (Evidence("one", 0, 4),)
    knowledge = Knowledge(
        {"a-rule": rule, "a-bank": bank},
        deployments().sources,
        (Relation("a-bank", "KEEPS", "a-rule", Qualifiers(), evidence), Naming("a-rule", evidence)),
    )
    for form, suffixes in SUFFIXES.items():
        file = tmp_path / f"graph{suffixes[0]}"
        file.write_text(exported(knowledge, schema, form), encoding="utf-8")
        assert same(imported(file, schema), property_graph(knowledge, schema))
    assert "ex" not in exported(knowledge, schema, "turtle").partition("\n\n")[0].split()
    assert "<http://example.org/terms#Rule>" in exported(knowledge, schema, "turtle")
