"""A random mistake in a random statement of the shipped data is caught, at least 19 times out of 20.

The rate of each kind is printed, and stays the same from run to run.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from bankgraph.loaders import read_curated, shipped_data, yaml_files
from bankgraph.loaders.checking import check
from bankgraph.ontology import InvalidDataError, Schema

TRIES = 100
ENOUGH = 0.95

Values = dict[str, Any]


@dataclass(frozen=True)
class Curation:
    """The shipped files, parsed, with a source of randomness."""

    entities: list[Path]
    sources: dict[Path, Values]
    classes: dict[str, str]
    schema: Schema
    chance: random.Random

    def statements(self, fits: Callable[[Values], bool]) -> Iterator[tuple[Path, Values, Values]]:
        """Yield, forever, a copy of a random file with one of its statements that fits."""
        fitting = [(f, i) for f, v in self.sources.items() for i, s in enumerate(v["statements"]) if fits(s)]
        while True:
            file, index = self.chance.choice(fitting)
            values = copy.deepcopy(self.sources[file])
            yield file, values, values["statements"][index]


@pytest.fixture(scope="module")
def curation(schema: Schema) -> Curation:
    files = yaml_files([shipped_data()])
    parsed = {file: yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for file in files}
    sources = {file: values for file, values in parsed.items() if "source" in values}
    entities = [file for file in files if file not in sources]
    classes = {e: cls for f in entities for cls, members in parsed[f].items() for e in members}
    return Curation(entities, sources, classes, schema, random.Random(20251211))  # noqa: S311


def figure(statement: Values) -> Values:
    """The part of a figure statement that has a value: itself, or its change."""
    part: Values = statement if "value" in statement else statement["change"]
    return part


def shift_a_span(statement: Values, curation: Curation) -> None:
    by = curation.chance.choice([-20, -10, -3, -2, -1, 1, 2, 3, 10, 20])
    span = statement["at"][0] if isinstance(statement["at"][0], list) else statement["at"]
    span[:] = [span[0] + by, span[1] + by]


def change_a_digit(statement: Values, curation: Curation) -> None:
    part = figure(statement)
    digits = str(part["value"])
    place = curation.chance.choice([i for i, c in enumerate(digits) if c.isdigit()])
    digit = curation.chance.choice([d for d in "123456789" if d != digits[place]])
    part["value"] = yaml.safe_load(digits[:place] + digit + digits[place + 1 :])


def change_the_unit(statement: Values, curation: Curation) -> None:
    part = figure(statement)
    now = curation.schema.unit_by_name[part["unit"]]
    others = [
        unit.notation
        for unit in curation.schema.units.values()
        if (unit.multiplier, unit.canonical) != (now.multiplier, now.canonical)
    ]
    part["unit"] = curation.chance.choice(others)


def change_the_bound(statement: Values, curation: Curation) -> None:
    part = figure(statement)
    signs = [sign for sign in ("=", ">", ">=", "<", "<=", "~") if sign != part.get("comparator", "=")]
    part["comparator"] = curation.chance.choice(signs)


def change_the_subject(statement: Values, curation: Curation) -> None:
    others = [entity for entity in curation.classes if entity != statement["subject"]]
    statement["subject"] = curation.chance.choice(others)


def change_the_subject_for_one_of_its_class(statement: Values, curation: Curation) -> None:
    now = statement["subject"]
    alike = [e for e, cls in curation.classes.items() if cls == curation.classes[now] and e != now]
    statement["subject"] = curation.chance.choice(alike)


def change_the_object(statement: Values, curation: Curation) -> None:
    others = [entity for entity in curation.classes if entity != statement["object"]]
    statement["object"] = curation.chance.choice(others)


def change_the_period(statement: Values, curation: Curation) -> None:
    now = str(statement["period"])
    statement["period"] = now.replace(now[:4], str(int(now[:4]) + curation.chance.choice([-1, 1])))


def invent_a_period(statement: Values, curation: Curation) -> None:
    statement["period"] = curation.chance.choice([2022, 2023, 2024, 2025])
    statement["period_inferred"] = curation.chance.choice([True, False])


@pytest.mark.parametrize(
    ("mutate", "fits"),
    [
        (shift_a_span, lambda _: True),
        (change_a_digit, lambda s: "metric" in s),
        (change_the_unit, lambda s: "metric" in s),
        (change_the_bound, lambda s: "metric" in s),
        (change_the_subject, lambda _: True),
        (change_the_subject_for_one_of_its_class, lambda _: True),
        (change_the_object, lambda s: "object" in s),
        (change_the_period, lambda s: "period" in s),
        (invent_a_period, lambda s: "metric" in s and "period" not in s),
    ],
    ids=lambda value: value.__name__.replace("_", " ") if value.__name__ != "<lambda>" else "",
)
def test_a_random_mistake_is_caught(
    mutate: Callable[[Values, Curation], None],
    fits: Callable[[Values], bool],
    curation: Curation,
    texts: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caught = 0
    mutants = curation.statements(fits)
    for _ in range(TRIES):
        file, values, statement = next(mutants)
        mutate(statement, curation)
        mutant = tmp_path / file.name
        mutant.write_text(yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
        caught += is_caught([*curation.entities, mutant], curation.schema, texts)
    with capsys.disabled():
        print(f"\n{mutate.__name__.replace('_', ' ')}: {caught} of {TRIES} caught", end=" ")  # noqa: T201
    assert caught >= ENOUGH * TRIES


def is_caught(files: list[Path], schema: Schema, texts: Path) -> bool:
    try:
        return bool(check(read_curated(files, schema), schema, texts).problems)
    except InvalidDataError:
        return True


def test_without_a_mistake_nothing_is_caught(curation: Curation, texts: Path) -> None:
    for source in curation.sources:
        assert not is_caught([*curation.entities, source], curation.schema, texts)
