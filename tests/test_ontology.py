"""The vocabulary is complete, every mistake in it is named with its place, and its compiled form is true."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from bankgraph.ontology import (
    Attribute,
    InvalidDataError,
    NodeClass,
    Problem,
    Relation,
    Schema,
    UnreachableError,
    load_schema,
    shipped_ontology,
)
from bankgraph.ontology.reader import read_ontology

MARK = "‸"
"""Stands in a Turtle text before the characters where a problem is to be reported."""

PREFIXES = """\
@prefix bg: <https://w3id.org/bankgraph/ontology#> .
@prefix my: <https://example.org/my#> .
@prefix unit: <https://w3id.org/bankgraph/unit/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
NAMED = 'skos:prefLabel "thing"@en , "物"@zh ; skos:definition "A thing."@en , "某物。"@zh'
INVERSE = 'bg:inverseLabel "thing of"@en , "被物"@zh'
MEASURED = "qudt:hasQuantityKind bg:Count ; qudt:conversionMultiplier 12 ; bg:referenceUnit unit:count"

Refused = Callable[[str], tuple[Problem, ...]]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """Read a Turtle text beside the shipped one and return its problems, which stand at its marks."""

    def problems(marked: str) -> tuple[Problem, ...]:
        file = tmp_path / "extra.ttl"
        marked = PREFIXES + marked
        file.write_text(marked.replace(MARK, ""), encoding="utf-8")
        with pytest.raises(InvalidDataError) as error:
            load_schema([file])
        found = error.value.problems
        lines = [line.replace(MARK, "", line.count(MARK) - 1) for line in marked.splitlines()]
        places = {(n, line.index(MARK) + 1) for n, line in enumerate(lines, 1) if MARK in line}
        assert {(p.file, p.line, p.column) for p in found} == {(str(file), *place) for place in places}
        return found

    return problems


def _said(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(p.what, p.mend) for p in problems]


def test_the_shipped_turtle_reads_without_a_problem() -> None:
    assert read_ontology([shipped_ontology()]).classes


def test_every_term_has_a_name_and_a_definition_in_both_languages(schema: Schema) -> None:
    terms: list[NodeClass | Relation | Attribute] = [*schema.classes.values(), *schema.relations.values()]
    for term in [*terms, *schema.attributes.values()]:
        assert all((term.label.zh, term.label.en, term.definition.zh, term.definition.en)), term.name
    for relation in schema.relations.values():
        assert relation.inverse.zh, relation.name
        assert relation.inverse.en, relation.name
    for attribute in schema.attributes.values():
        assert all(label.zh and label.en for label in attribute.values.values()), attribute.name
    for unit in schema.units.values():
        assert unit.label.zh, unit.notation
        assert unit.label.en, unit.notation


def test_every_unit_leads_to_a_reference_unit_of_its_kind(schema: Schema) -> None:
    for unit in schema.units.values():
        reference = schema.units[unit.canonical]
        assert reference.kind == unit.kind
        assert reference.multiplier == 1


def test_the_core_classes_are_entities_with_all_their_labels(schema: Schema) -> None:
    for name in ("Bank", "Initiative", "Model", "Metric", "Platform"):
        assert schema.classes[name].is_entity
    assert schema.classes["Bank"].labels == ("Entity", "Organization", "Bank")
    assert not schema.classes["Observation"].is_entity


def test_a_missing_label_is_named_with_its_language(refused: Refused) -> None:
    only_english = 'skos:prefLabel "robot"@en ; skos:definition "A robot."@en , "机器人。"@zh'
    problems = refused(f"my:{MARK}Robot a owl:Class ; rdfs:subClassOf bg:Entity ;\n    {only_english} .\n")
    assert _said(problems) == [("Robot has no prefLabel in zh", 'add one: prefLabel "…"@zh')]


def test_a_relation_without_inverse_and_definition_has_a_problem_for_each_language(refused: Refused) -> None:
    named = 'skos:prefLabel "likes"@en , "喜欢"@zh'
    problems = refused(f"my:{MARK}likes a owl:ObjectProperty ; rdfs:domain bg:Bank ; {named} .\n")
    assert [p.what for p in problems] == [
        "likes has no definition in en",
        "likes has no definition in zh",
        "likes has no inverseLabel in en",
        "likes has no inverseLabel in zh",
    ]


def test_an_unknown_domain_or_range_is_named_where_the_relation_is_defined(refused: Refused) -> None:
    ends = "rdfs:domain [ owl:unionOf ( bg:Bank bg:Bnak ) ] ; rdfs:range my:Robot"
    problems = refused(
        f"\nmy:{MARK}worksWith a owl:ObjectProperty ; rdfs:subPropertyOf bg:relatedTo ;\n"
        f"    {ends} ; {INVERSE} ; {NAMED} .\n"
    )
    assert _said(problems) == [
        (
            "worksWith speaks of class Bnak, which is not defined; did you mean 'Bank'?",
            "define it or mend the name",
        ),
        ("worksWith speaks of class Robot, which is not defined", "define it or mend the name"),
    ]


def test_an_unknown_domain_of_an_attribute_is_named_where_it_is_defined(refused: Refused) -> None:
    problems = refused(f"my:{MARK}shoeSize a owl:DatatypeProperty ; rdfs:domain my:Foot ; {NAMED} .\n")
    assert _said(problems) == [
        ("shoeSize speaks of class Foot, which is not defined", "define it or mend the name")
    ]


def test_an_unknown_class_above_a_class_is_named(refused: Refused) -> None:
    problems = refused(f"my:{MARK}Robot a owl:Class ; rdfs:subClassOf bg:Entty ; {NAMED} .\n")
    assert _said(problems) == [
        (
            "Robot speaks of class Entty, which is not defined; did you mean 'Entity'?",
            "define it or mend the name",
        )
    ]


def test_a_name_for_both_a_class_and_a_relation_is_refused(refused: Refused) -> None:
    problems = refused(f"my:{MARK}DEPLOYS a owl:Class ; rdfs:subClassOf bg:Entity ; {NAMED} .\n")
    assert _said(problems) == [("DEPLOYS is both a class and a relation", "rename one of them")]


def test_two_terms_of_one_name_are_refused_instead_of_one_hiding_the_other(tmp_path: Path) -> None:
    file = tmp_path / "extra.ttl"
    file.write_text(
        f"{PREFIXES}my:Bank a owl:Class ; rdfs:subClassOf bg:Entity ; {NAMED} .\n", encoding="utf-8"
    )
    with pytest.raises(InvalidDataError) as error:
        load_schema([file])
    (problem,) = error.value.problems
    ours, theirs = "https://w3id.org/bankgraph/ontology#Bank", "https://example.org/my#Bank"
    assert problem.what == f"Bank stands for both <{theirs}> and <{ours}>"
    assert problem.mend == "rename one of them"


def test_two_units_with_one_name_are_refused(refused: Refused) -> None:
    named = 'skos:prefLabel "dozen"@en , "打"@zh ; skos:altLabel "亿元"@zh'
    problems = refused(f'unit:{MARK}a-dozen a bg:Unit ; skos:notation "dozen" ; {MEASURED} ; {named} .\n')
    assert _said(problems) == [("a-dozen shares the name '亿元' with yi-cny", "rename one of them")]


def test_two_units_with_one_notation_are_refused(refused: Refused) -> None:
    named = 'skos:prefLabel "dozen"@en , "打"@zh'
    problems = refused(f'unit:{MARK}dozen a bg:Unit ; skos:notation "CNY" ; {MEASURED} ; {named} .\n')
    assert _said(problems) == [("dozen shares the name 'CNY' with cny", "rename one of them")]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("qudt:hasQuantityKind bg:Count", "qudt:hasQuantityKind bg:Cuont"),
        ("qudt:hasQuantityKind bg:Count ;", ""),
        ("qudt:conversionMultiplier 12", 'qudt:conversionMultiplier "a dozen"'),
        ("qudt:conversionMultiplier 12", "qudt:conversionMultiplier 0"),
        ("qudt:conversionMultiplier 12", 'qudt:conversionMultiplier "NaN"'),
        ("qudt:conversionMultiplier 12 ;", ""),
        ("bg:referenceUnit unit:count", "bg:referenceUnit unit:cuont"),
        ("bg:referenceUnit unit:count", "bg:referenceUnit unit:cny"),
    ],
)
def test_a_unit_that_cannot_be_converted_is_refused(refused: Refused, right: str, wrong: str) -> None:
    named = 'skos:prefLabel "dozen"@en , "打"@zh'
    problems = refused(f"unit:{MARK}dozen a bg:Unit ; {named} ; {MEASURED.replace(right, wrong)} .\n")
    assert _said(problems) == [
        (
            "dozen is a unit without a defined kind, a multiplier above 0 or a reference unit of its kind",
            "give it qudt:hasQuantityKind, qudt:conversionMultiplier and bg:referenceUnit",
        )
    ]


def test_a_circle_of_subclasses_is_named_at_each_class_in_it(refused: Refused) -> None:
    problems = refused(
        f"my:{MARK}Hen a owl:Class ; rdfs:subClassOf my:Egg ; {NAMED} .\n"
        f"my:{MARK}Egg a owl:Class ; rdfs:subClassOf my:Hen ; {NAMED} .\n"
    )
    assert _said(problems) == [
        ("Hen is a subclass of itself", "break the circle of rdfs:subClassOf"),
        ("Egg is a subclass of itself", "break the circle of rdfs:subClassOf"),
    ]


def test_all_problems_of_a_file_are_reported_at_once_in_its_order(refused: Refused) -> None:
    problems = refused(
        f"my:{MARK}Robot a owl:Class ; rdfs:subClassOf bg:Entty ; {NAMED} .\n"
        f"my:{MARK}employs a owl:ObjectProperty ; rdfs:range my:Robbot ; {INVERSE} ; {NAMED} .\n"
        f'unit:{MARK}dozen a bg:Unit ; skos:prefLabel "CNY"@en , "打"@zh ; {MEASURED} .\n'
    )
    assert [p.what.split()[0] for p in problems] == ["Robot", "employs", "dozen"]


@pytest.mark.parametrize(
    ("turtle", "what"),
    [
        (
            f"my:Robot a owl:Class ;\n    {NAMED}\n{MARK}my:Other a owl:Class .\n",
            "expected '.' or '}' or ']' at end of",
        ),
        (f"# 注释\n\n{MARK}his:Robot a owl:Class .\n", 'Prefix "his:" not bound'),
        (f"my:Robot a owl:Class ; rdfs:subClassOf{MARK} )\n", "objectList expected"),
        (f"{MARK}) a owl:Class .\n", "expected directive or statement"),
    ],
)
def test_bad_turtle_is_reported_at_its_line_and_column(refused: Refused, turtle: str, what: str) -> None:
    (problem,) = refused(turtle)
    assert problem.what.startswith(f"not Turtle: {what}")
    assert problem.mend == "mend the syntax there"


@pytest.mark.parametrize("literal", [r'"\U0011FFFF"@en', '"thing"@en0', '"thing"@zh-0123456789'])
def test_a_literal_that_the_parser_chokes_on_is_a_problem_of_the_file(tmp_path: Path, literal: str) -> None:
    file = tmp_path / "extra.ttl"
    file.write_text(f"{PREFIXES}my:Robot a owl:Class ; skos:prefLabel {literal} .\n", encoding="utf-8")
    with pytest.raises(InvalidDataError, match=r"extra\.ttl:\d+:\d+: "):
        load_schema([file])


def test_turtle_that_is_not_utf_8_is_reported_where_the_first_wrong_byte_stands(tmp_path: Path) -> None:
    file = tmp_path / "extra.ttl"
    file.write_bytes("# one\n# 银行: ".encode() + "银行".encode("gbk"))
    with pytest.raises(InvalidDataError) as error:
        load_schema([file])
    assert str(error.value) == f"{file}:2:7: is not UTF-8 text; save the file as UTF-8"


def test_a_missing_ontology_file_is_unreachable_and_named(tmp_path: Path) -> None:
    file = tmp_path / "none.ttl"
    with pytest.raises(UnreachableError) as error:
        load_schema([file])
    remedy = "cannot be read (No such file or directory); check the path"
    assert str(error.value) == f"{file}: {remedy}"


def _compiled(directory: Path) -> Path:
    (file,) = directory.glob("schema-*.json")
    return file


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache directory of this test's own."""
    directory = tmp_path / "cache"
    monkeypatch.setenv("BANKGRAPH_CACHE", str(directory))
    return directory


def test_the_compiled_form_equals_the_one_that_was_read(cache: Path) -> None:
    read = load_schema()
    assert _compiled(cache).is_file()
    assert load_schema() == read == read_ontology([shipped_ontology()])
    assert pickle.loads(pickle.dumps(load_schema())) == read  # noqa: S301  # as for a process of its own


def test_the_compiled_form_is_used_while_the_turtle_is_the_same(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = load_schema()

    def refuse(_: object) -> None:
        raise AssertionError("the Turtle is read again")

    monkeypatch.setattr("bankgraph.ontology.reader.read_ontology", refuse)
    assert load_schema() == read


def test_a_changed_turtle_is_seen(cache: Path, tmp_path: Path) -> None:
    file = tmp_path / "extra.ttl"
    for name in ("Robot", "Android"):
        file.write_text(f"{PREFIXES}my:{name} a owl:Class ; rdfs:subClassOf bg:Entity ; {NAMED} .\n", "utf-8")
        assert {"Robot", "Android"} & {*load_schema([file]).classes} == {name}


@pytest.mark.parametrize("damage", ["empty", "binary", "cut", "changed", "another's", "only the head"])
def test_a_damaged_compiled_file_is_ignored_and_replaced(cache: Path, schema: Schema, damage: str) -> None:
    load_schema()
    whole = _compiled(cache).read_bytes()
    damaged = {
        "empty": b"",
        "binary": b"\xff\xfe",
        "cut": whole[:-100],
        "changed": whole.replace(b'"Bank"', b'"Bonk"'),
        "another's": whole.replace(b"[[", b"[[[],", 1),
        "only the head": whole.split(b"\n")[0],
    }[damage]
    assert damaged != whole
    _compiled(cache).write_bytes(damaged)
    assert load_schema() == schema
    assert _compiled(cache).read_bytes() == whole


def test_a_cache_that_cannot_be_written_does_no_harm(
    tmp_path: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    occupied = tmp_path / "a-file"
    occupied.write_text("not a directory", encoding="utf-8")
    for directory in (occupied, occupied / "below", Path("/proc/cannot-be-made")):
        monkeypatch.setenv("BANKGRAPH_CACHE", str(directory))
        assert load_schema() == schema
    assert occupied.read_text(encoding="utf-8") == "not a directory"
