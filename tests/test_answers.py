"""What a careless answer would get wrong, on a small graph made for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bankgraph.loaders import load, read_knowledge, shipped_data
from bankgraph.ontology import Schema
from bankgraph.queries import Facts, Names, Reading, answer, read_catalogue, read_question
from bankgraph.stores import Store
from bankgraph.stores.embedded import EmbeddedStore

CATALOGUE = read_catalogue()
DATA = Path(__file__).with_name("answers.yaml")


@pytest.fixture(scope="module")
def store(schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with EmbeddedStore(schema, tmp_path_factory.mktemp("answers")) as opened:
        load(read_knowledge([shipped_data(), DATA], schema), opened, schema)
        yield opened


def _ask(store: Store, schema: Schema, pack: str, *columns: str, **given: str) -> list[tuple[Any, ...]]:
    rows = answer(CATALOGUE[pack], given, store).rows.as_dicts()
    return [tuple(row[column] for column in columns) for row in rows]


def test_a_plan_or_an_end_is_no_deployment_and_a_claim_stays_a_claim(store: Store, schema: Schema) -> None:
    rows = _ask(store, schema, "banks-deploying", "bank_id", "nature", "attributed_to", model="test-model")
    assert rows == [("one-bank", "claimed", "two-bank")]


def test_who_only_planned_or_ended_a_deployment_is_not_deploying(store: Store, schema: Schema) -> None:
    """A bank that uses the model in another way is in neither list."""
    banks = {row[0] for row in _ask(store, schema, "banks-not-deploying", "bank_id", model="test-model")}
    assert "three-bank" in banks
    assert not {"one-bank", "two-bank"} & banks
    deploying = {row[0] for row in _ask(store, schema, "banks-deploying", "bank_id", model="test-model")}
    assert not deploying & banks


def test_a_model_is_not_said_to_be_applied_by_a_bank_that_does_not(store: Store, schema: Schema) -> None:
    assert _ask(store, schema, "banks-deploying", "applied_to", model="test-model") == [([],)]
    assert _ask(store, schema, "banks-deploying", "applied_to", model="deepseek") == [(["日常运营"],)]


def test_using_is_more_than_deploying(store: Store, schema: Schema) -> None:
    rows = _ask(store, schema, "banks-using", "bank_id", "relation", thing="test-model")
    assert ("two-bank", "USES") in rows
    assert ("two-bank", "USES") not in _ask(store, schema, "banks-deploying", "bank_id", "status")


def test_a_rank_takes_the_latest_actual_figure_and_keeps_parts_apart(store: Store, schema: Schema) -> None:
    rows = _ask(store, schema, "rank", "bank_id", "comparator", "value", "about", metric="test-metric")
    assert rows == [
        ("one-bank", "=", 9999.0, "试验应用"),
        ("two-bank", ">", 100.0, None),
        ("one-bank", "=", 100.0, None),
        ("three-bank", "~", 4.0, None),
    ]


def test_about_four_does_not_put_a_hundred_in_doubt(store: Store, schema: Schema) -> None:
    rows = _ask(store, schema, "rank", "bank_id", "may_be_exceeded_by", metric="test-metric")
    assert rows == [
        ("one-bank", ["乙二银行"]),
        ("two-bank", []),
        ("one-bank", ["乙二银行"]),
        ("three-bank", []),
    ]


def test_parts_of_one_bank_have_rows_of_their_own(store: Store, schema: Schema) -> None:
    rows = _ask(store, schema, "rank", "bank_id", "value", metric="countries-and-regions-covered")
    assert rows == [("icbc", 43.0), ("icbc", 9.0)]


def test_a_bound_stays_a_bound_in_all_that_a_source_says(store: Store, schema: Schema) -> None:
    rows = _ask(
        store, schema, "said-by", "object_id", "change_comparator", "change", source="weiyang-wang-2024-03-27"
    )
    assert ("aum-of-served-customers", ">", 4400.0) in rows


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("two-bank", "two-bank"),
        ("北京銀行", "bank-of-beijing"),
        ("中國工商銀行", "icbc"),
        ("ＩＣＢＣ", "icbc"),
        ("试验模型V3.1", "test-model"),
        ("試驗模型v3.1", "test-model"),
    ],
)
def test_a_name_is_found_by_id_script_and_width(store: Store, text: str, identifier: str) -> None:
    found = Names.of(store).resolve(text).resolved
    assert found
    assert found.id == identifier


@pytest.mark.parametrize("text", ["试验模型V31", "行", "Bank", ""])
def test_what_names_nothing_is_not_guessed(store: Store, text: str) -> None:
    assert Names.of(store).resolve(text).resolved is None


@pytest.mark.parametrize(
    ("question", "pack", "parameters"),
    [
        ("哪些銀行部署了DeepSeek？", "banks-deploying", {"model": "deepseek"}),
        ("Which banks use large model", "banks-using", {"thing": "large-model"}),
        ("哪些银行使用了大模型", "banks-using", {"thing": "large-model"}),
        ("which banks deploy 深度求索", "banks-deploying", {"model": "deepseek"}),
        ("where is 工行 named", "named-in", {"entity": "icbc"}),
        ("各银行AI应用场景数排名", "rank", {"metric": "ai-application-scenarios"}),
    ],
)
def test_a_question_is_read(
    store: Store, schema: Schema, question: str, pack: str, parameters: dict[str, str]
) -> None:
    reading = read_question(question, CATALOGUE, Names.of(store), Facts(store))
    assert isinstance(reading, Reading)
    assert (reading.pack.name, reading.parameters) == (pack, parameters)
