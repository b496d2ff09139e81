"""Figures, numbers and dates are read as Chinese and English texts write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bankgraph.loaders.checking.dates import dates
from bankgraph.loaders.checking.figures import Figures
from bankgraph.loaders.checking.numerals import value
from bankgraph.loaders.checking.texts import Text, fold
from bankgraph.ontology import Schema

PUBLISHED = date(2024, 3, 27)


def text(content: str) -> Text:
    return Text(content, Path("article.txt"))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,101", "1101"),
        ("272.46", "272.46"),
        ("1.87万亿", "1870000000000"),
        ("5千万", "50000000"),
        ("千亿", "100000000000"),
        ("三亿五千万", "350000000"),
        ("一百零八", "108"),
        ("十二", "12"),
        ("两", "2"),
        ("二〇二五", "2025"),
        ("万亿", "1000000000000"),
        ("1.5 trillion", "1500000000000"),
        ("1.3 million", "1300000"),
        ("hundreds", "100"),
        ("tens of thousands", "10000"),
        ("thirty-five", "35"),
        ("two hundred", "200"),
        ("trillion", "1000000000000"),
    ],
)
def test_a_number_has_the_value_that_a_reader_gives_it(written: str, number: str) -> None:
    assert value(written) == Decimal(number)


@given(st.integers(1, 10**15))
def test_a_whole_number_is_read_with_and_without_commas(number: int) -> None:
    assert value(str(number)) == value(f"{number:,}") == number


@given(st.integers(1, 9999), st.sampled_from([("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_a_number_in_chinese_numerals_equals_the_one_in_digits(number: int, scale: tuple[str, int]) -> None:
    word, times = scale
    assert value(chinese(number) + word) == value(f"{number}{word}") == number * times


def chinese(number: int) -> str:
    """The plain way to write 1 to 9999: 三千零五."""
    digits, out, zero = "零一二三四五六七八九", "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if zero and out else "") + digits[digit] + name
            zero = False
        else:
            zero = True
    return out


@pytest.mark.parametrize(
    ("content", "comparator", "number", "unit"),
    [
        ("科技投入272.46亿元。", "=", "27246000000", "CNY"),
        ("覆盖超5万项产品", ">", "50000", "count"),
        ("近600万户", "<", "6000000", "count"),
        ("约5000亿元", "~", "500000000000", "CNY"),
        ("千亿级参数", ">=", "100000000000", None),
        ("突破313万亿元", ">", "313000000000000", "CNY"),
        ("提升3.3百分点", "=", "3.3", "percentage point"),
        ("是2022年的2.14倍", "=", "2.14", "times"),
        ("百分之八十以上", ">=", "80", "%"),
        ("不超过５０％", "<=", "50", "%"),
        ("100余项", ">", "100", "count"),
        ("exceeding 1.5 trillion yuan", ">", "1500000000000", "CNY"),
        ("over 53 million users", ">", "53000000", None),
        ("nearly 10,000 people", "<", "10000", None),
        ("increased more than twofold", ">", "2", "times"),
        ('"minute-level" completion', ">=", "60", "second"),
        ("a trillion-level matrix", ">=", "1000000000000", None),
        ("hundreds of scenarios", ">=", "100", None),
        ("RMB 25 billion", "=", "25000000000", "CNY"),
        ("客户2亿户", "=", "200000000", "count"),
        ("RMB20.1bn", "=", "20100000000", "CNY"),
        ("20.1bn yuan", "=", "20100000000", "CNY"),
        ("员工2600名以上", ">=", "2600", "count"),
        ("不超18亿元", "<=", "1800000000", "CNY"),
        ("did not exceed 18%", "<=", "18", "%"),
        ("no fewer than\n18", ">=", "18", None),
    ],
)
def test_a_figure_is_read_with_its_bound_and_its_unit(
    content: str, comparator: str, number: str, unit: str | None, schema: Schema
) -> None:
    last = list(Figures(schema).of(text(content)))[-1]
    said = (last.comparator, last.canonical, last.unit.canonical if last.unit else None)
    assert said == (comparator, Decimal(number), unit)


def test_digits_within_a_word_are_no_figure(schema: Schema) -> None:
    assert list(Figures(schema).of(text("Web3.0 and GPT4 and B2B"))) == []


@pytest.mark.parametrize(
    ("content", "readings", "complete"),
    [
        ("2023年", ("2023",), True),
        ("2023年末", ("2023-12", "2023-12-31"), True),
        ("2022年2月", ("2022-02",), True),
        ("2024年上半年", ("2024-01/2024-06",), True),
        ("2023年第四季度", ("2023-10/2023-12",), True),
        ("去年", ("2023",), False),
        ("3月19日", ("2024-03-19",), False),
        ("截至12月末", ("2023-12", "2023-12-31"), False),
        ("August 29th", ("2023-08-29",), False),
        ("March 5, 2021", ("2021-03-05",), True),
        ("the end of June", ("2023-06", "2023-06-30"), False),
        ("the first half of 2023", ("2023-01/2023-06",), True),
        ("the first half of the year", ("2024-01/2024-06",), False),
        ("last year", ("2023",), False),
        ("second half of last year", ("2023-07/2023-12",), False),
        ("end of the second quarter of 2023", ("2023-06", "2023-06-30"), True),
        ("As of 30 June 2023", ("2023-06-30",), True),
        ("Q3 2023", ("2023-07/2023-09",), True),
        ("FY2023", ("2023",), True),
        ("in May", ("2023-05",), False),
        ("2023年前三季度", ("2023-01/2023-09",), True),
        ("2023年三季度末", ("2023-09", "2023-09-30"), True),
        ("2023年1-6月", ("2023-01/2023-06",), True),
        ("一季度", ("2024-01/2024-03",), False),
        ("in 2024", ("2024",), True),
        ("2025-05-13 03:11", ("2025-05-13",), True),
        (
            "过去三年",
            ("2021/2024", "2021", "2024", "2021-03/2024-03", "2021-03", "2024-03"),
            False,
        ),
    ],
)
def test_a_time_is_read_as_of_the_day_of_publication(
    content: str, readings: tuple[str, ...], complete: bool
) -> None:
    (found,) = dates(text(content), PUBLISHED)
    assert (found.readings, found.complete) == (readings, complete)


@pytest.mark.parametrize(
    "content", ["13月", "2月30日", "web3.0", "maybe", "第三方", "it may have", "march on"]
)
def test_what_only_looks_like_a_date_is_none(content: str) -> None:
    assert list(dates(text(content), PUBLISHED)) == []


@given(st.text())
def test_folding_keeps_every_position(content: str) -> None:
    assert len(fold(content)) == len(content)


def test_words_are_found_whole_whatever_their_case_and_width() -> None:
    found = text("ＡＩ and aid, an Ai bank; AI大模型")
    assert [found.content[slice(*span)] for span in found.occurrences("AI")] == ["ＡＩ", "Ai", "AI"]
