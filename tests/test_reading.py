"""Whatever stands in a YAML file, every mistake is named at its place, with its remedy, and all at once."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bankgraph.loaders import Knowledge, Observation, facts, property_graph, read_knowledge, shipped_data
from bankgraph.ontology import InvalidDataError, Problem, Schema, UnreachableError

MARK = "‸"
"""Stands in a YAML text before the characters where a problem is to be reported."""

SHA256 = "0123456789abcdef" * 4
ENTITIES = """\
Bank:
  first-bank: {zh: 第一银行, en: First Bank}
  second-bank: {zh: 第二银行, en: Second Bank}
Model:
  deepseek: {zh: DeepSeek, en: DeepSeek}
Metric:
  technology-investment: {zh: 科技投入, en: technology investment, quantity_kind: money}
  employees: {zh: 员工数, en: employees, quantity_kind: count}
"""
SOURCE = f"""\
source:
  id: the-article
  title: 标题
  publisher: 报社
  published: 2025-05-13
  language: zh
  sha256: {SHA256}
  characters: 100
"""
RELATION = {"subject": "first-bank", "predicate": "DEPLOYS", "object": "deepseek", "at": "[0, 5]"}
FIGURE = {
    "subject": "first-bank",
    "metric": "technology-investment",
    "value": "25.19",
    "unit": "亿元",
    "at": "[10, 20]",
}


def entity(*lines: str) -> str:
    """A file with one bank that has these lines besides its names."""
    return "Bank:\n  a-bank:\n    zh: 一行\n    en: A Bank\n" + "".join(f"    {line}\n" for line in lines)


def source(key: str, value: str | None) -> str:
    """A file whose source has another value under `key`, or none."""
    lines = [line for line in SOURCE.splitlines() if not line.startswith(f"  {key}:")]
    return "\n".join((*lines, *([f"  {key}: {value}"] if value is not None else []), ""))


def statement(base: dict[str, str], **changed: str | None) -> str:
    """A file with one statement, `base` with some values changed or (None) left out."""
    lines = [f"{key}: {value}" for key, value in {**base, **changed}.items() if value is not None]
    return f"{ENTITIES}{SOURCE}statements:\n- " + "\n  ".join(lines) + "\n"


Refused = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def refused(tmp_path: Path, schema: Schema) -> Refused:
    """Read marked YAML texts and return the problems, which stand exactly at the marks."""

    def problems(*marked: str) -> tuple[Problem, ...]:
        expected = []
        for text, letter in zip(marked, "abc", strict=False):
            file = tmp_path / f"{letter}.yaml"
            file.write_text(text.replace(MARK, ""), encoding="utf-8")
            expected += [(str(file), *place) for place in places(text)]
        with pytest.raises(InvalidDataError) as error:
            read_knowledge([tmp_path], schema)
        found = error.value.problems
        assert sorted({(p.file, p.line, p.column) for p in found}) == expected
        return found

    return problems


def places(marked: str) -> Iterator[tuple[int, int]]:
    """Line and column of every mark, once the marks are gone."""
    for number, line in enumerate(marked.split("\n"), 1):
        parts = line.split(MARK)
        for count in range(1, len(parts)):
            yield number, len("".join(parts[:count])) + 1


@pytest.fixture
def said(refused: Refused) -> Callable[[str], tuple[str, str]]:
    """Return what is said of the one problem of a marked YAML text, and how to mend it."""

    def only(marked: str) -> tuple[str, str]:
        (problem,) = refused(marked)
        return problem.what, problem.mend

    return only


Said = Callable[[str], tuple[str, str]]


@pytest.fixture
def read(tmp_path: Path, schema: Schema) -> Callable[[str], Knowledge]:
    """Read one YAML text that has no problem."""

    def knowledge(text: str) -> Knowledge:
        (tmp_path / "good.yaml").write_text(text, encoding="utf-8")
        return read_knowledge([tmp_path], schema)

    return knowledge


Read = Callable[[str], Knowledge]


# ---------------------------------------------------------------- what is right is read


def test_the_shipped_data_have_no_problem(knowledge: Knowledge) -> None:
    assert knowledge.sources
    assert knowledge.statements


def test_a_relation_and_a_figure_are_read_with_their_evidence(read: Read) -> None:
    (relation,) = read(statement(RELATION)).statements
    assert [str(e) for e in relation.evidence] == ["the-article#char=0,5"]
    figure = read(statement(FIGURE, as_written="25.19亿元", period="2024")).statements[0]
    assert isinstance(figure, Observation)
    assert figure.evidence[0].as_written == "25.19亿元"
    assert figure.quantity is not None
    assert figure.quantity.canonical_value == Decimal("2519000000")
    assert figure.quantity.canonical_unit == "CNY"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("２７２.４６", "272.46"),
        ("'２７２．４６'", "272.46"),
        ("'1,234.5'", "1234.5"),
        ("'１，２３４'", "1234"),
        ("272.46", "272.46"),
        ("0.1", "0.1"),
        ("-3", "-3"),
        ("1_000", "1000"),
    ],
)
def test_a_number_is_read_exactly_and_in_full_width_digits_too(read: Read, written: str, value: str) -> None:
    (figure,) = read(statement(FIGURE, value=written)).statements
    assert isinstance(figure, Observation)
    assert figure.quantity is not None
    assert figure.quantity.value == Decimal(value)


def test_several_spans_are_several_pieces_of_evidence_each_once(read: Read) -> None:
    (relation,) = read(statement(RELATION, at="[[30, 40], [0, 5], [30, 40]]")).statements
    assert [(e.start, e.end) for e in relation.evidence] == [(0, 5), (30, 40)]


def test_a_span_may_reach_to_the_end_of_the_text(read: Read) -> None:
    assert read(statement(RELATION, at="[99, 100]")).evidence_count == 1


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(
    read: Read, tmp_path: Path, schema: Schema
) -> None:
    plain = read(statement(RELATION))
    (tmp_path / "good.yaml").write_bytes(b"\xef\xbb\xbf" + statement(RELATION).replace("\n", "\r\n").encode())
    assert read_knowledge([tmp_path], schema) == plain


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path, schema: Schema) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(statement(RELATION), encoding="utf-8")
    assert read_knowledge([tmp_path, file, file], schema) == read_knowledge([file], schema)


def test_statements_may_speak_of_entities_of_any_file(tmp_path: Path, schema: Schema) -> None:
    alone = statement(RELATION).removeprefix(ENTITIES)
    (tmp_path / "a.yaml").write_text(alone, encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "b.yml").write_text(ENTITIES, encoding="utf-8")
    assert len(read_knowledge([tmp_path], schema).statements) == 1


# ---------------------------------------------------------------- files that cannot be read


def test_a_missing_path_is_unreachable_and_named(tmp_path: Path, schema: Schema) -> None:
    path = tmp_path / "none"
    with pytest.raises(UnreachableError) as error:
        read_knowledge([shipped_data(), path], schema)
    assert str(error.value) == f"{path}: No such file or directory; check the path of the data"


def test_a_path_that_no_file_can_have_is_unreachable(schema: Schema) -> None:
    with pytest.raises(UnreachableError, match="File name too long; check the path of the data"):
        read_knowledge([Path("a" * 5000)], schema)


@pytest.mark.parametrize("target", ["a.yaml", "none.yaml"])
def test_a_link_that_leads_nowhere_is_unreachable_and_named(
    tmp_path: Path, schema: Schema, target: str
) -> None:
    link = tmp_path / "a.yaml"
    link.symlink_to(tmp_path / target)
    with pytest.raises(UnreachableError, match=r"a\.yaml: cannot be read \(.+\); check the path"):
        read_knowledge([tmp_path], schema)


def test_a_directory_in_the_place_of_a_file_is_unreachable_and_named(tmp_path: Path, schema: Schema) -> None:
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(UnreachableError, match=r"a\.yaml: cannot be read \(Is a directory\); check the path"):
        read_knowledge([tmp_path], schema)


# ---------------------------------------------------------------- files that are no YAML


def test_a_problem_is_printed_as_file_line_column_what_and_how_to_mend_it(
    refused: Refused, tmp_path: Path
) -> None:
    (problem,) = refused(f"Bank:\n  a-bank:\n    zh: 一行\n    en: A\n    aliases: {MARK}一行\n")
    place = f"{tmp_path / 'a.yaml'}:5:14"
    assert str(problem) == f"{place}: aliases is not a list of texts; write aliases: [one, two]"


@pytest.mark.parametrize(
    ("marked", "what"),
    [
        (f"Bank:\n  x: [1, 2\nModel{MARK}: 5\n", "did not find expected ',' or ']'"),
        (f"Bank:\n{MARK}\tx: {{zh: 一, en: b}}\n", "found character that cannot start any token"),
        (f"Bank:\n  x:\n    zh: a\n   {MARK}en: b\n", "did not find expected key"),
        (f"Bank:\n  x:\n    zh: 银行{MARK}: b\n", "mapping values are not allowed in this context"),
        (f'Bank:\n  x:\n    zh: "abc\n    en: c\n{MARK}', "found unexpected end of stream"),
        (f"Bank:\n  x:\n    zh: {MARK}@a\n", "found character that cannot start any token"),
        (f"Bank:\n  x:\n    zh: {MARK}%a\n", "found character that cannot start any token"),
        (f"Bank:\n  x: {MARK}*nowhere\n", "while parsing node, found unknown anchor"),
        (f"Bank:\n  x: {{zh: {MARK}!e!text a}}\n", "found undefined tag handle"),
    ],
)
def test_malformed_yaml_is_reported_where_it_stops_being_yaml(said: Said, marked: str, what: str) -> None:
    assert said(marked) == (f"not valid YAML: {what}", "mend the syntax there")


@pytest.mark.parametrize(
    ("marked", "key"),
    [
        (f"Bank:\n  x: {{zh: 一, en: b}}\n  y: {{zh: 二, en: b}}\n  {MARK}x: {{zh: 三, en: d}}\n", "x"),
        (f"Bank:\n  x: {{zh: 一, en: b}}\n  {MARK}'x': {{zh: 三, en: d}}\n", "x"),
        (f"Bank: {{}}\nModel: {{}}\n{MARK}Bank: {{}}\n", "Bank"),
        (f"Bank:\n  x: {{zh: 一, en: b, {MARK}zh: 二}}\n", "zh"),
        (f"source:\n  a: [{{b: 1}}, {{c: [], d: {{}}, e: &x f, {MARK}c: *x}}]\n", "c"),
        (f"a: &x [*x]\n? [z]\n: z\nz: 1\n{MARK}z: 2\n", "z"),
    ],
)
def test_a_key_that_stands_twice_is_named_where_it_stands_again(said: Said, marked: str, key: str) -> None:
    assert said(marked) == (f"'{key}' stands twice here", "keep one of the two")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "- Bank\n- Model\n", "Bank\n", "5\n", "[]\n"])
def test_a_file_that_is_no_mapping_says_what_to_start_with(said: Said, text: str) -> None:
    mend = "start with class names, or with source: and statements:"
    assert said(MARK + text) == ("is not a mapping", mend)


def test_a_second_document_in_a_file_is_refused_where_it_starts(said: Said) -> None:
    what, mend = said(f"Bank: {{}}\n{MARK}---\nModel: {{}}\n")
    assert (what, mend) == ("a second document starts", "put each document into a file of its own")


def test_only_a_line_feed_ends_a_line(said: Said) -> None:
    marked = f"Bank:\n  x: {{zh: a\u2028b\x85c, en: 😀, {MARK}zh: z}}\n"
    assert said(marked) == ("'zh' stands twice here", "keep one of the two")


def test_a_mapping_as_a_key_is_refused(said: Said) -> None:
    assert said(f"{MARK}Bank:\n  ? {{a: {{b: c}}}}\n  : d\n") == (
        "has a mapping as a key",
        "use a text as the key",
    )


@pytest.mark.parametrize(("encoding", "column"), [("gbk", 11), ("utf-16", 1), ("latin-1", 12)])
def test_a_file_that_is_not_utf_8_is_refused_at_its_first_wrong_character(
    tmp_path: Path, schema: Schema, encoding: str, column: int
) -> None:
    text = "# a\nB:\n  x: {zh: é银行}" if encoding == "gbk" else "# a\nB:\n  x: {zh: aé}"
    text = text.replace("é银行", "银行")
    file = tmp_path / "a.yaml"
    file.write_bytes(text.encode(encoding))
    with pytest.raises(InvalidDataError) as error:
        read_knowledge([file], schema)
    place = f"{file}:{1 if encoding == 'utf-16' else 3}:{column}"
    assert str(error.value) == f"{place}: is not UTF-8 text; save the file as UTF-8"


@pytest.mark.parametrize("escape", ["\\0", "\\e", "\\x1b[31m", "\\x7f", "\\u009b"])
def test_a_control_character_written_as_an_escape_is_refused_too(said: Said, escape: str) -> None:
    assert said(f'Bank:\n  a-bank: {{zh: ‸"x{escape}", en: A Bank}}\n') == (
        "zh is not a text",
        "write zh: some text",
    )


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x9f", "\ufeff"])
def test_a_control_character_is_refused_where_it_stands(said: Said, character: str) -> None:
    marked = f"Bank:\n  x: {{zh: 银{MARK}{character}行, en: B}}\n"
    assert said(marked) == ("is an invisible control character", "remove it")


@pytest.mark.parametrize(
    ("marked", "what"),
    [
        (f"Bank: {MARK}" + "[" * 300 + "]" * 300, "not valid YAML: recursion limit exceeded"),
        (f"Bank:\n{MARK}" + "- " * 50_000 + "x\n", "is indented a hundred columns"),
        (f"Bank:\n{MARK}" + "? " * 50_000 + "x\n", "is indented a hundred columns"),
        (f"Bank: {MARK}{'9' * 5000}\n", "has thousands of digits"),
        (statement(FIGURE, at=f"[0, {MARK}{'9' * 5000}]"), "has thousands of digits"),
    ],
)
def test_what_would_exhaust_a_parser_is_refused(
    tmp_path: Path, schema: Schema, marked: str, what: str
) -> None:
    (tmp_path / "a.yaml").write_text(marked.replace(MARK, ""), encoding="utf-8")
    with pytest.raises(InvalidDataError) as error:
        read_knowledge([tmp_path], schema)
    (problem,) = error.value.problems
    assert problem.what == what
    assert problem.line == next(places(marked))[0]


def test_aliases_that_grow_without_end_are_refused(tmp_path: Path, schema: Schema) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    (tmp_path / "a.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InvalidDataError, match="alias replay limit exceeded"):
        read_knowledge([tmp_path], schema)


# ---------------------------------------------------------------- names that are not known


@pytest.mark.parametrize(
    ("marked", "what", "mend"),
    [
        (
            "‸Bnak:\n  x: {zh: 一, en: b}\n",
            "unknown key 'Bnak'; did you mean 'Bank'?",
            "use one of: Award, Bank",
        ),
        ("5: ‸x\n", "unknown key '5'", "use one of: Award"),
        (
            statement(RELATION, predicate="‸DEPLOY"),
            "unknown relation 'DEPLOY'; did you mean 'DEPLOYS'?",
            "use one of: ACHIEVED, AIMS_AT",
        ),
        (statement(RELATION, predicate="‸OF_METRIC"), "unknown relation 'OF_METRIC'", "use one of: ACHIEVED"),
        (
            statement(RELATION, subject="‸frist-bank"),
            "unknown entity 'frist-bank'; did you mean 'first-bank'?",
            "define it under its class, or mend the id",
        ),
        (
            statement(RELATION, object="‸deepsek"),
            "unknown entity 'deepsek'; did you mean 'deepseek'?",
            "define it under its class, or mend the id",
        ),
        (
            statement(FIGURE, metric="‸technology-investments"),
            "unknown entity 'technology-investments'; did you mean 'technology-investment'?",
            "define it under its class, or mend the id",
        ),
        (
            statement(FIGURE, metric="‸second-bank"),
            "'second-bank' is a Bank, not a Metric",
            "name a metric",
        ),
        (
            statement(FIGURE, about="‸second-bnak"),
            "unknown entity 'second-bnak'; did you mean 'second-bank'?",
            "define it under its class, or mend the id",
        ),
        (
            statement(FIGURE, unit="‸bilion yuan"),
            "unknown unit 'bilion yuan'; did you mean 'billion yuan'?",
            "use one of: ",
        ),
        (
            statement(FIGURE, comparator="‸=="),
            "unknown comparator '=='; did you mean '='?",
            "use one of: =, >, >=, <, <=, ~",
        ),
        (
            statement(FIGURE, change="{value: 3, unit: '%', basis: ‸year over year}"),
            "unknown basis 'year over year'; did you mean 'year on year'?",
            "use one of: baseline, since the start of the year, unstated, year on year",
        ),
        (
            statement(RELATION, status="‸in-use"),
            "unknown status 'in-use'; did you mean 'in use'?",
            "use one of: building, ended, in use, planned",
        ),
        (
            statement(RELATION, attributed_to="‸third-bank"),
            "unknown entity 'third-bank'; did you mean 'first-bank'?",
            "define it under its class, or mend the id",
        ),
        (
            statement(FIGURE, as_writen="‸x"),
            "unknown key 'as_writen'; did you mean 'as_written'?",
            "use one of: subject, metric, about, value, unit",
        ),
        (
            statement(RELATION, value="‸5"),
            "unknown key 'value'",
            "use one of: subject, predicate, object",
        ),
        (
            source("pubisher", "‸x"),
            "unknown key 'pubisher'; did you mean 'publisher'?",
            "use one of: id, title",
        ),
        (
            entity("bank_typ: ‸state-owned"),
            "unknown key 'bank_typ'; did you mean 'bank_type'?",
            "use one of: zh, en, aliases, description, accept, bank_type, home_city, short_name",
        ),
        (
            entity("bank_type: ‸stateowned"),
            "unknown bank type 'stateowned'; did you mean 'state-owned'?",
            "use one of: city-commercial, joint-stock, private, state-owned",
        ),
        (
            f"{ENTITIES}{SOURCE}named:\n  ‸frist-bank: [0, 5]\n",
            "unknown entity 'frist-bank'; did you mean 'first-bank'?",
            "define it under its class, or mend the id",
        ),
    ],
)
def test_an_unknown_name_is_named_with_the_nearest_known_one(
    said: Said, marked: str, what: str, mend: str
) -> None:
    found = said(marked)
    assert found[0] == what
    assert found[1].startswith(mend)


# ---------------------------------------------------------------- ids


@pytest.mark.parametrize("identifier", ["A-Bank", "a_bank", "a--bank", "-a", "a-", "一行", "a bank"])
def test_an_id_that_is_not_kebab_case_is_refused(said: Said, identifier: str) -> None:
    what, mend = said(f"Bank:\n  {MARK}{identifier}: {{zh: 一, en: b}}\n")
    assert what.endswith("is not kebab-case")
    assert mend == "use a-z, 0-9 and single hyphens"


def test_a_number_as_an_id_is_to_be_quoted(said: Said, read: Read) -> None:
    assert said(f"Bank:\n  {MARK}360: {{zh: 一, en: b}}\n") == ("id 360 is not a text", "put it in quotes")


def test_an_id_in_two_files_is_refused_naming_both(refused: Refused, tmp_path: Path) -> None:
    first = "Bank:\n  the-id: {zh: 一, en: b}\n"
    (problem,) = refused(first, f"Bank: {{}}\nModel:\n  {MARK}the-id: {{zh: 二, en: b}}\n")
    assert problem.file == str(tmp_path / "b.yaml")
    assert problem.what == f"id 'the-id' is defined in {tmp_path / 'a.yaml'} already"
    assert problem.mend == "rename one of the two"


def test_an_id_under_two_classes_of_a_file_is_refused_whatever_their_order(said: Said) -> None:
    for _ in range(3):
        what, _mend = said(f"Bank:\n  the-id: {{zh: 一, en: b}}\nModel:\n  {MARK}the-id: {{zh: 二, en: b}}\n")
        assert what == "id 'the-id' is defined in this file already"


def test_a_source_with_the_id_of_an_entity_is_refused(said: Said) -> None:
    what, mend = said(ENTITIES + SOURCE.replace("id: the-article", f"id: {MARK}deepseek"))
    assert (what, mend) == ("id 'deepseek' is defined in this file already", "rename one of the two")


def test_a_source_in_two_files_is_refused_naming_both(refused: Refused, tmp_path: Path) -> None:
    (problem,) = refused(SOURCE, SOURCE.replace("id: ", f"id: {MARK}"))
    assert problem.what == f"id 'the-article' is defined in {tmp_path / 'a.yaml'} already"


# ---------------------------------------------------------------- values


@pytest.mark.parametrize("span", ["[5, 0]", "[5, 5]", "[0, 101]", "[-1, 5]", "[100, 101]"])
def test_a_span_outside_the_text_is_named_with_line_and_column(said: Said, span: str) -> None:
    marked = statement(RELATION, at=span).replace("  at:", f"  {MARK}at:")
    mend = "give start < end, both from 0 to 100, the length of the text"
    assert said(marked) == (f"span {span} is not inside the text", mend)


@pytest.mark.parametrize(
    "span", ["[0]", "[]", "[0, 5, 9]", "[a, b]", "[0, 5.0]", "[true, 5]", "{}", "[null, 5]"]
)
def test_a_span_that_is_not_two_whole_numbers_is_refused(said: Said, span: str) -> None:
    what, mend = said(statement(RELATION, at=span).replace("  at:", f"  {MARK}at:"))
    assert what.startswith("at ")
    assert what.endswith("is not a span")
    assert mend == "write at: [start, end]"


def test_each_wrong_span_of_several_is_named(refused: Refused) -> None:
    marked = statement(RELATION, at="[[0, 5], [9, 3], [7]]").replace("  at:", f"  {MARK}at:")
    assert [p.what for p in refused(marked)] == ["at [7] is not a span", "span [9, 3] is not inside the text"]


def test_a_wrong_span_of_a_naming_is_named_with_its_entity(said: Said) -> None:
    marked = f"{ENTITIES}{SOURCE}named:\n  first-bank: [0, 9]\n  {MARK}deepseek: [90, 101]\n"
    assert said(marked)[0] == "span [90, 101] is not inside the text"


@pytest.mark.parametrize(
    "date",
    ["2025-02-30", "2025-13-01", "20250513", "2025-W20-2", "2025-05", "May 2025", "2025-05-13T10:00:00Z"],
)
def test_an_impossible_date_of_publication_is_refused(said: Said, date: str) -> None:
    what, mend = said(source("published", f"{MARK}{date}"))
    assert what.endswith("is not a possible date")
    assert mend == "write it as 2025-05-13"


@pytest.mark.parametrize(
    "period", ["2025-02-30", "2023-02-29", "2025-13", "last year", "2025-1X", "[..2024]"]
)
def test_an_impossible_period_is_refused(said: Said, period: str) -> None:
    quoted = f"{MARK}'{period}'"
    what, mend = said(statement(FIGURE, period=quoted))
    assert what == f"'{period}' is not a possible date or interval"
    assert mend == "write an EDTF date or interval (2024, 2025-06, 2025-01/2025-06), or leave it out"


def test_a_reversed_period_is_refused(said: Said) -> None:
    assert (
        said(statement(FIGURE, period=f"{MARK}2025-06/2025-01"))[0]
        == "'2025-06/2025-01' ends before it starts"
    )


@pytest.mark.parametrize(
    "value", ["about five", "true", ".nan", ".inf", "1e400", "'1e999999'", "'1e-999999'", "五"]
)
def test_a_value_that_is_no_number_of_a_figure_is_refused(said: Said, value: str) -> None:
    what, mend = said(statement(FIGURE, value=f"{MARK}{value}"))
    assert what.endswith(("is not a number", "is out of range"))
    assert mend in ("write value: 272.46, with the unit beside it", "write the figure that the source gives")


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("characters", "0", "characters is not a length"),
        ("characters", "1.5", "characters is not a length"),
        ("characters", "many", "characters is not a length"),
        ("characters", "true", "characters is not a length"),
        ("sha256", "abc", "sha256 is not 64 hex digits"),
        ("id", "The Article", "id 'The Article' is not kebab-case"),
        ("language", "true", "language is not a text"),
        ("title", "' '", "title is not a text"),
    ],
)
def test_a_wrong_value_of_a_source_is_named_at_it(said: Said, key: str, value: str, what: str) -> None:
    assert said(source(key, f"{MARK}{value}"))[0] == what


@pytest.mark.parametrize("key", ["id", "title", "publisher", "published", "language", "sha256", "characters"])
def test_what_a_source_lacks_is_named_at_the_source(said: Said, key: str) -> None:
    what, mend = said(MARK + source(key, None))
    assert what == ("characters is not a length" if key == "characters" else f"{key} is missing")
    assert mend == ("give the text's length in code points" if key == "characters" else f"add {key}: …")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_missing_name_is_named_with_its_language(said: Said, language: str) -> None:
    kept = {"zh": "en: A Bank", "en": "zh: 一行"}[language]
    marked = f"Bank:\n  {MARK}a-bank:\n    {kept}\n"
    assert said(marked) == (f"{language} is missing", f"add {language}: …")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_description_in_one_language_lacks_the_other(said: Said, language: str) -> None:
    kept = {"zh": "en", "en": "zh"}[language]
    marked = entity(f"{MARK}description: {{{kept}: some text}}")
    assert said(marked) == (f"{language} is missing", f"add {language}: …")


def test_an_entity_without_anything_has_no_names(said: Said) -> None:
    assert said(f"Bank:\n  a-bank:{MARK}\n") == ("'a-bank' has no names", "add zh: and en:")


@pytest.mark.parametrize("aliases", ["一行", "0", "[null]", "[[a]]", "[true]", "['']", "{a: b}"])
def test_aliases_that_are_no_list_of_texts_are_refused(said: Said, aliases: str) -> None:
    key = "aliases: " if aliases in ("一行", "0") else f"{MARK}aliases: "
    marked = entity(key + (MARK if aliases in ("一行", "0") else "") + aliases)
    assert said(marked) == ("aliases is not a list of texts", "write aliases: [one, two]")


def test_a_relation_between_the_wrong_classes_names_the_right_ones(refused: Refused) -> None:
    marked = statement(RELATION, subject=f"{MARK}deepseek", object=f"{MARK}first-bank")
    assert [(p.what, p.mend) for p in refused(marked)] == [
        (
            "DEPLOYS takes no Model ('deepseek') as subject",
            "use an entity of class Organization or OrganizationUnit",
        ),
        ("DEPLOYS takes no Bank ('first-bank') as object", "use an entity of class Model"),
    ]


def test_a_unit_of_another_kind_than_the_metric_is_refused(said: Said) -> None:
    what, mend = said(statement(FIGURE, metric="employees", unit=f"{MARK}亿元"))
    assert what == "unit '亿元' measures money, but metric 'employees' is of kind count"
    assert mend == "mend the unit, or name another metric"


# ---------------------------------------------------------------- statements that do not say enough

LEFT_OUT = [None, ""]
"""A key that is not there, and one that is left empty: neither may let a statement vanish in silence."""


@pytest.mark.parametrize("left_out", LEFT_OUT)
@pytest.mark.parametrize(
    ("base", "key", "what", "mend"),
    [
        (FIGURE, "unit", "has no unit", "add unit: …"),
        (FIGURE, "value", "has no value", "add value: …"),
        (RELATION, "predicate", "says neither a predicate nor a metric", "add predicate: or metric:"),
    ],
)
def test_a_statement_that_lacks_a_part_is_named(
    refused: Refused, base: dict[str, str], key: str, what: str, mend: str, left_out: str | None
) -> None:
    marked = statement(base, **{key: left_out}).replace("- subject", f"- {MARK}subject")
    assert [(p.what, p.mend) for p in refused(marked)] == [(what, mend)]


@pytest.mark.parametrize("left_out", LEFT_OUT)
def test_a_figure_with_neither_value_nor_change_is_named(refused: Refused, left_out: str | None) -> None:
    marked = statement(FIGURE, value=left_out, unit=left_out).replace("- subject", f"- {MARK}subject")
    (problem,) = refused(marked)
    assert problem.what == "has neither a value nor a change"
    assert problem.mend == "add value: and unit:, or change:"


@pytest.mark.parametrize("change", ["{basis: year on year}", "{value: , unit: , basis: year on year}"])
def test_a_change_without_a_value_is_named(said: Said, change: str) -> None:
    marked = statement(FIGURE, value=None, unit=None, change=change).replace("  change", f"  {MARK}change")
    assert said(marked) == ("the change has no value", "add value: and unit:")


@pytest.mark.parametrize("change", ["{value: 3, unit: '%'}", "{value: 3, unit: '%', basis: }"])
def test_a_change_without_a_basis_is_named(said: Said, change: str) -> None:
    marked = statement(FIGURE, value=None, unit=None, change=change).replace("  change", f"  {MARK}change")
    assert said(marked) == ("the change has no basis", "add basis: year on year (or another)")


def test_a_statement_without_evidence_is_named(said: Said) -> None:
    marked = statement(RELATION, at=None).replace("- subject", f"- {MARK}subject")
    assert said(marked) == ("at is missing", "add at: [start, end], the code points of the source's text")


@pytest.mark.parametrize("key", ["statements", "named"])
def test_statements_without_a_source_are_named(said: Said, key: str) -> None:
    what, mend = said(f"{ENTITIES}{MARK}{key}: {'[]' if key == 'statements' else '{}'}\n")
    assert (what, mend) == (f"{key} without a source", "add source: with id, title, sha256, …")


@pytest.mark.parametrize("value", ["0", "''", "false", "text"])
def test_statements_that_are_no_list_are_named(said: Said, value: str) -> None:
    what, mend = said(f"{ENTITIES}{SOURCE}statements: {MARK}{value}\n")
    assert (what, mend) == ("statements is not a list", "start each item with '- '")


def test_an_item_that_is_no_mapping_is_named(said: Said) -> None:
    assert said(f"{ENTITIES}{SOURCE}statements:\n- {MARK}text\n") == (
        "is not a mapping",
        "write - name: value",
    )


# ---------------------------------------------------------------- all of it at once


def test_all_mistakes_of_all_files_are_reported_at_once_in_their_order(refused: Refused) -> None:
    problems = refused(
        f"Bank:\n  {MARK}First_Bank: {{zh: 一, en: b}}\n",
        f"Bank:\n  x: [\n{MARK}",
        statement(RELATION, predicate=f"{MARK}DEPLOY", status=f"{MARK}used").replace(
            "published: 2025-05-13", f"published: {MARK}2025-05-32"
        ),
    )
    assert [p.what.split(";")[0] for p in problems] == [
        "id 'First_Bank' is not kebab-case",
        "not valid YAML: did not find expected node content",
        "'2025-05-32' is not a possible date",
        "unknown relation 'DEPLOY'",
        "unknown status 'used'",
    ]
    assert list(problems) == sorted(problems)


@pytest.mark.parametrize(
    "wrong", ["id: the-article", "published: 2025-05-13", "characters: 100", f"sha256: {SHA256}"]
)
def test_a_mistake_in_a_source_does_not_hide_those_in_its_statements(refused: Refused, wrong: str) -> None:
    key = wrong.split(":", maxsplit=1)[0]
    marked = statement(RELATION, object=f"{MARK}deepsek").replace(wrong, f"{key}: {MARK}-1")
    assert "unknown entity 'deepsek'; did you mean 'deepseek'?" in [p.what for p in refused(marked)]


# ---------------------------------------------------------------- any input at all

DOCUMENT: dict[str, Any] = {
    "Bank": {
        "first-bank": {"zh": "第一银行", "en": "First Bank", "aliases": ["一行"], "bank_type": "private"}
    },
    "Model": {
        "deepseek": {"zh": "DeepSeek", "en": "DeepSeek", "description": {"zh": "模型", "en": "a model"}}
    },
    "Metric": {"technology-investment": {"zh": "科技投入", "en": "investment", "quantity_kind": "money"}},
    "source": {
        "id": "the-article",
        "title": "标题",
        "publisher": "报社",
        "published": "2025-05-13",
        "language": "zh",
        "sha256": SHA256,
        "characters": 100,
        "url": "https://example.org",
    },
    "named": {"first-bank": [0, 4], "deepseek": [[5, 13], [20, 28]]},
    "statements": [
        {
            "subject": "first-bank",
            "predicate": "DEPLOYS",
            "object": "deepseek",
            "status": "in use",
            "attributed_to": "first-bank",
            "period": "2024",
            "period_inferred": True,
            "at": [0, 13],
        },
        {
            "subject": "first-bank",
            "metric": "technology-investment",
            "about": "deepseek",
            "value": 25.19,
            "unit": "亿元",
            "comparator": ">",
            "as_written": "25.19亿元",
            "change": {"value": 3, "unit": "%", "basis": "baseline", "baseline": "2020", "comparator": "~"},
            "at": [30, 40],
        },
    ],
}
STATEMENTS = 4

Way = tuple[str | int, ...]


def ways(value: Any, above: Way = ()) -> Iterator[Way]:
    """The way to every value of a document, the document itself included."""
    yield above
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in items:
        yield from ways(below, (*above, key))


WAYS = list(ways(DOCUMENT))
RAW = [
    *("null", "~", "", "true", "no", ".nan", ".inf", "-.inf", "1e999", "'1e999999'", "'-1e-999999'", "-0"),
    *("9" * 400, "9" * 5000, f"-{'9' * 5000}", f"0.{'1' * 2000}", "0x1F", "1_000", "１２", "'３²'", "'sNaN'"),
    *("2024-02-30", "2025-05-13", "2025-05-13T10:00:00Z", "12:30:45", "'2025-1X'", "'[..2024]'", "'Y-17E7'"),
    *("[]", "{}", "[[]]", "[null]", "[{}]", "{? [a] : b}", "{1: 2}", "{null: 1}", "{true: 1}", "!!set {a}"),
    *("!!binary aGk=", "!!python/object:os.system x", "!!int b", "!e!x y", "*nowhere", "&a [*a]", "<<"),
    *("[0, 0]", "[true, 5]", "[0, 1e3]", f"[0, {'9' * 5000}]", "[[0, 5], [0, 5]]", "[[0, 5], 7]", "[-5, 1]"),
    *(
        '"\\0"',
        '"\\uD800"',
        '"\\x07"',
        "\x07",
        "\t",
        "'",
        '"',
        "[",
        "}",
        "# x",
        "| x",
        "@",
        "%",
        "? x",
        "- x",
    ),
    *("[" * 300, "[" * 200 + "]" * 200, "&a {b: *a}", "first-bank", "deepseek", "the-article", "DEPLOYS"),
    *("亿元", "'%'", "2024", "'0-5'"),
]
VALUES = st.sampled_from(RAW) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
).map(lambda value: json.dumps(value, ensure_ascii=False))


def read_text(folder: Path, schema: Schema, text: str) -> Knowledge | None:
    """Read a text as a file. What is wrong with it is an `InvalidDataError`; what is not can be stored."""
    file = folder / "any.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        knowledge = read_knowledge([file], schema)
    except InvalidDataError as error:
        lines = text.split("\n")
        for problem in error.problems:
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
            assert problem.what
            assert problem.mend
        return None
    graph = property_graph(knowledge, schema)
    ids = [node.id for node in graph.nodes] + [relationship.id for relationship in graph.relationships]
    assert len(ids) == len({*ids})
    json.dumps(list(facts(knowledge)), allow_nan=False)
    return knowledge


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory for files that only one example at a time uses."""
    return tmp_path_factory.mktemp("any-input")


def test_the_document_to_be_spoilt_is_right(folder: Path, schema: Schema) -> None:
    knowledge = read_text(folder, schema, json.dumps(DOCUMENT, ensure_ascii=False))
    assert knowledge is not None
    assert len(knowledge.statements) == STATEMENTS


@settings(deadline=None, max_examples=500)
@given(way=st.sampled_from(WAYS), raw=VALUES)
def test_any_value_in_any_place_gives_knowledge_or_problems(
    folder: Path, schema: Schema, way: Way, raw: str
) -> None:
    place = "@here@"
    spoilt: Any = {"": copy.deepcopy(DOCUMENT)}
    holder: Any = spoilt
    for step in ("", *way)[:-1]:
        holder = holder[step]
    holder[("", *way)[-1]] = place
    text = json.dumps(spoilt[""], ensure_ascii=False).replace(f'"{place}"', raw)
    knowledge = read_text(folder, schema, text)
    left_out = not raw.strip() and way[-1:] in [(0,), (1,)]  # nothing between two commas is no item
    if knowledge is not None and len(way) > 1 and not left_out:
        assert len(knowledge.statements) == STATEMENTS, "a statement vanished in silence"


@settings(deadline=None, max_examples=200)
@given(way=st.sampled_from([w for w in WAYS if w]), key=st.none() | st.text(max_size=8))
def test_any_key_left_out_or_renamed_gives_knowledge_or_problems(
    folder: Path, schema: Schema, way: Way, key: str | None
) -> None:
    spoilt: Any = copy.deepcopy(DOCUMENT)
    holder = spoilt
    for step in way[:-1]:
        holder = holder[step]
    value = holder.pop(way[-1])
    if key is not None and isinstance(holder, dict):
        holder[key] = value
    read_text(folder, schema, json.dumps(spoilt, ensure_ascii=False))


BLOCK = statement(RELATION, period="2024") + "- " + "\n  ".join(f"{k}: {v}" for k, v in FIGURE.items()) + "\n"


@settings(deadline=None, max_examples=500)
@given(
    start=st.integers(0, len(BLOCK)),
    length=st.integers(0, 12),
    put=st.sampled_from([*RAW, "\n", "  ", "\n---\n", ": ", "- ", "\ufeff", "\u2028", "\r"])
    | st.text(max_size=4),
)
def test_any_characters_in_any_place_give_knowledge_or_problems(
    folder: Path, schema: Schema, start: int, length: int, put: str
) -> None:
    read_text(folder, schema, BLOCK[:start] + put + BLOCK[start + length :])


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_knowledge_or_problems(folder: Path, schema: Schema, content: bytes) -> None:
    file = folder / "any.yaml"
    file.write_bytes(content)
    with suppress(InvalidDataError):
        read_knowledge([file], schema)
