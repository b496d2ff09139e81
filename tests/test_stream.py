"""Reading file by file, and reading at once what is plainly right, say the same as reading with care."""

from __future__ import annotations

import copy
import gc
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bankgraph.loaders import (
    Source,
    read_curated,
    read_knowledge,
    shipped_data,
    yaml_files,
)
from bankgraph.loaders.declarations import Declaration
from bankgraph.loaders.entities import read_source
from bankgraph.loaders.known import Known, ends
from bankgraph.loaders.plain_statements import PlainReader
from bankgraph.loaders.statements import StatementReader
from bankgraph.loaders.stream import Stream
from bankgraph.loaders.yaml_file import YamlFile, read_yaml
from bankgraph.ontology import InvalidDataError, Problem, Schema
from generate import generate

BANKS = """\
Bank:
  first-bank: {zh: 第一银行, en: First Bank}
  second-bank: {zh: 第二银行, en: Second Bank}
"""
OTHERS = """\
Model:
  deepseek: {zh: DeepSeek, en: DeepSeek}
Metric:
  technology-investment: {zh: 科技投入, en: technology investment, quantity_kind: money}
"""
HEAD = "title: t, publisher: p, published: 2025-05-13, language: zh, characters: 100"


def article(identifier: str, *statements: str) -> str:
    """A file that names a bank and makes these statements."""
    said = "".join(f"- {{{statement}}}\n" for statement in statements)
    return (
        f"source: {{id: {identifier}, {HEAD}, sha256: '{'a' * 64}'}}\n"
        f"named: {{first-bank: [0, 4]}}\nstatements:\n{said}"
    )


DEPLOYS = "subject: first-bank, predicate: DEPLOYS, object: deepseek, at: [0, 5]"


def written(folder: Path, *texts: str) -> list[Path]:
    """Files of these texts, in their order."""
    for letter, text in zip("abc", texts, strict=False):
        (folder / f"{letter}.yaml").write_text(text, encoding="utf-8")
    return yaml_files([folder])


# ---------------------------------------------------------------- file by file


def test_a_file_may_name_entities_of_any_later_file(tmp_path: Path, schema: Schema) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    texts = (BANKS + article("one", DEPLOYS), article("two", DEPLOYS.replace("[0, 5]", "[7, 9]")))
    first = read_curated(written(before, OTHERS, *texts), schema)
    last = read_curated(written(after, *texts, OTHERS), schema)
    assert first.knowledge == last.knowledge
    assert len(first.statements) == len(last.statements) == 4


def test_a_file_that_was_put_off_has_its_problems_once(tmp_path: Path, schema: Schema) -> None:
    outside = "subject: first-bank, predicate: PARTNERS_WITH, object: second-bank, at: [0, 500]"
    wrong = BANKS + article("one", outside, DEPLOYS.replace("deepseek", "deepsek"))
    with pytest.raises(InvalidDataError) as error:
        read_curated(written(tmp_path, wrong, OTHERS), schema)
    assert [problem.what for problem in error.value.problems] == [
        "span [0, 500] is not inside the text",
        "unknown entity 'deepsek'; did you mean 'deepseek'?",
    ]


def test_one_file_at_a_time_is_held(tmp_path: Path, schema: Schema) -> None:
    generate(tmp_path / "made", 2000, schema)
    files = yaml_files([tmp_path / "made"])
    assert len(files) > 5
    held = [sum(isinstance(held, YamlFile) for held in gc.get_objects()) for _ in Stream(schema).read(files)]
    assert len(held) == len(files)
    assert max(held) - min(held) <= 1


# ---------------------------------------------------------------- at once, and with care


def mappings(files: Iterable[Path]) -> Iterator[tuple[Declaration, Source]]:
    """Every statement of the files as it is declared, with its source."""
    for path in files:
        file = read_yaml(path)
        top = Declaration(file, (), file.content)
        if below := top.below("source"):
            source = read_source(below)
            yield from ((statement, source) for statement in top.each("statements"))


def readers(files: list[Path], schema: Schema) -> tuple[dict[str, Known], PlainReader]:
    known = {entity.id: Known.of(entity) for entity in read_knowledge(files, schema).entities.values()}
    return known, PlainReader(schema, known, ends(schema))


@pytest.mark.parametrize(("made", "share"), [(False, 0.5), (True, 0.85)])
def test_what_is_read_at_once_is_what_is_read_with_care(
    tmp_path: Path, schema: Schema, made: bool, share: float
) -> None:
    if made:
        generate(tmp_path / "made", 5000, schema)
    files = yaml_files([tmp_path / "made" if made else shipped_data()])
    known, plain = readers(files, schema)
    at_once = 0
    declared = list(mappings(files))
    for declaration, source in declared:
        careful = StatementReader(schema, known, source).statement(declaration)
        assert careful is not None
        if found := plain.statement(declaration.values, source):
            assert found == careful
            at_once += 1
        else:
            plain.learn(declaration.values, careful)
    assert at_once > share * len(declared)


RIGHT: list[dict[str, Any]] = [
    {
        "subject": "first-bank",
        "predicate": "DEPLOYS",
        "object": "deepseek",
        "status": "in use",
        "period": 2024,
        "period_inferred": True,
        "attributed_to": "first-bank",
        "at": [0, 13],
    },
    {"subject": "first-bank", "predicate": "DEPLOYS", "object": "deepseek", "role": "1", "at": [0, 13]},
    {
        "subject": "first-bank",
        "metric": "technology-investment",
        "about": "deepseek",
        "value": 25.19,
        "unit": "亿元",
        "comparator": ">",
        "as_written": "25.19亿元",
        "period": "2024",
        "at": [30, 40],
    },
    {"subject": "first-bank", "metric": "technology-investment", "value": 3, "unit": "亿元", "at": [30, 40]},
]
VALUES = st.sampled_from(
    [
        *(
            "first-bank",
            "second-bank",
            "deepseek",
            "technology-investment",
            " deepseek",
            "DEPLOYS",
            "USES",
            "x",
        ),
        *(None, True, False, 1, 0, 1.0, -0.0, 0.0, 2024, 2024.0, "2024", "2024-13", "1", "", " ", "a\0b"),
        *(
            "in use",
            "planned",
            "亿元",
            "万元",
            "%",
            ">",
            "=",
            "==",
            "1,000",
            "１",
            "五",
            "nan",
            1e300,
            float("inf"),
        ),
        *([0, 5], [0, 101], [5, 5], [-1, 5], [0, 5.0], [True, 5], [[0, 5]], [0], [], {}, {"a": 1}, (0, 5)),
    ]
)


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> tuple[StatementReader, PlainReader]:
    """A careful reader, and one that has learned from it what is right."""
    folder = tmp_path_factory.mktemp("taught")
    known, plain = readers(written(folder, BANKS + OTHERS), schema)
    source = Source("the-article", "t", "p", "2025-05-13", "zh", "a" * 64, 100)
    careful = StatementReader(schema, known, source)
    for values in RIGHT:
        problems: list[Problem] = []
        statement = careful.statement(Declaration(Nowhere(), (), values, problems))
        assert statement is not None
        assert not problems
        plain.learn(values, statement)
        assert plain.statement(values, source) == statement, "nothing was learned"
    return careful, plain


class Nowhere:
    """A file that is none."""

    path = Path("none.yaml")

    def problem(self, steps: tuple[str | int, ...], what: str, mend: str) -> Problem:
        """Return a problem at no place."""
        return Problem(str(self.path), 1, 1, f"{steps}: {what}", mend)


@settings(max_examples=1500, deadline=None)
@given(
    right=st.sampled_from(RIGHT),
    changes=st.lists(st.tuples(st.integers(0, 8), VALUES), min_size=1, max_size=2),
)
def test_whatever_value_stands_in_a_statement_it_is_not_let_pass_unless_right(
    taught: tuple[StatementReader, PlainReader], right: dict[str, Any], changes: list[tuple[int, Any]]
) -> None:
    careful, plain = taught
    values = copy.deepcopy(right)
    for place, value in changes:
        values[list(values)[place % len(values)]] = value
    problems: list[Problem] = []
    statement = careful.statement(Declaration(Nowhere(), (), values, problems))
    if found := plain.statement(values, careful.source):
        assert not problems
        assert repr(found) == repr(statement), "equal, and written alike, as 1 and 1.0 are not"
    if statement and not problems:
        plain.learn(values, statement)


@pytest.mark.parametrize("values", [None, 5, "at", [], ["subject", "predicate", "object", "at"], {1: 2}, {}])
def test_what_is_no_statement_is_left_to_the_careful_reader(
    taught: tuple[StatementReader, PlainReader], values: object
) -> None:
    careful, plain = taught
    assert plain.statement(values, careful.source) is None


def test_values_that_are_equal_and_not_written_alike_are_told_apart(
    taught: tuple[StatementReader, PlainReader],
) -> None:
    careful, plain = taught
    for role in (0.0, -0.0, 1, 1.0, "1"):
        values = {**RIGHT[1], "role": role}
        statement = careful.statement(Declaration(Nowhere(), (), values))
        assert statement is not None
        assert statement.qualifiers.others == {"role": str(role)}
        assert plain.statement(values, careful.source) in (None, statement)
        plain.learn(values, statement)
        assert plain.statement(values, careful.source) in (None, statement)
