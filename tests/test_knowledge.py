"""A statement is known by what it says: from however many sources, in whatever units, it is one."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bankgraph.loaders import (
    Change,
    Evidence,
    Knowledge,
    Naming,
    Observation,
    Qualifiers,
    Quantity,
    Relation,
    facts,
    property_graph,
    read_knowledge,
)
from bankgraph.loaders.knowledge import COMPARATORS, Period, Statement, merged
from bankgraph.ontology import Schema
from bankgraph.stores import content_hash
from generate import generate

ENTITIES = """\
Bank:
  a-bank: {zh: 一行, en: A Bank}
Model:
  deepseek: {zh: DeepSeek, en: DeepSeek}
Metric:
  technology-investment: {zh: 科技投入, en: technology investment, quantity_kind: money}
"""

HERE, THERE = Evidence("one", 3, 9, "25.19亿元"), Evidence("two", 7, 20, "2.519 billion yuan")
IN_YI = Quantity(Decimal("25.19"), "亿元", "=", Decimal("2519000000.00"), "CNY")
IN_BILLIONS = Quantity(Decimal("2.519"), "billion yuan", "=", Decimal("2519000000.000"), "CNY")
YEAR = Qualifiers(Period("2024", "2024-01-01", "2024-12-31"))
FIGURE = Observation("a-bank", "technology-investment", None, IN_YI, None, YEAR, (HERE,))
RELATION = Relation("a-bank", "DEPLOYS", "deepseek", Qualifiers(), (Evidence("one", 3, 9),))
GROWTH = Change(Quantity(Decimal("3.15"), "%", "=", Decimal("3.15"), "%"), "year on year")


def source(identifier: str, *statements: str) -> str:
    known = "title: t, publisher: p, published: 2025-05-13, language: zh, characters: 100"
    head = f"source: {{id: {identifier}, {known}, sha256: '{'a' * 64}'}}\nstatements:\n"
    return head + "".join(f"- {{{statement}}}\n" for statement in statements)


def read(folder: Path, schema: Schema, *files: str) -> Knowledge:
    for number, text in enumerate((ENTITIES, *files)):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return read_knowledge([folder], schema)


INVESTED = "subject: a-bank, metric: technology-investment"


def test_one_fact_from_two_sources_is_one_statement_with_two_pieces_of_evidence(
    tmp_path: Path, schema: Schema
) -> None:
    said = "subject: a-bank, predicate: DEPLOYS, object: deepseek, period: 2025-05"
    knowledge = read(
        tmp_path, schema, source("one", f"{said}, at: [3, 9]"), source("two", f"{said}, at: [7, 8]")
    )
    (statement,) = knowledge.statements
    assert [str(e) for e in statement.evidence] == ["one#char=3,9", "two#char=7,8"]
    assert knowledge.evidence_count == 2


def test_one_figure_in_two_units_is_one_statement(tmp_path: Path, schema: Schema) -> None:
    knowledge = read(
        tmp_path,
        schema,
        source(
            "two",
            f"{INVESTED}, value: 2.519, unit: billion yuan, as_written: 2.519 billion yuan, at: [7, 20]",
        ),
        source("one", f"{INVESTED}, value: 25.19, unit: 亿元, as_written: 25.19亿元, at: [3, 9]"),
    )
    (statement,) = knowledge.statements
    assert statement.evidence == (HERE, THERE)
    assert isinstance(statement, Observation)
    assert statement.quantity == IN_YI, "the figure is in the unit of its first evidence"
    (node,) = [n for n in property_graph(knowledge, schema).nodes if n.label == "Observation"]
    shown = {key: node.properties[key] for key in ("value", "unit", "as_written", "canonical_value")}
    assert shown == {
        "value": 25.19,
        "unit": "亿元",
        "as_written": "25.19亿元",
        "canonical_value": 2519000000.0,
    }
    assert [record["as_written"] for record in facts(knowledge)] == ["25.19亿元", "2.519 billion yuan"]


@pytest.mark.parametrize("unit", ["亿元", "hundred million yuan"])
@pytest.mark.parametrize("value", ["25.19", "25.190", "２５.１９"])
def test_how_a_figure_is_written_does_not_change_its_id(
    tmp_path: Path, schema: Schema, unit: str, value: str
) -> None:
    said = f"{INVESTED}, value: {value}, unit: {unit}, period: 2024, at: [0, 9]"
    (statement,) = read(tmp_path, schema, source("one", said)).statements
    assert statement.id == FIGURE.id


def test_a_naming_in_two_sources_is_one_statement(tmp_path: Path, schema: Schema) -> None:
    named = "named: {a-bank: [1, 5]}"
    (naming,) = read(tmp_path, schema, source("one") + named, source("two") + named).statements
    assert naming == Naming("a-bank", (Evidence("one", 1, 5), Evidence("two", 1, 5)))


@pytest.mark.parametrize(
    "other",
    [
        *(replace(FIGURE, quantity=replace(IN_YI, comparator=c)) for c in COMPARATORS if c != "="),
        replace(FIGURE, quantity=replace(IN_YI, canonical_value=Decimal("2519000000.01"))),
        replace(FIGURE, quantity=replace(IN_YI, canonical_unit="count")),
        replace(FIGURE, qualifiers=Qualifiers()),
        replace(FIGURE, qualifiers=Qualifiers(Period("2023", "2023-01-01", "2023-12-31"))),
        replace(FIGURE, qualifiers=replace(YEAR, others={"nature": "expected"})),
        replace(FIGURE, subject="another-bank"),
        replace(FIGURE, metric="another-metric"),
        replace(FIGURE, about="deepseek"),
        replace(FIGURE, change=GROWTH),
        replace(FIGURE, quantity=None, change=GROWTH),
        replace(FIGURE, quantity=None, change=replace(GROWTH, basis="baseline")),
        replace(FIGURE, quantity=None, change=replace(GROWTH, basis="baseline", baseline="2020")),
    ],
)
def test_another_bound_period_or_content_is_another_statement(other: Observation) -> None:
    assert other.id != FIGURE.id


@pytest.mark.parametrize(
    "changed", [{"subject": "b"}, {"predicate": "USES"}, {"target": "b"}, {"qualifiers": YEAR}]
)
def test_another_end_relation_or_period_is_another_relation(changed: dict[str, Any]) -> None:
    assert replace(RELATION, **changed).id != RELATION.id


@pytest.mark.parametrize(
    "same",
    [
        replace(FIGURE, evidence=(THERE,)),
        replace(FIGURE, quantity=IN_BILLIONS),
        replace(FIGURE, qualifiers=replace(YEAR, inferred=True)),
    ],
)
def test_where_how_and_in_which_unit_a_figure_is_said_is_not_part_of_its_id(same: Observation) -> None:
    assert same.id == FIGURE.id


@pytest.mark.parametrize(
    ("statement", "identifier"),
    [
        (RELATION, "589ab720ef68d318cecb"),
        (FIGURE, "cb02116236e9795aeba1"),
        (Naming("a-bank", (HERE,)), "3001a51b5ffcde9db3ef"),
    ],
)
def test_ids_stay_the_same_from_release_to_release(statement: Statement, identifier: str) -> None:
    assert statement.id == identifier


def content(statement: Statement) -> list[object]:
    """What an id stands for: neither where it is said, nor in which unit, nor how a period was found."""
    if isinstance(statement, Naming):
        return ["type", statement.subject]
    period = statement.qualifiers.period
    qualifiers = {**statement.qualifiers.others, **({"period": period.edtf} if period else {})}
    if isinstance(statement, Relation):
        return ["relation", statement.subject, statement.predicate, statement.target, qualifiers]
    figure = statement.quantity and figures(statement.quantity)
    change = statement.change and [
        *figures(statement.change.quantity),
        statement.change.basis,
        statement.change.baseline,
    ]
    return ["observation", statement.subject, statement.metric, statement.about, figure, change, qualifiers]


def figures(quantity: Quantity) -> list[str]:
    value = format(quantity.canonical_value.normalize(), "f")
    return [value, quantity.canonical_unit, quantity.comparator]


def test_an_id_is_the_content_hash_of_what_is_said(knowledge: Knowledge) -> None:
    assert {type(statement) for statement in knowledge.statements} == {Naming, Relation, Observation}
    for statement in knowledge.statements:
        assert statement.id == content_hash(content(statement))


def test_an_id_of_made_up_data_is_the_content_hash_too(tmp_path: Path, schema: Schema) -> None:
    generate(tmp_path / "made", 2000, schema)
    for statement in read_knowledge([tmp_path / "made"], schema).statements:
        assert statement.id == content_hash(content(statement))


WORDS = st.text(st.characters(exclude_categories=["Cs"]))
QUANTITIES = st.builds(
    lambda value, unit, comparator: Quantity(value, unit, comparator, value, unit),
    st.decimals(allow_nan=False, allow_infinity=False),
    WORDS,
    st.sampled_from(COMPARATORS),
)
QUALIFIERS = st.builds(
    Qualifiers,
    st.none() | st.builds(Period, WORDS, st.none(), st.none()),
    st.booleans(),
    st.dictionaries(WORDS, WORDS),
)
CHANGES = st.builds(Change, QUANTITIES, WORDS, st.none() | WORDS)


@given(WORDS, WORDS, st.none() | WORDS, QUANTITIES, st.none() | CHANGES, QUALIFIERS)
def test_an_id_is_the_content_hash_whatever_characters_are_in_it(
    one: str, other: str, about: str | None, quantity: Quantity, change: Change | None, qualifiers: Qualifiers
) -> None:
    for statement in (
        Relation(one, other, about or "", qualifiers, (HERE,)),
        Observation(one, other, about, quantity, change, qualifiers, (HERE,)),
        Observation(one, other, about, None, change or GROWTH, qualifiers, (HERE,)),
        Naming(one, (HERE,)),
    ):
        assert statement.id == content_hash(content(statement))


def test_ids_of_the_shipped_statements_are_unique(knowledge: Knowledge) -> None:
    assert len({s.id for s in knowledge.statements}) == len(knowledge.statements)


def test_reading_the_same_data_again_gives_the_same_knowledge(tmp_path: Path, schema: Schema) -> None:
    texts = (source("one", f"{INVESTED}, value: 1, unit: 亿元, at: [0, 9]"), source("two"))
    assert read(tmp_path, schema, *texts) == read(tmp_path, schema, *texts)


@pytest.mark.parametrize(
    ("first", "second", "together"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_period_is_inferred_only_while_no_source_gives_it(
    first: bool, second: bool, together: bool
) -> None:
    one = replace(FIGURE, qualifiers=replace(YEAR, inferred=first))
    two = replace(FIGURE, qualifiers=replace(YEAR, inferred=second), evidence=(THERE,))
    both = merged(one, two)
    assert isinstance(both, Observation)
    assert both.qualifiers.inferred is together
    assert both.id == FIGURE.id


EVIDENCE = st.builds(
    lambda source, start, length, written: Evidence(source, start, start + length, written),
    st.sampled_from(["one", "two"]),
    st.integers(0, 2),
    st.integers(1, 2),
    st.none() | st.sampled_from(["1", "2"]),
)


@given(st.lists(EVIDENCE, min_size=1, max_size=4), st.lists(EVIDENCE, min_size=1, max_size=4))
def test_evidence_is_merged_in_the_order_of_the_text_and_each_span_once(
    first: list[Evidence], second: list[Evidence]
) -> None:
    one, two = replace(RELATION, evidence=tuple(first)), replace(RELATION, evidence=tuple(second))
    spans = [(e.source, e.start, e.end) for e in merged(one, two).evidence]
    assert spans == sorted({(e.source, e.start, e.end) for e in (*first, *second)})
    assert merged(one, two) == merged(two, one)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (-1, 5), (-5, -1)])
def test_a_span_that_does_not_run_forward_cannot_be_built(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"not {start} to {end}"):
        Evidence("one", start, end)


@pytest.mark.parametrize("comparator", ["", "==", "≥", "about", ">300"])
def test_an_unknown_bound_cannot_be_built(comparator: str) -> None:
    with pytest.raises(ValueError, match="a comparator is one of =, >, >=, <, <=, ~, not"):
        replace(IN_YI, comparator=comparator)


def test_a_figure_with_neither_value_nor_change_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="a value, a change or both"):
        replace(FIGURE, quantity=None)


@pytest.mark.parametrize("statement", [FIGURE, RELATION, Naming("a-bank", (HERE,))])
def test_a_statement_without_evidence_cannot_be_built(statement: Statement) -> None:
    with pytest.raises(ValueError, match="at least one piece of evidence"):
        replace(statement, evidence=())


@pytest.mark.parametrize("value", [FIGURE, RELATION, HERE, IN_YI, YEAR, GROWTH, Naming("a-bank", (HERE,))])
def test_what_was_built_does_not_change(value: Statement | Evidence | Quantity | Qualifiers | Change) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(value)[0].name, None)
