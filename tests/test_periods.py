"""A period is what the source says and the days that it spans."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from bankgraph.loaders.periods import read_period


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2025-06", "2025-06-01", "2025-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-05-13", "2025-05-13", "2025-05-13"),
        ("2025-01/2025-06", "2025-01-01", "2025-06-30"),
        ("2024/2025", "2024-01-01", "2025-12-31"),
        ("2025-05-13/2025-05", "2025-05-13", "2025-05-31"),
        ("2025-05-13/2025-05-13", "2025-05-13", "2025-05-13"),
        ("2024-21", "2024-03-01", "2024-05-31"),  # spring
        ("2024-34", "2024-04-01", "2024-06-30"),  # second quarter
        ("202X", "2020-01-01", "2029-12-31"),
        ("2024-XX", "2024-01-01", "2024-12-31"),
        ("2024-06-XX", "2024-06-01", "2024-06-30"),
        ("2024?", "2024-01-01", "2024-12-31"),
        ("2025-06~", "2025-06-01", "2025-06-30"),
        ("2024%/2025~", "2024-01-01", "2025-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_period_spans_from_its_first_to_its_last_day(edtf: str, start: str, end: str) -> None:
    period = read_period(edtf)
    assert (period.edtf, period.start, period.end) == (edtf, start, end)


@given(st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from(["", "?", "~", "%"]))
def test_a_date_of_the_calendar_spans_the_days_that_the_edtf_library_says(
    day: date, length: int, mark: str
) -> None:
    text = day.isoformat()[:length] + mark
    named = parse_edtf(text)
    period = read_period(text)
    ends = (date(*named.lower_strict()[:3]), date(*named.upper_strict()[:3]))
    assert (period.start, period.end) == tuple(end.isoformat() for end in ends)


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2025-06/..", "2025-06-01", None),
        ("2025-06/", "2025-06-01", None),
        ("../2025-06", None, "2025-06-30"),
        ("/2025-06", None, "2025-06-30"),
    ],
)
def test_an_open_end_has_no_day(edtf: str, start: str | None, end: str | None) -> None:
    period = read_period(edtf)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "edtf", ["2025-06/2025-01", "2025/2024", "2025-05-13/2025-05-12", "2025-06/2025-05-31"]
)
def test_an_interval_that_ends_before_it_starts_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match=f"^'{edtf}' ends before it starts$"):
        read_period(edtf)


@pytest.mark.parametrize("edtf", ["/", "..", "../..", "/.."])
def test_an_interval_open_at_both_ends_is_no_period(edtf: str) -> None:
    with pytest.raises(ValueError, match="has neither a start nor an end"):
        read_period(edtf)


@pytest.mark.parametrize(
    "text",
    [
        *("2025-13", "2025-00", "2025-02-30", "2023-02-29", "2025-06-31", "2025-05-00", "2023-02-29/2023-03"),
        *("0000", "-0001", "Y-17E7", "Y20250", "20250513", "2025-W20", "2025-5", "25", "2025-1X"),
        *("2024-Q1", "open", "2024/open", "2024/2025/2026", "2024 / 2025", " 2024", "2024\n", "last year"),
        *("２０２４", "二〇二四", "[2024,2025]", "[..2024]", "{2024}", "2024-05?-13"),
        "2025-05-13T10:00:00Z",
    ],
)
def test_what_names_no_possible_date_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="is not a possible date or interval"):
        read_period(text)
    assert capsys.readouterr() == ("", "")  # the parser underneath is known to print


@given(st.dates())
def test_the_period_of_a_day_starts_and_ends_that_day(day: date) -> None:
    period = read_period(day.isoformat())
    assert (period.start, period.end) == (day.isoformat(), day.isoformat())


@given(st.dates(), st.dates())
def test_an_interval_of_two_days_is_read_or_refused_by_their_order(first: date, last: date) -> None:
    text = f"{first}/{last}"
    if first <= last:
        period = read_period(text)
        assert (period.start, period.end) == (first.isoformat(), last.isoformat())
    else:
        with pytest.raises(ValueError, match="ends before it starts"):
            read_period(text)


@given(st.text() | st.text("0123456789X-/.?~%TZ[]{},YSQE ", max_size=24))
def test_any_text_is_a_period_of_possible_days_or_a_value_error(text: str) -> None:
    try:
        period = read_period(text)
    except ValueError:
        return
    days = [date.fromisoformat(day) for day in (period.start, period.end) if day]
    assert days
    assert days == sorted(days)
