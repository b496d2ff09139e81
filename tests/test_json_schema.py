"""What an editor is told of a curated file is what the reader does with it."""

from __future__ import annotations

import copy
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
import yaml_rs
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from bankgraph.loaders import Knowledge, read_knowledge, shipped_data, yaml_files
from bankgraph.loaders.authoring import SCHEMA_NAME, curated_schema
from bankgraph.loaders.checking import RULES, Kind
from bankgraph.ontology import InvalidDataError, Schema, load_schema

SHIPPED = yaml_files([shipped_data()])
MODELINE = "# yaml-language-server: $schema="

RELATION = {
    "subject": "a-bank",
    "predicate": "DEPLOYS",
    "object": "a-model",
    "status": "in use",
    "at": [0, 5],
}
FIGURE = {
    "subject": "a-bank",
    "metric": "a-metric",
    "about": "a-model",
    "value": 25.19,
    "unit": "亿元",
    "comparator": ">",
    "as_written": "25.19亿元",
    "change": {"value": "3.10", "unit": "%", "basis": "year on year"},
    "period": "2024-01/2024-06",
    "period_inferred": True,
    "attributed_to": "a-bank",
    "at": [[10, 20], [30, 40]],
}
BANK = {
    "zh": "甲银行",
    "en": "A Bank",
    "aliases": ["甲行"],
    "description": {"zh": "示例", "en": "An example"},
    "bank_type": "private",
    "home_city": {"zh": "上海", "en": "Shanghai"},
}
SOURCE = {
    "id": "the-article",
    "title": "标题",
    "publisher": "报社",
    "published": "2025-05-13",
    "language": "zh",
    "sha256": "0123456789abcdef" * 4,
    "characters": 100,
    "url": "https://example.org/",
}
WHOLE: dict[str, Any] = {
    "Bank": {"a-bank": BANK},
    "Model": {"a-model": {"zh": "模型", "en": "Model"}},
    "Metric": {"a-metric": {"zh": "指标", "en": "metric", "quantity_kind": "money"}},
    "source": SOURCE,
    "named": {"a-bank": [0, 3], "a-model": [[4, 6], [8, 10]]},
    "statements": [RELATION, FIGURE],
}
GONE = object()
"""Stands for a key that is left out."""


@pytest.fixture(scope="module")
def validator(schema: Schema) -> Draft7Validator:
    return Draft7Validator(curated_schema(schema))


def changed(*steps: str | int, to: object) -> dict[str, Any]:
    """A copy of the whole file with another value at `steps`, or without that key."""
    content = copy.deepcopy(WHOLE)
    place: Any = content
    for step in steps[:-1]:
        place = place[step]
    if to is GONE:
        del place[steps[-1]]
    else:
        place[steps[-1]] = to
    return content


def reader_accepts(content: dict[str, Any], directory: Path, schema: Schema) -> bool:
    file = directory / "a.yaml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    try:
        read_knowledge([file], schema)
    except InvalidDataError:
        return False
    return True


def as_json(value: Any) -> Any:
    """A parsed file as an editor sees it, for which a date is a text."""
    return json.loads(json.dumps(value, default=date.isoformat))


def test_the_shipped_schema_is_the_one_that_the_ontology_gives(schema: Schema) -> None:
    shipped = json.loads((shipped_data() / SCHEMA_NAME).read_text(encoding="utf-8"))
    assert shipped == curated_schema(schema), f"run: bankgraph export schema > data/{SCHEMA_NAME}"


def test_it_is_a_json_schema(schema: Schema, knowledge: Knowledge) -> None:
    Draft7Validator.check_schema(curated_schema(schema))
    Draft7Validator.check_schema(curated_schema(schema, knowledge.entities.values()))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_every_shipped_file_names_the_schema_and_passes_it(file: Path, validator: Draft7Validator) -> None:
    text = file.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    assert first.startswith(MODELINE)
    named = Path(os.path.normpath(file.parent / first.removeprefix(MODELINE)))
    assert named == shipped_data() / SCHEMA_NAME
    assert named.is_file()
    assert [e.message for e in validator.iter_errors(as_json(yaml_rs.loads(text)))] == []


def test_a_whole_file_passes_schema_and_reader(
    validator: Draft7Validator, schema: Schema, tmp_path: Path
) -> None:
    assert [e.message for e in validator.iter_errors(WHOLE)] == []
    assert reader_accepts(WHOLE, tmp_path, schema)


BROKEN = {
    "an unknown class": changed("Bnak", to={"b": {"zh": "乙", "en": "B"}}),
    "an id that is not kebab-case": changed("Bank", "B_Bank", to=BANK),
    "an entity without a name": changed("Bank", "a-bank", "en", to=GONE),
    "an entity with nothing": changed("Bank", "a-bank", to=None),
    "a blank name": changed("Bank", "a-bank", "zh", to="  "),
    "a name that is a list": changed("Bank", "a-bank", "zh", to=["甲"]),
    "aliases that are no list": changed("Bank", "a-bank", "aliases", to="甲行"),
    "a description in one language": changed("Bank", "a-bank", "description", to={"zh": "示例"}),
    "a type outside its list": changed("Bank", "a-bank", "bank_type", to="public"),
    "an attribute of another class": changed("Model", "a-model", "bank_type", to="private"),
    "a city in one language": changed("Bank", "a-bank", "home_city", to="上海"),
    "a source without a title": changed("source", "title", to=GONE),
    "a source with an unknown key": changed("source", "author", to="某人"),
    "a date that is none": changed("source", "published", to="13 May 2025"),
    "a hash that is too short": changed("source", "sha256", to="0123"),
    "a length of nothing": changed("source", "characters", to=0),
    "statements without a source": changed("source", to=GONE),
    "exceptions without a source": {"accept": [{"rule": "digits", "at": [0, 5], "reason": "页码"}]},
    "a naming without a span": changed("named", "a-bank", to=None),
    "a span of three": changed("named", "a-bank", to=[0, 3, 5]),
    "a span of texts": changed("named", "a-bank", to=["0", "3"]),
    "a span among bare numbers": changed("named", "a-bank", to=[[0, 3], 5]),
    "a negative position": changed("statements", 0, "at", to=[-1, 5]),
    "no place": changed("statements", 0, "at", to=GONE),
    "no subject": changed("statements", 0, "subject", to=GONE),
    "no object": changed("statements", 0, "object", to=GONE),
    "neither predicate nor metric": changed("statements", 0, "predicate", to=GONE),
    "both predicate and metric": changed("statements", 1, "predicate", to="DEPLOYS"),
    "an unknown relation": changed("statements", 0, "predicate", to="DEPLOYED"),
    "a relation that only the graph has": changed("statements", 0, "predicate", to="REPORTED"),
    "a misspelt key": changed("statements", 0, "staus", to="in use"),
    "an unknown status": changed("statements", 0, "status", to="used"),
    "an unknown unit": changed("statements", 1, "unit", to="kg"),
    "a value without a unit": changed("statements", 1, "unit", to=GONE),
    "a unit without a value": changed("statements", 1, "value", to=GONE),
    "a value with its unit in it": changed("statements", 1, "value", to="25.19亿元"),
    "a value that is true": changed("statements", 1, "value", to=True),
    "an unknown comparator": changed("statements", 1, "comparator", to="≥"),
    "a change without a basis": changed("statements", 1, "change", "basis", to=GONE),
    "a period in words": changed("statements", 1, "period", to="last year"),
    "an inference in words": changed("statements", 1, "period_inferred", to="yes"),
    "an attribution to nobody": changed("statements", 1, "attributed_to", to=None),
    "a statement that is a text": changed("statements", 0, to="a-bank DEPLOYS a-model"),
    "statements that are a mapping": changed("statements", to={"first": RELATION}),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_by_the_schema_and_by_the_reader(
    content: dict[str, Any], validator: Draft7Validator, schema: Schema, tmp_path: Path
) -> None:
    assert not validator.is_valid(content)
    assert not reader_accepts(content, tmp_path, schema)


ANY = st.one_of(
    st.just(GONE),
    st.sampled_from(
        [
            None,
            True,
            0,
            3,
            25.5,
            "",
            "a-bank",
            "DEPLOYS",
            "in use",
            "year on year",
            ">",
            "％",
            "2024",
            "1,000",
        ]
    ),
    st.sampled_from([[], [0, 5], [[0, 5]], [5, 0.5], {}, {"zh": "一", "en": "one"}, {"a-bank": [0, 3]}]),
)


def _places(value: object, steps: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return ([steps] if steps else []) + [p for k, v in inner for p in _places(v, (*steps, k))]


@settings(max_examples=400, deadline=None)
@given(place=st.sampled_from(_places(WHOLE)), value=ANY)
def test_what_the_schema_refuses_the_reader_refuses(
    place: tuple[str | int, ...],
    value: object,
    validator: Draft7Validator,
    schema: Schema,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    content = changed(*place, to=value)
    if not validator.is_valid(content):
        assert not reader_accepts(content, tmp_path_factory.mktemp("changed"), schema)


@pytest.mark.parametrize(
    "content",
    [
        changed("statements", 0, "accept", to={"subject": "此处只有一家银行"}),
        changed("Bank", "a-bank", "accept", to={"duplicate": "两者不同"}),
        changed("accept", to=[{"rule": "digits", "at": [0, 5], "reason": "栏目编号"}]),
        changed("statements", 0, "subject_at", to=[6, 8]),
        changed("statements", 0, "object_at", to=[[6, 8], [9, 12]]),
        changed("statements", 1, "about_at", to=[6, 8]),
    ],
    ids=["statement", "entity", "file", "subject_at", "object_at", "about_at"],
)
def test_what_is_accepted_and_where_the_words_stand_may_be_said(
    content: dict[str, Any], validator: Draft7Validator, schema: Schema, tmp_path: Path
) -> None:
    assert [e.message for e in validator.iter_errors(content)] == []
    assert reader_accepts(content, tmp_path, schema)


def test_the_rules_that_allow_exceptions_are_offered_with_what_they_demand(schema: Schema) -> None:
    whole = curated_schema(schema)
    open_rules = {name for name, rule in RULES.items() if rule.kind is not Kind.STRUCTURE}
    offered = whole["definitions"]["key-accept"]["properties"]
    assert {*offered} == open_rules
    assert RULES["bound"].demand.zh in offered["bound"]["description"]
    of_file, _ = whole["properties"]["accept"]["items"]["properties"]["rule"]["oneOf"]
    assert {*of_file["enum"]} == open_rules


@pytest.mark.parametrize(
    "content",
    [
        changed("statements", 0, "accept", to=["subject"]),
        changed("statements", 0, "accept", to={"subject": " "}),
        changed("accept", to=[{"rule": "digits", "at": [0, 5]}]),
        changed("statements", 0, "subject_at", to=[6, 8, 12]),
    ],
)
def test_what_is_accepted_has_its_reason_and_a_pointer_is_a_span(
    content: dict[str, Any], validator: Draft7Validator, schema: Schema, tmp_path: Path
) -> None:
    assert not validator.is_valid(content)
    assert not reader_accepts(content, tmp_path, schema)


def test_known_ids_are_offered_with_their_names_and_others_stay_allowed(
    schema: Schema, knowledge: Knowledge
) -> None:
    offered = curated_schema(schema, knowledge.entities.values())
    ids, _ = offered["definitions"]["entity-id"]["oneOf"]
    assert {*ids["enum"]} == {*knowledge.entities}
    assert dict(zip(ids["enum"], ids["enumDescriptions"], strict=True))["icbc"] == (
        "中国工商银行 Industrial and Commercial Bank of China"
    )
    metrics, _ = offered["definitions"]["metric-id"]["oneOf"]
    assert {*metrics["enum"]} == {
        i for i, e in knowledge.entities.items() if e.attributes.get("quantity_kind")
    }
    assert {*offered["properties"]["named"]["properties"]} == {*knowledge.entities}
    assert Draft7Validator(offered).is_valid(WHOLE)


def test_a_vocabulary_of_ones_own_is_in_the_schema(tmp_path: Path) -> None:
    turtle = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (tmp_path / "my.ttl").write_text(turtle.split("```turtle\n")[1].split("```")[0], encoding="utf-8")
    validator = Draft7Validator(curated_schema(load_schema([tmp_path / "my.ttl"])))
    content = changed(
        "Regulation", to={"a-rule": {"zh": "法规", "en": "A Rule", "in_force_since": "2025-01-01"}}
    )
    content["statements"] = [
        {**RELATION, "predicate": "COMPLIES_WITH", "object": "a-rule"},
        {**FIGURE, "unit": "thousand"},
    ]
    assert [e.message for e in validator.iter_errors(content)] == []


def test_every_key_is_explained_in_both_languages(schema: Schema) -> None:
    """Each property of a mapping has, at the end of its references, a title and a description."""
    whole = curated_schema(schema)

    def unexplained(shape: object, name: str) -> list[str]:
        if isinstance(shape, list):
            return [n for part in shape for n in unexplained(part, name)]
        if not isinstance(shape, dict):
            return []
        found = [n for k, v in shape.items() if k != "properties" for n in unexplained(v, name)]
        for key, value in shape.get("properties", {}).items():
            target = whole["definitions"][value["$ref"].rpartition("/")[2]] if "$ref" in value else value
            if not {"title", "description"} <= {*target} and {*target} != {"not"}:
                found.append(f"{name}.{key}")
            found += unexplained(value, f"{name}.{key}")
        return found

    assert unexplained(whole, "") == []
