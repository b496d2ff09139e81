"""A source file can be started by the command: what it fills in is right, and what is left it says."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml_rs
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from bankgraph.loaders import Entity, Knowledge, read_curated, read_knowledge, shipped_data
from bankgraph.loaders.authoring import draft_source, draft_yaml
from bankgraph.loaders.authoring.candidates import candidates
from bankgraph.loaders.authoring.first_mentions import first_mentions
from bankgraph.loaders.checking import check
from bankgraph.ontology import InvalidDataError, Label, Schema

EXE = Path(sys.executable).with_name("bankgraph")
SOURCES = sorted((shipped_data() / "sources").glob("*.yaml"))
Run = Callable[..., subprocess.CompletedProcess[str]]
TEXT = "北京銀行部署ＤｅｅｐＳｅｅｋ一事\n示例报·2025-07-01 10:00\n北京银行表示，ICBCX不是ICBC。\n"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def command(*args: str | Path) -> subprocess.CompletedProcess[str]:
        found = subprocess.run([EXE, *args], capture_output=True, text=True, cwd=tmp_path, check=False)
        assert "Traceback" not in found.stderr
        return found

    return command


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_bytes(TEXT.encode())
    return file


def parsed(text: str) -> Any:
    return yaml_rs.loads(text)


def found_in(text: str, entities: Mapping[str, tuple[str, ...]]) -> list[tuple[tuple[str, ...], str]]:
    """Who is found where, among entities of these names."""
    known = [Entity(i, "x", Label(n[0], n[0]), n[1:]) for i, n in entities.items()]
    return [(m.ids, text[m.start : m.end]) for m in first_mentions(text, known)]


@pytest.mark.parametrize("shipped", SOURCES, ids=lambda file: file.stem)
def test_the_file_started_for_an_article_checks_clean_and_names_its_banks_and_date(
    shipped: Path, texts: Path, run: Run, tmp_path: Path, knowledge: Knowledge
) -> None:
    curated = knowledge.sources[shipped.stem]
    by_hash = {hashlib.sha256(file.read_bytes()).hexdigest(): file for file in texts.iterdir()}
    started = tmp_path / shipped.name
    made = run("new", "source", by_hash[curated.sha256], "-o", started, "--id", shipped.stem)
    assert made.returncode == 0, made.stderr
    checked = run("check", started)
    assert (checked.returncode, checked.stdout.startswith("No problems")) == (0, True), checked.stdout

    content = parsed(started.read_text(encoding="utf-8"))
    source = content["source"]
    assert (source["sha256"], source["characters"]) == (curated.sha256, curated.characters)
    assert source["language"] == curated.language
    assert f" {curated.published}" in started.read_text(encoding="utf-8").partition("named:")[0]
    subjects = {s.subject for s in knowledge.statements for e in s.evidence if e.source == curated.id}
    banks = {i for i in subjects if knowledge.entities[i].cls == "Bank"}
    assert banks
    assert banks <= {*content["named"]}


def test_the_places_found_are_proven_against_the_texts(
    texts: Path, knowledge: Knowledge, schema: Schema, tmp_path: Path
) -> None:
    for number, text in enumerate(sorted(texts.iterdir())):
        draft = draft_source(text, knowledge, f"draft-{number}")
        begun = draft_yaml(draft, "# x", schema, knowledge.entities)
        (tmp_path / f"{number}.yaml").write_text(begun, encoding="utf-8")
    curated = read_curated([shipped_data() / "entities", tmp_path], schema)
    tallies = check(curated, schema, texts).tallies
    assert (tallies["name"].broken, tallies["name"].unknown) == (0, 0)
    assert tallies["name"].held > 200


def test_hash_length_title_publisher_date_and_names_are_filled_in(run: Run, article: Path) -> None:
    made = run("new", "source", article)
    content = parsed(made.stdout)
    assert content["source"] == {
        "id": "article-2025-07-01",
        "title": "北京銀行部署ＤｅｅｐＳｅｅｋ一事",
        "publisher": "示例报",
        "published": content["source"]["published"],
        "language": "zh",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "characters": len(TEXT),
    }
    assert str(content["source"]["published"]) == "2025-07-01"
    named: dict[str, list[int]] = content["named"]
    spans = {
        i: TEXT[slice(*span)] for i, span in named.items() if i in ("bank-of-beijing", "deepseek", "icbc")
    }
    assert spans == {"bank-of-beijing": "北京銀行", "deepseek": "ＤｅｅｐＳｅｅｋ", "icbc": "ICBC"}
    assert named["icbc"][0] == TEXT.rindex("ICBC")
    assert content["statements"] == []
    assert "# - subject: " in made.stdout


def test_what_is_left_is_said_on_stderr(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text("某行上线了一个系统，没有说是哪天。", encoding="utf-8")
    made = run("new", "source", "undated.txt", "-o", "undated.yaml")
    said = made.stderr
    for key in ("title: none", "publisher: none", "published: the text has no date", "statements: none"):
        assert f"  {key}" in said
    checked = run("check", "undated.yaml")
    assert checked.returncode == 1
    assert [line.split(":", 3)[3] for line in checked.stdout.splitlines()] == [
        " published is missing; add published: …"
    ]


def test_a_text_or_an_id_that_is_curated_already_is_said(run: Run, texts: Path) -> None:
    text = next(
        f for f in texts.iterdir() if "金融时报" in f.read_text("utf-8") or "Jin Rong" in f.read_text("utf-8")
    )
    said = run("new", "source", text, "--id", "jinrong-shibao-2025-05-13").stderr
    assert "  id: jinrong-shibao-2025-05-13 is taken already" in said
    assert "  sha256: this text is curated already, as jinrong-shibao-2025-05-13" in said


def test_a_file_that_is_there_is_kept_unless_forced(run: Run, article: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    kept.write_text("# mine\n", encoding="utf-8")
    refused = run("new", "source", article, "-o", kept)
    assert (refused.returncode, kept.read_text(encoding="utf-8")) == (2, "# mine\n")
    assert refused.stderr == f"{kept} is there already; name another file, or add --force\n"
    assert run("new", "source", article, "-o", kept, "--force").returncode == 0
    assert "sha256:" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "options", "code", "said"),
    [
        ("中文\n北京".encode("gb18030"), [], 1, "text.txt:1:1: is not UTF-8 text; save the file as UTF-8\n"),
        (b"\n \n", [], 1, "text.txt:1:1: holds no text; give the file of the text to cite\n"),
        (
            b"text",
            ["--id", "My_Id"],
            2,
            "the id 'My_Id' is not kebab-case; use a-z, 0-9 and single hyphens\n",
        ),
        (None, [], 3, "text.txt: cannot be read (No such file or directory); check the path\n"),
        (
            b"text",
            ["-o", "none/x.yaml"],
            3,
            "none/x.yaml: cannot be written (No such file or directory); check the path\n",
        ),
    ],
    ids=["not UTF-8", "empty", "a wrong id", "no file", "no directory"],
)
def test_what_cannot_be_started_is_one_clear_line(
    run: Run, tmp_path: Path, content: bytes | None, options: list[str], code: int, said: str
) -> None:
    if content is not None:
        (tmp_path / "text.txt").write_bytes(content)
    found = run("new", "source", "text.txt", *options)
    assert (found.returncode, found.stdout, found.stderr) == (code, "", said)


def test_the_modeline_leads_to_the_nearest_schema(run: Run, article: Path, tmp_path: Path) -> None:
    first = run("new", "source", article)
    assert first.stdout.startswith("# yaml-language-server: $schema=curated.schema.json\n")
    assert "bankgraph export schema > curated.schema.json" in first.stderr
    (tmp_path / "curated.schema.json").write_text(run("export", "schema").stdout, encoding="utf-8")
    (tmp_path / "data" / "sources").mkdir(parents=True)
    below = run("new", "source", article, "-o", "data/sources/x.yaml")
    assert "export schema" not in below.stderr
    text = (tmp_path / "data/sources/x.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../curated.schema.json\n")
    shape = json.loads((tmp_path / "curated.schema.json").read_text(encoding="utf-8"))
    content: dict[str, Any] = parsed(text)
    content["source"]["published"] = str(content["source"]["published"])
    assert [e.message for e in Draft7Validator(shape).iter_errors(content)] == []


def test_ones_own_data_are_found_too(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("Product:\n  p: {zh: 一事, en: P-thing}\n", encoding="utf-8")
    start = TEXT.index("一事")
    lines = run("new", "source", article, "--data", "own.yaml").stdout.splitlines()
    assert f"  p: [{start}, {start + 2}]  # 一事" in lines


def test_the_longest_name_is_taken_and_each_thing_once() -> None:
    entities = {"bank": ("银行",), "beijing": ("北京银行", "北京行"), "beijing-group": ("北京银行集团",)}
    text = "北京银行集团旗下的北京银行是银行，北京银行。"
    assert found_in(text, entities) == [
        (("beijing-group",), "北京银行集团"),
        (("beijing",), "北京银行"),
        (("bank",), "银行"),
    ]


def test_width_case_and_script_do_not_matter_and_latin_names_are_whole_words() -> None:
    entities = {"ai": ("AI",), "icbc": ("ICBC",), "beijing": ("北京银行",), "one": ("一",)}
    text = "PAID ＡＩ用于北京銀行; icbc2, “Icbc”"
    assert found_in(text, entities) == [(("ai",), "ＡＩ"), (("beijing",), "北京銀行"), (("icbc",), "Icbc")]


def test_a_name_of_several_things_is_not_guessed(
    run: Run, article: Path, tmp_path: Path, knowledge: Knowledge
) -> None:
    assert found_in("甲行", {"a": ("甲行",), "b": ("甲行",)}) == [(("a", "b"), "甲行")]
    (tmp_path / "own.yaml").write_text("Product:\n  p: {zh: 表示, en: q}\n  q: {zh: 表示, en: p}\n", "utf-8")
    made = run("new", "source", article, "--data", "own.yaml")
    assert made.stdout.count("# or p: [") == made.stdout.count("# or q: [") == 1
    assert "named: 1 in comments" in made.stderr
    assert not {"p", "q"} & {*parsed(made.stdout)["named"]}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Daily·2025-12-11 22:05", ["2025-12-11"]),
        ("2025/1/2", ["2025-01-02"]),
        ("２０２５年１２月１１日", ["2025-12-11"]),
        ("On August 29th, 2025", ["2025-08-29"]),
        ("29 Aug. 2025", ["2025-08-29"]),
        ("3月27日，2023年", ["2023-03-27?", "2024-03-27?"]),
        ("On May 5 of 2024", ["2024-05-05?", "2025-05-05?"]),
        ("2025-02-30", []),
        ("no date, 3月27日", []),
        ("1月1日\n2024年5月6日", ["2024-05-06", "2024-01-01?", "2025-01-01?"]),
        ("version 1.2025-01-011", []),
    ],
)
def test_dates_are_found_in_both_languages_and_an_inferred_year_is_marked(text: str, days: list[str]) -> None:
    assert [c.day + "?" * c.inferred for c in candidates(text).dates] == days


def test_the_line_above_the_byline_is_the_title() -> None:
    found = candidates("Workflow\n某行的故事\n示例报 | 2025-07-01\n正文。\n")
    assert found.titles == ("某行的故事", "Workflow")
    assert found.publishers == ("示例报",)
    assert candidates("标题在此\n来源：金融时报\n正文。").publishers == ("金融时报",)


LINES = st.lists(
    st.one_of(
        st.text(st.characters(codec="utf-8"), max_size=40),
        st.sampled_from(
            ["北京银行", "示例报·2025-07-01", "key: [value", "- - ? x", "'", "来源: # x", "3月27日"]
        ),
    ),
    min_size=1,
)


@settings(max_examples=150, deadline=None)
@given(lines=LINES)
def test_whatever_the_text_the_file_started_is_valid(
    lines: list[str], knowledge: Knowledge, schema: Schema, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    text = folder / "text.txt"
    text.write_bytes("\n".join(lines).encode())
    if not text.read_text(encoding="utf-8").strip():
        with pytest.raises(InvalidDataError, match="holds no text"):
            draft_source(text, knowledge)
        return
    draft = draft_source(text, knowledge)
    (folder / "begun.yaml").write_text(draft_yaml(draft, "# x", schema, knowledge.entities), encoding="utf-8")
    files = [shipped_data() / "entities", folder / "begun.yaml"]
    if not draft.source.published:
        with pytest.raises(InvalidDataError) as error:
            read_knowledge(files, schema)
        assert [p.what for p in error.value.problems] == ["published is missing"]
        return
    read = read_knowledge(files, schema)
    assert read.sources[draft.source.id].characters == len(text.read_bytes().decode())
    assert sum(len(m.ids) == 1 for m in draft.mentions) == len(read.statements)
