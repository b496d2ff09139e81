"""A span is proven against the text that it cites, or it is named with what is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bankgraph.loaders import Proof, prove, read_knowledge, shipped_data
from bankgraph.ontology import Schema, UnreachableError

TEXT = "去年，甲银行科技投入超过25.19亿元。The bank hired 1,101 people, nearly twofold."
Prove = Callable[..., Proof]


@pytest.fixture
def proven(tmp_path: Path, schema: Schema) -> Prove:
    """Prove a file whose one figure is changed by the keywords, against the text."""

    def run(text: str = TEXT, **changed: object) -> Proof:
        figure = {"value": 25.19, "unit": "亿元", "as_written": "超过25.19亿元", "at": "[3, 19]"} | changed
        kind = {"count": "count", "times": "multiple"}.get(str(figure["unit"]), "money")
        lines = "".join(f"  {key}: {value}\n" for key, value in figure.items())
        texts = tmp_path / "texts"
        texts.mkdir(exist_ok=True)
        (texts / "article.txt").write_text(text, encoding="utf-8")
        sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
        (tmp_path / "article.yaml").write_text(
            "Bank:\n  a-bank: {zh: 甲银行, en: A Bank}\n"
            f"Metric:\n  a-metric: {{zh: 科技投入, en: technology investment, quantity_kind: {kind}}}\n"
            "source: {id: an-article, title: t, publisher: p, published: 2025-01-01, language: zh, "
            f"sha256: {sha256}, characters: {len(TEXT)}}}\n"
            "named: {a-bank: [3, 6]}\n"
            f"statements:\n- subject: a-bank\n  metric: a-metric\n{lines}",
            encoding="utf-8",
        )
        return prove(read_knowledge([tmp_path / "article.yaml"], schema), texts)

    return run


def test_a_figure_in_its_span_is_proven(proven: Prove) -> None:
    assert proven() == Proof({"type": 1, "observation": 1}, (), 0)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"value": 25.91}, "is not the one in"),
        ({"value": 25.19, "as_written": "超过25.91亿元"}, "does not stand in the span"),
        ({"at": "[20, 40]"}, "does not stand in the span"),
        ({"at": "[3, 16]"}, "does not stand in the span"),
        ({"at": "[3, 25]"}, "inside a word"),
        ({"value": 1110, "unit": "count", "as_written": '"1,101"', "at": "[20, 47]"}, "is not the one in"),
    ],
)
def test_a_wrong_figure_or_span_is_named(proven: Prove, changed: dict[str, object], wrong: str) -> None:
    proof = proven(**changed)
    assert any(wrong in failure for failure in proof.failures), proof
    assert proof.failures[0].startswith("an-article#char=")


@pytest.mark.parametrize(
    "same",
    [
        {"value": 2.519, "unit": "billion yuan"},
        {"value": 1101, "unit": "count", "as_written": '"1,101"', "at": "[20, 47]"},
        {"value": 2, "unit": "times", "as_written": "nearly twofold", "at": "[20, 63]"},
    ],
)
def test_a_figure_is_the_same_in_another_unit_and_in_words(proven: Prove, same: dict[str, object]) -> None:
    assert proven(**same).failures == ()


def test_another_text_proves_nothing(proven: Prove) -> None:
    assert proven("another text") == Proof({}, (), 2)


def test_a_missing_directory_of_texts_is_named(schema: Schema, tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match="give the directory of the texts"):
        prove(read_knowledge([shipped_data()], schema), tmp_path / "none")


def test_every_shipped_span_is_proven_against_its_article(schema: Schema, texts: Path) -> None:
    knowledge = read_knowledge([shipped_data()], schema)
    proof = prove(knowledge, texts)
    assert proof.failures == ()
    assert proof.unread == 0
    assert sum(proof.proven.values()) == knowledge.evidence_count
