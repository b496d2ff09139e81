"""Questions as people write them are read as they are meant, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bankgraph.queries import Facts, Misread, Names, Reading, answer, read_catalogue, read_question
from bankgraph.stores import Store

CATALOGUE = read_catalogue()
TABLE = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text(encoding="utf-8"))
NOT_ANSWERED = TABLE.pop("not-answered")


def asked() -> Iterator[tuple[str, str, dict[str, str]]]:
    for pack, cases in TABLE.items():
        for case in cases:
            meant = {key: value for key, value in case.items() if key != "asked"}
            yield from ((question, pack, meant) for question in case["asked"])


@pytest.mark.parametrize(("question", "pack", "meant"), list(asked()))
def test_a_question_is_read_as_it_is_meant(
    question: str, pack: str, meant: dict[str, str], names: Names, facts: Facts
) -> None:
    found = read_question(question, CATALOGUE, names, facts)
    assert isinstance(found, Reading), found.message
    assert (found.pack.name, dict(found.parameters)) == (pack, meant)


@pytest.mark.parametrize("question", NOT_ANSWERED)
def test_what_cannot_be_answered_is_not(
    question: str, names: Names, facts: Facts, shipped_store: Store
) -> None:
    """It is not understood, or the query that it asks for says that this is not in the data."""
    found = read_question(question, CATALOGUE, names, facts)
    if isinstance(found, Misread):
        assert found.message
    else:
        assert not answer(found.pack, found.parameters, shipped_store).rows.rows


def test_each_pack_is_asked_for_in_both_languages() -> None:
    assert TABLE.keys() == CATALOGUE.keys()
    for pack, cases in TABLE.items():
        questions = [question for case in cases for question in case["asked"]]
        chinese = [question for question in questions if any("一" <= c <= "鿿" for c in question)]
        assert 0 < len(chinese) < len(questions), pack
