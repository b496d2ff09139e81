"""Questions by people who had not seen how questions are read: hardly one is left, and none is misread."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bankgraph.queries import Facts, Misread, Names, answer, read_catalogue, read_question
from bankgraph.queries.cutting import spans
from bankgraph.queries.lexicon import BARRED, known_ideas, lexicon
from bankgraph.queries.meaning import meaning
from bankgraph.queries.wording import wording
from bankgraph.stores import Store

CATALOGUE = read_catalogue()
ASKED = yaml.safe_load((Path(__file__).parent / "asked.yaml").read_text(encoding="utf-8"))
FREELY = yaml.safe_load((Path(__file__).parent / "asked_freely.yaml").read_text(encoding="utf-8"))


def is_right(case: dict[str, Any], pack: str, parameters: dict[str, str]) -> bool:
    """Whether a pack is one that the person would be content with, asked about what they asked about."""
    kinds = {p.name: p for p in CATALOGUE[pack].parameters}
    ids = {name: value for name, value in parameters.items() if kinds[name].names_a_thing}
    meant = {name: value for name, value in case.get("with", {}).items() if name in ids}
    return pack in case["pack"] and meant.items() <= ids.items()


def test_what_can_be_answered_is_answered_and_nothing_is_misread(names: Names, facts: Facts) -> None:
    cases = [case for case in ASKED if case["pack"]]
    found = [(case, read_question(case["q"], CATALOGUE, names, facts)) for case in cases]
    read = [(case, reading) for case, reading in found if not isinstance(reading, Misread)]
    wrong = [
        (case["q"], reading.pack.name, reading.parameters)
        for case, reading in read
        if not is_right(case, reading.pack.name, dict(reading.parameters))
    ]
    assert not wrong
    assert len(read) / len(cases) > 0.96, [case["q"] for case, r in found if isinstance(r, Misread)]


OF_ARTICLES = yaml.safe_load((Path(__file__).parent / "asked_of_articles.yaml").read_text(encoding="utf-8"))


def test_most_of_what_readers_of_the_articles_ask_is_answered_and_hardly_anything_else_is(
    names: Names, facts: Facts, shipped_store: Store
) -> None:
    cases = [case for case in OF_ARTICLES if case["want"]]
    found = [(case, read_question(case["q"], CATALOGUE, names, facts)) for case in cases]
    read = [
        (case, reading)
        for case, reading in found
        if not isinstance(reading, Misread)
        and answer(reading.pack, reading.parameters, shipped_store).rows.rows
    ]
    wrong = [
        (case["q"], reading.pack.name, reading.parameters)
        for case, reading in read
        if case.get("by") != " ".join([reading.pack.name, *reading.parameters.values()])
    ]
    assert len(read) / len(cases) > 0.75
    assert len(wrong) / len(read) < 0.05, wrong


UNANSWERED = [case for case in ASKED if not case["pack"]] + [case for case in FREELY if not case["answer"]]
UNANSWERED += [case for case in OF_ARTICLES if not case["want"]]


@pytest.mark.parametrize("case", UNANSWERED, ids=lambda case: case["q"])
def test_what_cannot_be_answered_is_not(
    case: dict[str, Any], names: Names, facts: Facts, shipped_store: Store
) -> None:
    reading = read_question(case["q"], CATALOGUE, names, facts)
    assert (
        isinstance(reading, Misread) or not answer(reading.pack, reading.parameters, shipped_store).rows.rows
    )


def test_half_of_what_people_ask_freely_is_answered_and_hardly_anything_else_is(
    names: Names, facts: Facts, shipped_store: Store
) -> None:
    """In whatever words, of whatever an article says: what is not understood is declined."""
    cases = [case for case in FREELY if case["answer"]]
    found = [(case, read_question(case["q"], CATALOGUE, names, facts)) for case in cases]
    read = [(case, reading) for case, reading in found if not isinstance(reading, Misread)]
    wrong = [
        (case["q"], reading.pack.name, reading.parameters)
        for case, reading in read
        if reading.pack.name not in case.get("pack", ())
        if not all(
            text in str(answer(reading.pack, reading.parameters, shipped_store).rows)
            for text in case["answer"]
        )
    ]
    assert len(read) / len(cases) > 0.5
    assert len(wrong) / len(read) < 0.05, wrong


@pytest.mark.parametrize(
    ("question", "pack"),
    [
        ("awards BoCom", "awards-of"),  # in any order
        ("ICBC’s chairman?", "people-of"),
        ("工行的　董事长，是谁呢", "people-of"),
        ("請問工行的平臺都有哪些", "platforms-run-by"),
        ("whcih banks use deepsek", None),  # a slip in a word that is no name
        ("banks using deepsek", "banks-using"),
        ("which banks did not win awards", None),  # a word that matters is not left out
        ("what awards did BoCom win in 2024", "awards-of"),
        ("what awards did BoCom win since 2024", None),
        ("工行为什么部署大模型", None),
        ("中行有哪些平台", None),  # a bank that is not there is not cut into words
        ("怎么评价工行的平台", None),
        ("What does the Economic Daily article say?", "said-by"),
        ("金融时报怎么说宁波银行", "said-about"),
        ("北京银行的AI体系是什么", "what-is"),
        ("Where does ICBC apply its large model?", "applied-by"),
        ("青岛银行在风险监测上做了什么", "bank-in-area"),
        ("哪些银行的AI应用场景超过250个", "above"),
        ("which banks are hiring?", "investments"),
        ("Which banks are named in more than one article?", "banks-by-source"),
        ("工行金融科技人员占多少百分比", "history-of"),  # of that kind, a share is the metric
        ("建设银行用什么技术", "technologies-of"),
        ("个人手机银行是谁开发的", None),  # two have that name
        ("它的科技投入是多少", None),  # of whom?
        ("的" * 5000, None),
        ("", None),
    ],
)
def test_a_question_is_read_by_all_of_its_words(
    question: str, pack: str | None, names: Names, facts: Facts
) -> None:
    reading = read_question(question, CATALOGUE, names, facts)
    assert (None if isinstance(reading, Misread) else reading.pack.name) == pack


def test_each_idea_of_the_lexicon_is_used_and_has_words_in_both_languages(names: Names) -> None:
    meanings = [meaning(line) for pack in CATALOGUE.values() for line in pack.means]
    of_packs = frozenset().union(*(m.ideas for m in meanings))
    of_names = frozenset().union(
        *(wording(thing).ideas for things in names.index.by_key.values() for thing in things)
    )
    assert of_packs <= known_ideas()
    assert known_ideas() <= of_packs | of_names | {"list", BARRED}
    for idea in known_ideas():
        words = [word for word, ideas in lexicon().items() if idea in ideas]
        assert any(word.isascii() for word in words), idea
        assert not all(word.isascii() for word in words), idea


def test_each_word_of_the_lexicon_is_found_in_a_question(names: Names) -> None:
    """A word that cannot be cut out of a text, such as one with a misplaced ending, would never be read."""
    written = [word.replace(" 's", "'s") for word, ideas in lexicon().items() if BARRED not in ideas]
    lost = [word for word in written if not any(len(cut) == 1 for cut in spans(word, names, []).cuts(200))]
    assert not lost
    assert not [word for word in lexicon() if "~" in word]


def test_what_is_not_understood_is_offered_about_what_it_names(names: Names, facts: Facts) -> None:
    """With their values, so that the next step is to copy one of them; each has an answer."""
    found = read_question("why did CCB pick the areas where it applies AI", CATALOGUE, names, facts)
    assert isinstance(found, Misread)
    assert ("areas-of", {"bank": "ccb"}) in [(near.pack.name, near.parameters) for near in found.suggestions]
    for near in found.suggestions:
        assert facts.answers(near.pack, near.parameters)


def test_what_means_nothing_is_offered_some_titles(names: Names, facts: Facts) -> None:
    found = read_question("blah", CATALOGUE, names, facts)
    assert isinstance(found, Misread)
    assert [near.parameters for near in found.suggestions] == [{}, {}, {}]
