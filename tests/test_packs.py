"""Every pack gives the same rows on every engine, and each row says where it comes from."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bankgraph.loaders import Knowledge
from bankgraph.ontology import Schema
from bankgraph.queries import Pack, answer, bind, citations, cited, read_catalogue
from bankgraph.stores import Rows, Store
from bankgraph.stores.neo4j import Neo4jStore

CATALOGUE = read_catalogue()
MOST = 2_000  # combinations of parameters that are tried on each engine


def _choices(pack: Pack, schema: Schema, knowledge: Knowledge) -> list[dict[str, str]]:
    """What the pack's parameters can be: all things, some of many combinations; a text is its default."""
    choices: list[dict[str, str]] = [{}]
    for parameter in pack.parameters:
        if not parameter.names_a_thing:
            choices = [{**c, parameter.name: str(parameter.default)} for c in choices]
            continue
        ids = list(knowledge.sources) if parameter.type == "Source" else []
        ids += [e.id for e in knowledge.entities.values() if schema.is_a(e.cls, [parameter.type])]
        choices = [{**c, parameter.name: i} for c in choices for i in ids]
    if len(choices) <= MOST:
        return choices
    usual = {p.name: str(p.default) for p in pack.parameters}
    return [usual, *random.Random(pack.name).sample(choices, MOST)]  # noqa: S311


@pytest.mark.parametrize("name", CATALOGUE)
def test_all_engines_give_the_same_rows(
    name: str, all_loaded: dict[str, Store], schema: Schema, knowledge: Knowledge
) -> None:
    pack = CATALOGUE[name]
    found = 0
    for given in _choices(pack, schema, knowledge):
        answers = {engine: store.query(pack.cypher, given) for engine, store in all_loaded.items()}
        first = next(iter(answers.values()))
        assert all(rows == first for rows in answers.values()), (given, answers)
        found += len(first.rows)
    assert found


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_default_question_is_answered_and_cited(name: str, loaded: Store, schema: Schema) -> None:
    found = answer(CATALOGUE[name], {}, loaded).rows
    assert found.rows
    for row in found.as_dicts():
        assert row["sources"]
        assert row["evidence"]
        evidence, sources = _texts(row["evidence"]), _texts(row["sources"])
        assert {e.partition("#")[0] for e in evidence} == {*sources}
    assert len(citations(found, loaded)) == len(cited(found))


@pytest.mark.parametrize("name", CATALOGUE)
def test_neo4j_has_nothing_to_remark(name: str, all_loaded: dict[str, Store], schema: Schema) -> None:
    pack = CATALOGUE[name]
    for store in all_loaded.values():
        if isinstance(store, Neo4jStore):
            assert store.explain(pack.cypher, bind(pack, {}, store)) == []


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(v) for v in value]


def _dicts(rows: Rows, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[c] for c in columns) for row in rows.as_dicts()]


def test_one_bank_deploys_deepseek_and_none_deploys_chatgpt(loaded: Store, schema: Schema) -> None:
    pack = CATALOGUE["banks-deploying"]
    found = answer(pack, {"model": "DeepSeek"}, loaded).rows
    assert _dicts(found, "bank_id", "status", "sources") == [
        ("bank-of-beijing", "in use", ["jinrong-shibao-2025-05-13"])
    ]
    assert answer(pack, {"model": "ChatGPT"}, loaded).rows.rows == ()


def test_a_ranking_keeps_bounds_and_says_what_they_leave_open(loaded: Store, schema: Schema) -> None:
    found = answer(CATALOGUE["rank"], {"metric": "AI应用场景数"}, loaded).rows
    rows = _dicts(found, "bank_id", "comparator", "value", "may_be_exceeded_by")
    assert [(*row[:3], set(row[3])) for row in rows] == [
        ("bank-of-beijing", ">", 300.0, {"交通银行", "中国邮政储蓄银行"}),
        ("ccb", "=", 274.0, {"交通银行", "中国邮政储蓄银行"}),
        ("psbc", ">", 230.0, {"交通银行"}),
        ("bank-of-communications", ">=", 100.0, set()),
    ]


def test_unlike_metrics_are_not_ranked_together(loaded: Store, schema: Schema) -> None:
    found = answer(CATALOGUE["rank"], {"metric": "ai-services"}, loaded).rows
    assert _dicts(found, "bank_id", "value") == [("bank-of-beijing", 170.0)]


def test_what_a_source_says_is_each_of_its_statements_once(
    loaded: Store, schema: Schema, knowledge: Knowledge
) -> None:
    for source in knowledge.sources:
        found = answer(CATALOGUE["said-by"], {"source": source}, loaded).rows
        by_source = [s for s in knowledge.statements if any(e.source == source for e in s.evidence)]
        assert len(found.rows) == sum(s.kind != "type" for s in by_source)
