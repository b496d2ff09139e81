"""The check proves what a statement says against its text, and names every rule that is broken."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bankgraph.loaders import read_curated, shipped_data
from bankgraph.loaders.checking import RULES, Findings, Kind, check
from bankgraph.ontology import InvalidDataError, Schema, UnreachableError

TEXT = (
    "甲银行年报称,2024年,甲银行科技投入超过25.19亿元,同比增长10%;该行部署了“灵犀”模型。"
    "By the end of June, Second Bank's platform had nearly 2,000 users, more than twofold that of 2023. "
    "It won the Golden Prize [1]."
)

HEAD = """\
Bank:
  first-bank: {zh: 甲银行, en: First Bank}
  second-bank: {zh: 第二银行, en: Second Bank}
Model:
  lingxi: {zh: “灵犀”模型, en: Lingxi model, aliases: [灵犀]}
Platform:
  a-platform: {zh: 平台, en: platform}
Award:
  golden-prize: {zh: 金奖, en: Golden Prize}
Metric:
  investment: {zh: 科技投入, en: technology investment, quantity_kind: money}
  users: {zh: 用户数, en: users, quantity_kind: count}
"""


def at(words: str, start: int = 0) -> str:
    """The span of words of the text, as YAML."""
    position = TEXT.index(words, start)
    return f"[{position}, {position + len(words)}]"


INVESTMENT = {
    "subject": "first-bank",
    "metric": "investment",
    "value": "25.19",
    "unit": "亿元",
    "comparator": "'>'",
    "as_written": "超过25.19亿元",
    "period": "2024",
    "change": "{value: 10, unit: '%', basis: year on year}",
    "at": at("2024年,甲银行科技投入超过25.19亿元,同比增长10%"),
}
USERS = {
    "subject": "second-bank",
    "metric": "users",
    "about": "a-platform",
    "value": "2000",
    "unit": "count",
    "comparator": "'<'",
    "as_written": "nearly 2,000",
    "period": "2024-06",
    "period_inferred": "true",
    "change": "{value: 2, unit: times, comparator: '>', basis: baseline, baseline: '2023'}",
    "at": at(
        "By the end of June, Second Bank's platform had nearly 2,000 users, more than twofold that of 2023"
    ),
}
DEPLOYS = {
    "subject": "first-bank",
    "predicate": "DEPLOYS",
    "object": "lingxi",
    "at": at("该行部署了“灵犀”模型"),
}
RECEIVED = {
    "subject": "second-bank",
    "predicate": "RECEIVED",
    "object": "golden-prize",
    "at": at("It won the Golden Prize"),
}
NAMED = {
    "first-bank": at("甲银行"),
    "investment": at("科技投入"),
    "lingxi": at("“灵犀”模型"),
    "second-bank": at("Second Bank"),
    "a-platform": at("platform"),
    "users": at("users"),
    "golden-prize": at("Golden Prize"),
}


@dataclass
class World:
    """A curated article, to be changed in one place and checked."""

    folder: Path
    schema: Schema
    named: dict[str, str] = field(default_factory=lambda: dict(NAMED))
    statements: list[dict[str, str]] = field(
        default_factory=lambda: [dict(s) for s in (INVESTMENT, USERS, DEPLOYS, RECEIVED)]
    )
    head: str = HEAD
    accept: str = ""
    text: str = TEXT
    characters: int = len(TEXT)
    sha256_of: str = TEXT

    def check(self, *, with_texts: bool = True) -> Findings:
        texts = self.folder / "texts"
        texts.mkdir(exist_ok=True)
        (texts / "article.txt").write_text(self.text, encoding="utf-8")
        file = self.folder / "article.yaml"
        file.write_text(self.yaml(), encoding="utf-8")
        return check(read_curated([file], self.schema), self.schema, texts if with_texts else None)

    def yaml(self) -> str:
        sha256 = hashlib.sha256(self.sha256_of.encode()).hexdigest()
        statements = ["".join(f"  {k}: {v}\n" for k, v in s.items() if v) for s in self.statements]
        return (
            f"{self.head}source: {{id: an-article, title: t, publisher: p, published: 2024-07-01, "
            f"language: zh, sha256: {sha256}, characters: {self.characters}}}\n{self.accept}"
            "named:\n"
            + "".join(f"  {k}: {v}\n" for k, v in self.named.items())
            # each statement starts with "- " in place of its first indentation
            + "statements:\n"
            + "".join(f"-{s[1:]}" for s in statements)
        )


@pytest.fixture
def world(tmp_path: Path, schema: Schema) -> World:
    return World(tmp_path, schema)


def broken(findings: Findings) -> set[str]:
    """The rules that are broken."""
    return {name for name, tally in findings.tallies.items() if tally.broken}


def test_what_the_text_says_is_proven_by_every_rule(world: World) -> None:
    findings = world.check()
    assert findings.problems == []
    assert findings.left == []
    assert findings.proven == len(NAMED) + 4
    held = {name: tally.held for name, tally in findings.tallies.items()}
    counts = {"figure": 2, "bound": 2, "change": 2, "period": 2, "subject": 4, "object": 2, "about": 1}
    assert {name: held[name] for name in counts} == counts


Mutation = Callable[[World], object]


def changed(statement: int, **values: str) -> Mutation:
    return lambda world: world.statements[statement].update(values)


BROKEN: list[tuple[str, str, Mutation]] = [
    ("a digit", "figure", changed(0, value="25.91")),
    ("a unit", "figure", changed(0, unit="万元")),
    ("another quotation", "figure", changed(0, as_written="25.91亿元")),
    ("a quotation outside the span", "figure", changed(0, at=at("甲银行科技投入"))),
    ("a bound dropped", "bound", changed(0, comparator="'='")),
    ("a bound left out of the quotation", "bound", changed(0, comparator="'='", as_written="25.19亿元")),
    ("a bound turned", "bound", changed(1, comparator="'>'")),
    ("a change", "change", changed(0, change="{value: 11, unit: '%', basis: year on year}")),
    ("points for per cent", "change", changed(0, change="{value: 10, unit: pp, basis: year on year}")),
    ("the bound of a change", "change", changed(1, change="{value: 2, unit: times, basis: baseline}")),
    ("the basis", "change", changed(1, change=USERS["change"].replace("baseline,", "year on year,"))),
    ("the baseline", "change", changed(1, change=USERS["change"].replace("2023", "2022"))),
    ("the sign of a change", "change", changed(0, change="{value: -10, unit: '%', basis: year on year}")),
    ("the sign of a value", "figure", changed(0, value="-25.19")),
    ("a basis left unstated", "change", changed(0, change="{value: 10, unit: '%', basis: unstated}")),
    ("a written period", "period", changed(0, period="2023")),
    ("a period dropped", "period", changed(0, period="")),
    ("a written period called inferred", "period", changed(0, period_inferred="true")),
    ("an inferred period", "period", changed(1, period="2024-05")),
    ("an inferred period called written", "period", changed(1, period_inferred="")),
    ("a period invented", "period", changed(2, period="2024", period_inferred="false")),
    ("the subject of a figure", "subject", changed(0, subject="second-bank")),
    ("the subject of a relation", "subject", changed(2, subject="second-bank")),
    ("a subject after another", "subject", changed(3, subject="first-bank")),
    ("an object", "object", changed(2, object="deepseek")),
    ("what a figure is about", "about", changed(1, about="golden-prize")),
    ("a pointer elsewhere", "subject", changed(3, subject_at=at("甲银行"))),
    ("a span into a word", "span", changed(1, at=at("econd Bank's platform had nearly 2,000"))),
    ("a span into a name", "span", changed(2, at=at("该行部署了“灵"))),
    ("a span into a number", "span", changed(0, at=at("2024年,甲银行科技投入超过25.1"))),
    ("a span into white space", "span", changed(3, at=at(" won the Golden Prize"))),
    ("a shifted name", "name", lambda world: world.named.update({"investment": at("银行科技")})),
    ("another name", "name", lambda world: world.named.update({"a-platform": at("users")})),
    ("a text of another length", "span", lambda world: setattr(world, "characters", len(TEXT) + 1)),
]


@pytest.mark.parametrize(("rule", "mutate"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_statement_that_the_text_does_not_say_is_named(
    rule: str, mutate: Mutation, world: World, tmp_path: Path
) -> None:
    if rule == "object":
        world.head = HEAD.replace("Platform:", "  deepseek: {zh: DeepSeek, en: DeepSeek}\nPlatform:")
    mutate(world)
    findings = world.check()
    assert rule in broken(findings), findings.problems
    assert all(str(tmp_path / "article.yaml") == problem.file for problem in findings.problems)
    assert any(f"(rule {rule})" in problem.mend for problem in findings.problems)


@pytest.mark.parametrize(
    ("said", "change", "is_broken"),
    [
        ("同比下降10%", "{value: -10, unit: '%', basis: year on year}", False),
        ("同比下降10%", "{value: 10, unit: '%', basis: year on year}", True),
        ("较年初增长8%,同比增长10%", "{value: 10, unit: '%', basis: year on year}", False),
        ("较年初增长8%,同比增长10%", "{value: 8, unit: '%', basis: year on year}", True),
        ("较上年同期增长10%", "{value: 10, unit: '%', basis: year on year}", False),
    ],
)
def test_a_change_is_read_with_its_direction_and_the_basis_of_its_clause(
    said: str, change: str, is_broken: bool, schema: Schema, tmp_path: Path
) -> None:
    text = f"2024年,甲银行科技投入超过25.19亿元,{said}。"
    world = World(tmp_path, schema, text=text, characters=len(text), sha256_of=text)
    world.named = {"first-bank": "[6, 9]", "investment": "[9, 13]"}
    world.statements = [INVESTMENT | {"change": change, "at": f"[0, {len(text) - 1}]"}]
    assert ("change" in broken(world.check())) == is_broken


def test_a_span_that_names_another_of_the_class_does_not_speak_of_the_one_before(world: World) -> None:
    span = "Second Bank's platform had nearly 2,000 users, more than twofold that of 2023"
    world.statements[1] |= {"subject": "first-bank", "at": at(span)}
    assert "subject" in broken(world.check())


def test_a_problem_stands_at_the_line_and_column_of_its_value(world: World) -> None:
    world.statements[0]["value"] = "25.91"
    (problem,) = world.check().problems
    line = world.yaml().splitlines()[problem.line - 1]
    assert line[problem.column - 1 :] == "25.91"


def test_a_far_subject_is_proven_where_the_statement_points_to_its_name(world: World) -> None:
    world.statements[3]["subject"] = "a-platform"  # the platform is named before, and after it no other one
    world.statements[3]["subject_at"] = at("platform")
    assert broken(world.check()) == set()


def test_a_figure_that_is_not_quoted_is_not_proven(world: World) -> None:
    world.statements[0]["as_written"] = ""
    (problem,) = world.check().problems
    assert problem.what == "without as_written there is no figure in the span"


def test_several_pointers_are_all_proven(world: World) -> None:
    world.statements[3]["subject_at"] = f"[{at('Second Bank')}, {at('Second Bank')}]"
    assert world.check().problems == []
    world.statements[3]["subject_at"] = f"[{at('Second Bank')}, {at('甲银行')}]"
    assert broken(world.check()) == {"subject"}


def test_an_exception_with_a_reason_is_counted_and_not_reported(world: World) -> None:
    world.statements[0] |= {"value": "25.91", "accept": "{figure: the text misprints it}"}
    findings = world.check()
    assert findings.problems == []
    assert findings.tallies["figure"].accepted == 1


def test_a_source_excepts_spans(world: World) -> None:
    world.named["investment"] = at("银行科技")
    world.accept = f"accept: [{{rule: name, at: {at('甲银行科技投入')}, reason: an example}}]\n"
    assert world.check().problems == []


@pytest.mark.parametrize(
    ("accept", "said"),
    [
        ("{figure: nothing is wrong}", "nothing here breaks the rule 'figure'"),
        ("{figures: misspelt}", "there is no rule 'figures' to be excepted from; did you mean 'figure'?"),
        ("{yaml: no}", "there is no rule 'yaml'"),
    ],
)
def test_an_exception_that_excepts_nothing_is_a_problem(accept: str, said: str, world: World) -> None:
    world.statements[0]["accept"] = accept
    (problem,) = world.check().problems
    assert said in str(problem)


def test_an_exception_without_a_reason_is_refused(world: World) -> None:
    world.statements[0]["accept"] = "{figure: }"
    with pytest.raises(InvalidDataError, match="figure is missing"):
        world.check()


def test_what_no_statement_quotes_and_no_entity_names_is_left_to_curate(world: World) -> None:
    del world.statements[1]
    del world.statements[2]
    del world.named["golden-prize"]
    left = {str(problem).split("'")[1]: problem for problem in world.check().left}
    assert {*left} == {"nearly 2,000", "more than twofold", "2023", "Golden Prize"}
    assert "is 'golden-prize', which is not named" in left["Golden Prize"].what
    line, column = left["Golden Prize"].line, left["Golden Prize"].column
    assert TEXT.splitlines()[line - 1][column - 1 :].startswith("Golden Prize")


def test_a_name_that_the_graph_does_not_know_is_left_to_curate(world: World) -> None:
    world.head = HEAD.replace("Award:\n  golden-prize: {zh: 金奖, en: Golden Prize}\n", "")
    del world.named["golden-prize"], world.statements[3]
    (left,) = world.check().left
    assert left.what.startswith("'Golden Prize' at [")
    assert left.what.endswith("is not named")


def test_another_text_proves_nothing(world: World) -> None:
    world.text += "more"
    findings = world.check()
    assert findings.proven == 0
    assert findings.unread == {"an-article": len(NAMED) + 4}


def test_without_the_texts_nothing_counts_as_proven(world: World) -> None:
    findings = world.check(with_texts=False)
    assert findings.proven == 0
    assert "figure" not in findings.tallies


def test_a_missing_directory_of_texts_is_named(world: World, schema: Schema, tmp_path: Path) -> None:
    world.check()
    with pytest.raises(UnreachableError, match="give the directory of the texts"):
        check(read_curated([tmp_path / "article.yaml"], schema), schema, tmp_path / "none")


def other(**values: str) -> dict[str, str]:
    """A figure like the investment, elsewhere in the text, without the text's backing."""
    return INVESTMENT | {"change": "", "at": at("甲银行年报"), "as_written": ""} | values


@pytest.mark.parametrize(
    ("rule", "first", "second", "outcome"),
    [
        ("contradiction", {}, {"value": "26.00", "comparator": "'='"}, "held"),
        ("contradiction", {}, {"value": "25.00", "comparator": "'='"}, "broken"),
        ("contradiction", {}, {"value": "2.6", "unit": "billion yuan", "comparator": "'~'"}, "held"),
        ("contradiction", {"comparator": "'='"}, {"value": "2.5", "unit": "billion yuan"}, "held"),
        ("contradiction", {"comparator": "'='"}, {"value": "2.52", "unit": "billion yuan"}, "held"),
        (
            "contradiction",
            {"comparator": "'='"},
            {"value": "2.53", "unit": "billion yuan", "comparator": ""},
            "broken",
        ),
        ("contradiction", {"period": ""}, {"period": "", "value": "1", "comparator": ""}, "unknown"),
        ("growth", {"comparator": ""}, {"period": "2023", "value": "22.9", "comparator": ""}, "held"),
        ("growth", {"comparator": ""}, {"period": "2023", "value": "21.9", "comparator": ""}, "broken"),
        ("growth", {"comparator": ""}, {"period": "2022", "value": "21.9", "comparator": ""}, "unknown"),
        (
            "growth",
            {"comparator": "", "change": "{value: 2, unit: 亿元, basis: since the start of the year}"},
            {"period": "2023-12", "value": "23.19", "comparator": ""},
            "held",
        ),
        (
            "growth",
            {"comparator": "", "change": "{value: 1.1, unit: times, basis: year on year}"},
            {"period": "2023", "value": "22.9", "comparator": ""},
            "held",
        ),
        ("part", {"comparator": ""}, {"about": "lingxi", "value": "26", "comparator": ""}, "broken"),
        ("part", {"comparator": ""}, {"about": "lingxi", "value": "24", "comparator": ""}, "held"),
        (
            "part",
            {"comparator": "", "period": ""},
            {"about": "lingxi", "value": "26", "comparator": "", "period": ""},
            "unknown",
        ),
        ("publication", {}, {"period": "2025"}, "broken"),
        ("publication", {}, {"period": "2025", "nature": "expected"}, "held"),
    ],
)
def test_figures_that_cannot_both_be_true_are_named(
    rule: str, first: dict[str, str], second: dict[str, str], outcome: str, world: World
) -> None:
    world.statements = [INVESTMENT | first, other(**second)]
    findings = world.check(with_texts=False)
    assert getattr(findings.tallies[rule], outcome) >= 1, findings.tallies
    assert (rule in broken(findings)) == (outcome == "broken")


def test_the_figure_of_a_part_is_not_over_that_of_its_whole(world: World) -> None:
    world.head += "BankGroup:\n  banks: {zh: 诸银行, en: banks}\n"
    world.statements = [
        {"subject": "first-bank", "predicate": "PART_OF", "object": "banks", "at": at("甲银行年报")},
        INVESTMENT | {"comparator": ""},
        other(subject="banks", value="20", comparator=""),
    ]
    findings = world.check(with_texts=False)
    assert broken(findings) == {"part"}
    assert "is over the whole, 20 亿元 (article.yaml:" in findings.problems[0].what


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "third-bank: {zh: 丙银行, en: Third Bank, aliases: [甲银行]}",
            "shares the name '甲银行' with 'first-bank'",
        ),
        ("third-bank: {zh: 甲家银行, en: First Banc}", "is named almost like 'first-bank'"),
    ],
)
def test_entities_that_may_be_one_are_named(line: str, said: str, world: World) -> None:
    world.head = HEAD.replace("Model:", f"  {line}\nModel:")
    (problem,) = world.check(with_texts=False).problems
    assert said in problem.what
    world.head = world.head.replace(line, f"{line[:-1]}, accept: {{duplicate: two banks}}}}")
    assert world.check(with_texts=False).problems == []


def test_every_rule_that_can_be_broken_is_explained_in_both_languages(world: World) -> None:
    findings = world.check()
    assert {*findings.tallies} <= {name for name, rule in RULES.items() if rule.kind is not Kind.STRUCTURE}
    assert all(rule.demand.zh and rule.demand.en for rule in RULES.values())


ODD = st.sampled_from(
    [
        "",
        "null",
        "[]",
        "{}",
        "[1]",
        "[0, 9999]",
        "[[0, 1], 2]",
        "yes",
        "-1",
        "1e99",
        "'…'",
        "{a: 1}",
        "2024-13",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_stands_in_a_statement_is_answered_with_problems(
    schema: Schema, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    world = World(tmp_path_factory.mktemp("world"), schema)
    statement = data.draw(st.sampled_from(world.statements))
    keys = [*statement, "accept", "subject_at", "about_at", "object_at", "nature", "attributed_to"]
    for key in data.draw(st.sets(st.sampled_from(keys), min_size=1, max_size=2)):
        statement[key] = data.draw(ODD)
    world.accept = data.draw(st.sampled_from(["", "accept: {}\n", "accept: [{at: 1}]\n", "accept: [a]\n"]))
    with suppress(InvalidDataError):
        world.check()


def test_every_shipped_statement_is_proven_against_its_article(schema: Schema, texts: Path) -> None:
    curated = read_curated([shipped_data()], schema)
    findings = check(curated, schema, texts)
    assert findings.problems == []
    assert findings.left == []
    assert not findings.unread
    assert findings.proven == len(curated.statements)
    assert all(tally.broken == 0 for tally in findings.tallies.values())
