"""Whole graphs to test with: all that a curator can write, in small and in odd combinations.

The parts (texts, qualifiers, figures …) are drawn from pools that are made beforehand, so that ten thousand
graphs take half a minute; each pool begins with its plainest part, which is where Hypothesis shrinks to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from random import Random
from typing import Any, TypeAlias

from hypothesis import strategies as st

from bankgraph.loaders import (
    Change,
    Entity,
    Evidence,
    Knowledge,
    Naming,
    Observation,
    Qualifiers,
    Quantity,
    Relation,
    Source,
    Statement,
)
from bankgraph.loaders.knowledge import COMPARATORS, ordered
from bankgraph.loaders.periods import read_period
from bankgraph.ontology import Label, Schema

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]

SIZE = 200  # parts in a pool
LENGTH = 5000  # code points of a source
ODD = (
    "中国工商银行",
    "“小示”助手",
    "🏦🤖👩‍💻",
    'say "yes"',
    "it's",
    "one\ntwo\n\n  three",
    "tab\there",
    "back\\slash \\n \\u0041",
    "بنك \u202eabc\u202c",
    "<b>&amp;</b> ]]>",
    "@prefix bg: <x> .",
    '["a", "b"]',
    "_x000A_ _x_",
    "null",
    "true",
    "300",
    "2025-05-13",
    "#char=1,2",
    "a; b, c . d",
    "\"\"\" '''",
    "\ufffe\uffff\u2028\u200b\ufeff\u00ad",
    "𠀀\U0010ffff",
    "e\u0301 → é",
    "{} $x ?y %s",
    "é" * 3000,
)
PERIODS = (
    "2024",
    "2025-06",
    "2025-05-13",
    "2025-01/2025-06",
    "2023/..",
    "../2024",
    "202X",
    "2024~",
    "2024-21",
)
NUMBERS = ("1", "0", "-3.5", "0.10", "25.190", "300", "1E+20", "1E-9", "-0", "123456789012345678901.5")


def as_read(text: str) -> str:
    """A text as the loader takes it from a file."""
    return unicodedata.normalize("NFC", text).strip()


TEXTS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\t"\\中'), min_size=1)
    .map(as_read)
    .filter(bool)
)
"""Any text that a curator can write."""


class Graphs:
    """Strategies over the terms of a vocabulary."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._random = Random(20251123)  # noqa: S311  # parts of test data

    @cached_property
    def knowledge(self) -> st.SearchStrategy[Knowledge]:
        """Knowledge of up to two sources and some six statements, many of them between the same ends."""
        return st.composite(self._knowledge)()

    def _knowledge(self, draw: Draw) -> Knowledge:
        classes: dict[str, str] = {}
        statements: dict[str, Statement] = {}
        for make in draw(st.lists(st.sampled_from(self._kinds), max_size=3)):
            statements |= {statement.id: statement for statement in make(draw, classes)}
        self._member(draw, classes, draw(self._class))
        measured = {s.metric for s in statements.values() if isinstance(s, Observation)}
        entities = {i: self._entity(draw, i, cls, i in measured) for i, cls in classes.items()}
        return Knowledge(entities, draw(self._sources), tuple(statements.values()))

    @cached_property
    def _kinds(self) -> list[Callable[[Draw, dict[str, str]], list[Statement]]]:
        return [self._naming, self._relations, self._relations, self._observation]

    def _naming(self, draw: Draw, classes: dict[str, str]) -> list[Statement]:
        return [Naming(self._member(draw, classes, draw(self._class)), draw(self._evidence))]

    def _relations(self, draw: Draw, classes: dict[str, str]) -> list[Statement]:
        """One relation, or several between the same ends that differ in what qualifies them."""
        relation = self.schema.relations[draw(st.sampled_from(self.schema.curated_relations))]
        subject, target = (
            self._member(draw, classes, draw(self._below(end))) for end in (relation.domain, relation.range)
        )
        if subject == target:  # nothing stands in a relation to itself
            target = subject.removesuffix("-2") if subject.endswith("-2") else f"{subject}-2"
            classes[target] = classes[subject]
        several = draw(st.lists(self._qualifiers, min_size=1, max_size=3))
        if subject == target:  # nothing stands in a relation to itself
            return []
        return [
            Relation(subject, relation.name, target, self._attributed(draw, classes, q), draw(self._evidence))
            for q in several
        ]

    def _observation(self, draw: Draw, classes: dict[str, str]) -> list[Statement]:
        (metric_class,) = self.schema.relations["OF_METRIC"].range
        quantity, change = draw(self._figures)
        as_written = draw(self._optional_texts)
        return [
            Observation(
                self._member(draw, classes, draw(self._class)),
                self._member(draw, classes, metric_class),
                self._member(draw, classes, draw(self._class)) if draw(st.booleans()) else None,
                quantity,
                change,
                self._attributed(draw, classes, draw(self._qualifiers)),
                tuple(replace(piece, as_written=as_written) for piece in draw(self._evidence)),
            )
        ]

    def _member(self, draw: Draw, classes: dict[str, str], cls: str) -> str:
        """One of the two entities of a class, so that statements meet at the same ones."""
        second: str = draw(st.sampled_from(["", "-2"]))
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls).lower() + second
        classes[name] = cls
        return name

    def _attributed(self, draw: Draw, classes: dict[str, str], qualifiers: Qualifiers) -> Qualifiers:
        """Qualifiers in which each id of an entity is that of one that is there."""
        others = {
            name: self._member(draw, classes, draw(self._class))
            if self.schema.qualifiers[name].datatype == "entityId"
            else value
            for name, value in qualifiers.others.items()
        }
        return replace(qualifiers, others=others)

    def _entity(self, draw: Draw, identifier: str, cls: str, measured: bool) -> Entity:
        entity: Entity = draw(self._entities(cls))
        attributes = {**entity.attributes, **({"quantity_kind": "count"} if measured else {})}
        return replace(entity, id=identifier, attributes=attributes)

    def _below(self, names: tuple[str, ...]) -> st.SearchStrategy[str]:
        return st.sampled_from([c for c in self.schema.entity_classes if self.schema.is_a(c, names)])

    @cached_property
    def _class(self) -> st.SearchStrategy[str]:
        return st.sampled_from(self.schema.entity_classes)

    # ------------------------------------------------------------ pools

    @cached_property
    def _texts(self) -> list[str]:
        free = (
            as_read("".join(map(self._character, range(self._random.randint(1, 9))))) for _ in range(SIZE)
        )
        return ["text", *map(as_read, ODD), *filter(None, free)]

    def _character(self, _: int) -> str:
        """A character that is neither a surrogate nor a control character."""
        code = self._random.choice(
            [0x20, 0x21, 0x7F + 0x21, 0x3000, 0x4E00, 0x1F300]
        ) + self._random.randrange(90)
        return chr(code) if unicodedata.category(chr(code)) not in ("Cs", "Cc") else "·"

    def _text(self) -> str:
        return self._random.choice(self._texts)

    def _label(self) -> Label:
        return Label(self._text(), self._text())

    def _maybe(self) -> bool:
        return self._random.random() < 0.5

    @cached_property
    def _optional_texts(self) -> st.SearchStrategy[str | None]:
        return st.sampled_from([None, *self._texts])

    @cached_property
    def _sources(self) -> st.SearchStrategy[dict[str, Source]]:
        def source(identifier: str) -> Source:
            day = f"20{self._random.randint(10, 30)}-0{self._random.randint(1, 9)}-28"
            url = self._random.choice([None, "https://example.org/一?a=b#c", "not an address"])
            language = self._random.choice(["zh", "en", "zh-Hant"])
            length = self._random.choice([LENGTH, 10**9])
            return Source(identifier, self._text(), self._text(), day, language, "0a" * 32, length, url)

        return st.sampled_from([{i: source(i) for i in ("one", "two-2025")} for _ in range(SIZE)])

    @cached_property
    def _evidence(self) -> st.SearchStrategy[tuple[Evidence, ...]]:
        def piece() -> Evidence:
            start = self._random.choice([0, self._random.randrange(LENGTH - 10)])
            return Evidence(
                self._random.choice(["one", "two-2025"]), start, start + self._random.randint(1, 10)
            )

        made = [ordered(piece() for _ in range(self._random.randint(1, 4))) for _ in range(SIZE)]
        return st.sampled_from([(Evidence("one", 0, 1),), *made])

    @cached_property
    def _qualifiers(self) -> st.SearchStrategy[Qualifiers]:
        def qualifiers() -> Qualifiers:
            others = {
                name: self._random.choice([*q.values]) if q.values else self._text()
                for name, q in self.schema.qualifiers.items()
                if name not in ("period", "period_inferred") and self._maybe()
            }
            period = read_period(self._random.choice(PERIODS)) if self._maybe() else None
            return Qualifiers(period, self._maybe(), others)

        return st.sampled_from([Qualifiers(), *(qualifiers() for _ in range(SIZE))])

    @cached_property
    def _figures(self) -> st.SearchStrategy[tuple[Quantity | None, Change | None]]:
        """A figure, a change, or both."""

        def figure() -> tuple[Quantity | None, Change | None]:
            bases = [*self.schema.attributes["change_basis"].values]
            baseline = self._text() if self._maybe() else None
            change = Change(self._quantity(None), self._random.choice(bases), baseline)
            return self._random.choice(
                [(self._quantity("count"), None), (None, change), (self._quantity("count"), change)]
            )

        return st.sampled_from([(self._quantity("count"), None), *(figure() for _ in range(SIZE))])

    def _quantity(self, kind: str | None) -> Quantity:
        unit = self._random.choice([u for u in self.schema.units.values() if kind in (None, u.kind)])
        value, comparator = Decimal(self._random.choice(NUMBERS)), self._random.choice(COMPARATORS)
        name = self._random.choice(unit.names)
        return Quantity(value, name, comparator, value * unit.multiplier, unit.canonical)

    def _entities(self, cls: str) -> st.SearchStrategy[Entity]:
        return self._entities_by_class[cls]

    @cached_property
    def _entities_by_class(self) -> dict[str, st.SearchStrategy[Entity]]:
        def entity(cls: str) -> Entity:
            attributes: dict[str, str] = {}
            for a in self.schema.own_attributes[cls]:
                if self._maybe():
                    values = [*a.values] or self._texts
                    attributes |= {name: self._random.choice(values) for name in a.properties}
            aliases = tuple(self._text() for _ in range(self._random.randint(0, 3)))
            return Entity(
                "", cls, self._label(), aliases, self._label() if self._maybe() else None, attributes
            )

        def plain(cls: str) -> Entity:
            return Entity("", cls, Label("名", "name"))

        return {
            cls: st.sampled_from([plain(cls), *(entity(cls) for _ in range(SIZE))])
            for cls in self.schema.entity_classes
        }
