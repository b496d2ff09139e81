"""Curated YAML of any size, made up in the shipped vocabulary: for measuring, not for reading.

Names are Chinese and English, a few things are in most statements and most things in a few (Zipf), about
one statement in five is a figure, and one in four is stated by more than one source. Nothing contradicts
another, so that a check of it finds no problem: all figures of a metric are one.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby, islice
from operator import itemgetter
from pathlib import Path

from bankgraph.ontology import Schema

_ZH = "数智云银金融科技服务平台客户风控信贷模型算力支付普惠财富运营网点渠道数据生态"
_EN = ("digital", "cloud", "risk", "credit", "model", "data", "branch", "wealth", "payment", "smart", "core")
_FIGURES = 0.2
_MORE_SOURCES = ((1, 75), (2, 17), (3, 6), (4, 2))
_IN_A_SOURCE = 300  # statements; an article of two thousand words yields about as many
_IN_A_FILE = 5_000  # entities
_CHARACTERS = 200_000
_KIND = "quantity_kind"


@dataclass(frozen=True, slots=True)
class Things:
    """Made-up entities of one class, a few of which are met far more often than the others."""

    ids: tuple[str, ...]
    weights: tuple[float, ...]

    def pick(self, chance: random.Random) -> str:
        return chance.choices(self.ids, cum_weights=self.weights)[0]


def generate(directory: Path, statements: int, schema: Schema, seed: int = 1) -> None:
    """Write curated YAML that holds this many relations and figures into a new directory."""
    chance = random.Random(seed)  # noqa: S311  # the same data each time
    directory.mkdir(parents=True)
    things = _things(schema, max(statements // 10, 200))
    for number, text in enumerate(_entities(things, schema, chance)):
        name = f"entities-{number}.yaml" if number else "entities.yaml"
        (directory / name).write_text(text, encoding="utf-8")
    told = [_statement(things, schema, chance) for _ in range(statements)]
    repeated = [one for one in told for _ in range(_weighted(_MORE_SOURCES, chance))]
    chance.shuffle(repeated)
    for number, start in enumerate(range(0, len(repeated), _IN_A_SOURCE)):
        text = _source(number, repeated[start : start + _IN_A_SOURCE], chance)
        (directory / f"source-{number}.yaml").write_text(text, encoding="utf-8")


def _things(schema: Schema, number: int) -> dict[str, Things]:
    each = number // len(schema.entity_classes)
    weights = tuple(accumulate(1 / rank for rank in range(1, each + 1)))
    return {
        cls: Things(tuple(f"{cls.lower()}-{i}" for i in range(each)), weights)
        for cls in schema.entity_classes
    }


def _entities(things: dict[str, Things], schema: Schema, chance: random.Random) -> Iterator[str]:
    """Yield the text of each file."""
    every = ((cls, number) for cls, members in things.items() for number in range(len(members.ids)))
    while some := list(islice(every, _IN_A_FILE)):
        grouped = groupby(some, key=itemgetter(0))
        yield "".join(
            f"{cls}:\n" + "".join(_entity(things[cls].ids[n], n, cls, schema, chance) for _, n in group)
            for cls, group in grouped
        )


def _entity(identifier: str, number: int, cls: str, schema: Schema, chance: random.Random) -> str:
    twice = "".join(digit * 2 for digit in str(number))  # so that no two names are almost alike
    zh = "".join(chance.choices(_ZH, k=chance.randint(3, 10))) + twice
    en = " ".join(chance.choices(_EN, k=chance.randint(2, 5)))
    kinds = "".join(
        f"    {attribute.name}: {_value(attribute.values, number)}\n"
        for attribute in schema.own_attributes[cls]
        if attribute.values
    )
    return f"  {identifier}:\n    zh: {zh}\n    en: {en} {number}\n    aliases: [{zh[:2]}{number}甲]\n{kinds}"


def _value(values: Iterable[str], number: int) -> str:
    """A value by turns, so that the kind of a metric's figures follows from its number."""
    known = sorted(values)
    return known[number % len(known)]


def _statement(things: dict[str, Things], schema: Schema, chance: random.Random) -> str:
    lines = (
        _figure(things, schema, chance) if chance.random() < _FIGURES else _relation(things, schema, chance)
    )
    if chance.random() < 0.3:
        lines.append(f"status: {_any(schema.qualifiers['status'].values, chance)}")
    if chance.random() < 0.2:
        lines.append(f"period: {chance.randint(2019, 2025)}-{chance.randint(1, 12):02}")
    return "- " + "\n  ".join(lines) + "\n"


def _relation(things: dict[str, Things], schema: Schema, chance: random.Random) -> list[str]:
    relation = schema.relations[chance.choice(schema.curated_relations)]
    subject = target = _member(things, relation.domain, schema, chance)
    while target == subject:
        target = _member(things, relation.range, schema, chance)
    return [f"subject: {subject}", f"predicate: {relation.name}", f"object: {target}"]


def _figure(things: dict[str, Things], schema: Schema, chance: random.Random) -> list[str]:
    metric = _member(things, schema.relations["OF_METRIC"].range, schema, chance)
    number = int(metric.rpartition("-")[2])
    kind = _value(schema.attributes[_KIND].values, number)
    units = [u for u in schema.units.values() if u.kind == kind]
    unit = units[number % len(units)]
    value = f"{(number * 7919) % 100_000 / 100:.2f}"
    return [
        f"subject: {_member(things, schema.relations['REPORTED'].domain, schema, chance)}",
        f"metric: {metric}",
        f"value: {value}",
        f"unit: {chance.choice(unit.names)!r}",
        f"comparator: '{_any(schema.attributes['comparator'].values, chance)}'",
        f"as_written: {value}{unit.label.zh}",
    ]


def _member(
    things: dict[str, Things], classes: tuple[str, ...], schema: Schema, chance: random.Random
) -> str:
    fit = [cls for cls in things if schema.is_a(cls, classes)]
    return things[chance.choice(fit)].pick(chance)


def _any(values: Iterable[str], chance: random.Random) -> str:
    return chance.choice(sorted(values))


def _weighted(numbers: tuple[tuple[int, int], ...], chance: random.Random) -> int:
    return chance.choices([n for n, _ in numbers], [weight for _, weight in numbers])[0]


def _source(number: int, statements: list[str], chance: random.Random) -> str:
    head = (
        f"source:\n  id: source-{number}\n  title: 报道{number}\n  publisher: 示例报\n"
        f"  published: 2026-01-01\n"
        f"  language: zh\n  sha256: {hashlib.sha256(str(number).encode()).hexdigest()}\n"
        f"  characters: {_CHARACTERS}\n"
    )
    subjects = dict.fromkeys(statement.split("\n")[0].removeprefix("- subject: ") for statement in statements)
    named = "".join(f"  {identifier}: {_span(chance)}\n" for identifier in subjects)
    told = "".join(f"{statement}  at: {_span(chance)}\n" for statement in statements)
    return f"{head}named:\n{named}statements:\n{told}"


def _span(chance: random.Random) -> str:
    start = chance.randint(0, _CHARACTERS - 200)
    return f"[{start}, {start + chance.randint(4, 150)}]"
