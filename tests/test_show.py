"""The card of one thing: every fact by kind, the newest first, with its source and its words."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from bankgraph.ontology import Schema
from bankgraph.queries import card
from bankgraph.stores import Store
from command import Run
from terminal import on_terminal


def _spans(record: dict[str, Any]) -> list[tuple[str, int, int]]:
    found = [re.fullmatch(r"(.+)#char=(\d+),(\d+)", span) for span in record["evidence"]]
    return [(m[1], int(m[2]), int(m[3])) for m in found if m]


def test_facts_come_newest_first_and_are_the_same_on_every_engine(all_loaded: dict[str, Store]) -> None:
    for identifier in ("icbc", "bank-of-beijing", "deepseek", "monthly-active-users"):
        cards = [card(store, identifier) for store in all_loaded.values()]
        assert all(other == cards[0] for other in cards)
        published = {s["source"]: s["published"] for s in cards[0].sources.as_dicts()}
        for rows in (cards[0].figures, cards[0].relations):
            dates = [str(row["dated"]) for row in rows.as_dicts()]
            assert dates == sorted(dates, reverse=True)
            for row in rows.as_dicts():
                spans = row["evidence"]
                assert isinstance(spans, list)
                newest = max(str(published[str(span).partition("#")[0]]) for span in spans)
                assert row["dated"] is not None
                assert row["period"] or row["dated"] == newest


def test_what_has_neither_period_nor_dated_source_comes_last() -> None:
    from bankgraph.queries.cards import newest_first
    from bankgraph.stores import Rows

    rows = Rows(
        ("id", "dated", "sources", "more"),
        (("a", None, ["x"], []), ("b", "2024-12-31", ["x"], []), ("c", None, ["y"], [])),
    )
    sources = Rows(("source", "published"), (("x", None), ("y", "2025-01-02")))
    assert [row[:2] for row in newest_first(rows, sources).rows] == [
        ("c", "2025-01-02"),
        ("b", "2024-12-31"),
        ("a", None),
    ]


def test_every_fact_stands_on_the_card_once_under_the_class_of_its_other_end(
    run: Run, schema: Schema
) -> None:
    told = json.loads(run("show", "DeepSeek", "--format", "json").stdout)
    printed = run("show", "DeepSeek").stdout
    sections = dict(block.split("\n", 1) for block in printed.split("\n\n")[1:] if "\n" in block)
    for record in told["relations"]:
        inverse = record["subject_id"] != told["id"]
        label = schema.classes[record["subject_class" if inverse else "object_class"]].label
        section = next(
            text for title, text in sections.items() if title.startswith(f"{label.zh} {label.en} (")
        )
        relation = schema.relations[record["predicate"]]
        words = relation.inverse if inverse else relation.label
        other = record["subject" if inverse else "object"]
        lines = [line for line in section.splitlines() if record["evidence"][0] in line and other in line]
        assert any(words.zh in line for line in lines), record


def test_the_quotes_are_the_characters_of_the_texts(run: Run, texts: Path) -> None:
    by_hash = {hashlib.sha256(f.read_bytes()).hexdigest(): f.read_bytes().decode() for f in texts.iterdir()}
    told = json.loads(run("show", "工行", "--format", "json", "--texts", str(texts)).stdout)
    text_of = {source["source"]: by_hash[source["sha256"]] for source in told["sources"]}
    assert told["figures"]
    for record in (*told["figures"], *told["relations"]):
        assert record["quote"] == [text_of[s][start:end] for s, start, end in _spans(record)]
    for named in told["named_in"]:
        assert named["quote"] == text_of[named["source"]][named["start"] : named["end"]]
    printed = run("show", "工行", "--texts", str(texts)).stdout
    assert all(" ".join(q.split()) in printed for r in told["relations"] for q in r["quote"])


def test_a_text_that_is_missing_or_differs_is_said_in_one_line_and_the_card_is_printed(
    run: Run, texts: Path, tmp_path: Path
) -> None:
    told = json.loads(run("show", "北京银行", "--format", "json").stdout)
    first, *others = sorted(source["source"] for source in told["sources"])
    assert others
    hashes = {source["source"]: source["sha256"] for source in told["sources"]}
    for file in texts.iterdir():
        raw = file.read_bytes()
        digest = hashlib.sha256(raw).hexdigest()
        (tmp_path / file.name).write_bytes(raw + b" " if digest == hashes[first] else raw)
    found = run("show", "北京银行", "--format", "json", "--texts", str(tmp_path))
    assert found.returncode == 0
    assert found.stderr == f"no text in {tmp_path} has the sha256 of: {first}\n"
    for record in json.loads(found.stdout)["relations"]:
        for span, quote in zip(record["evidence"], record["quote"], strict=True):
            assert (quote is None) == span.startswith(f"{first}#")
    nowhere = run("show", "北京银行", "--texts", str(tmp_path / "nowhere"))
    assert (nowhere.returncode, nowhere.stdout) == (3, "")
    assert len(nowhere.stderr.splitlines()) == 1


def test_each_property_is_printed_once_in_both_languages_and_pinyin_is_left_to_json(run: Run) -> None:
    head = run("show", "工行").stdout.partition("\n\n")[0]
    assert head.count("北京") == head.count("Beijing") == head.count("总部城市 home city") == 1
    assert "zhong guo" not in head
    assert (
        "zhong guo gong shang yin hang"
        in json.loads(run("show", "工行", "--format", "json").stdout)["pinyin"]
    )


def test_a_line_of_a_pipe_holds_a_whole_fact_and_its_source(run: Run) -> None:
    (line,) = [x for x in run("show", "北京银行").stdout.splitlines() if "AI应用场景数" in x]
    assert "AI application scenarios: > 300" in line
    assert line.endswith("[caijing-wang-2025-11-27#char=918,1042]")
    assert "\x1b" not in run("show", "北京银行").stdout


def test_each_source_stands_once_at_the_end_with_publisher_date_and_title(run: Run) -> None:
    told = json.loads(run("show", "北京银行", "--format", "json").stdout)
    printed = run("show", "北京银行").stdout
    for source in told["sources"]:
        (line,) = [x for x in printed.splitlines() if source["title"] in x]
        assert all(source[key] in line for key in ("source", "publisher", "published"))


@pytest.mark.parametrize("columns", [80, 140])
def test_a_card_fits_the_terminal_and_lacks_nothing(home: Path, run: Run, texts: Path, columns: int) -> None:
    seen = on_terminal(home, columns, "show", "工行", "--texts", str(texts))
    assert max(cell_len(line.rstrip()) for line in seen.splitlines()) <= columns
    told = json.loads(run("show", "工行", "--format", "json").stdout)
    for record in (*told["figures"], *told["relations"]):
        assert all(span in seen for span in record["evidence"])
