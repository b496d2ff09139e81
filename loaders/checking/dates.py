"""Dates and spans of time as a text writes them, read as EDTF."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .numerals import NUMBER, value
from .texts import Text

_MONTHS = [name.casefold() for name in calendar.month_name][1:]
_MONTH = rf"(?:{'|'.join(f'{name}|{name[:3]}[.]?' for name in _MONTHS)})"
_PARTS = {
    "q1": 1,
    "q2": 2,
    "q3": 3,
    "q4": 4,
    "h1": 1,
    "h2": 2,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "上": 1,
    "下": 2,
}
_YEAR = r"(?:19|20)\d\d"

_YEARS = {"year", "iso_year", "half_year", "quarter_year"}  # groups that hold a written year

_PATTERN = re.compile(
    rf"(?<!\d)(?P<zh_year>{_YEAR})年度?"
    r"(?:(?P<zh_month>\d\d?)月(?:份|(?P<zh_day>\d\d?)日|(?P<zh_month_end>[末底]))?|(?P<zh_year_end>[末底])"
    r"|(?P<zh_half>[上下])半年(?P<zh_half_end>末)?|前(?P<zh_first>[二三])季度"
    r"|第?(?P<zh_quarter>[一二三四])季度(?P<zh_quarter_end>末)?"
    r"|(?P<zh_from>\d\d?)[-—至](?P<zh_to>\d\d?)月)?"
    rf"|(?P<ago>去年|上年)年?(?P<ago_end>[末底])?|(?P<now>今年|本年|年内)"
    r"|(?<![\d年])(?P<from>\d\d?)[-—至](?P<to>\d\d?)月"
    r"|(?P<month>\d\d?)月(?:份|(?P<day>\d\d?)日|(?P<month_end>[末底]))"
    r"|(?P<half>[上下])半年(?P<half_end>末)?|前(?P<first>[二三])季度"
    r"|第?(?P<quarter>[一二三四])季度(?P<quarter_end>末)?"
    rf"|(?:过去|最近|近)(?P<zh_past>{NUMBER})年"
    rf"|\b(?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)(?:-(?P<iso_day>\d\d))?\b"
    r"|\b(?P<dm_day>\d\d?)(?:st|nd|rd|th)? (?P<dm_month_name>"
    + _MONTH
    + rf")\b(?:,? (?P<dm_year>{_YEAR})\b)?"
    r"|\b(?P<en_end>end of )?(?P<en_month_name>" + _MONTH + r")\b"
    rf"(?: (?P<en_day>\d\d?)(?:st|nd|rd|th)?\b)?(?:,? (?P<en_year>{_YEAR})\b)?"
    rf"|\b(?P<en_half>first|second) half(?: of (?:(?P<en_half_year>{_YEAR})\b|(?P<en_half_ago>last year)))?"
    rf"|\b(?P<en_quarter_end>end of (?:the )?)?(?P<en_quarter>first|second|third|fourth) quarter"
    rf"(?: of (?:(?P<en_quarter_year>{_YEAR})\b|(?P<en_quarter_ago>last year)))?"
    rf"|\b(?P<q_quarter>q[1-4])(?: (?P<q_year>{_YEAR}))?\b|\b(?P<h_half>h[12])(?: (?P<h_year>{_YEAR}))?\b"
    rf"|\bfy ?(?P<fy_year>{_YEAR})\b"
    rf"|\b(?P<en_ago>last year)\b|\b(?P<en_now>this year)\b|\b(?P<en_year_end>end of )?(?P<year>{_YEAR})\b"
    rf"|\bpast (?P<en_past>{NUMBER}) years\b"
)


_PREFIX = re.compile(r"^(?:zh|en|dm|q|h|fy)_")
"""Of the names of groups: which way of writing they belong to."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A stretch of text that names a time. `readings` are the EDTF strings that it may stand for.

    `complete` says that the year is written there too, and not found from the date of publication.
    """

    start: int
    end: int
    readings: tuple[str, ...]
    complete: bool


def dates(text: Text, published: date) -> Iterator[Dated]:
    """Yield every time that a text names, read as of the day on which it was published."""
    for found in _PATTERN.finditer(text.folded):
        part = {_PREFIX.sub("", name): t for name, t in found.groupdict().items() if t}
        if _is_verb(part, text, found):
            continue
        readings = tuple(_readings(part, published))
        if readings:
            yield Dated(found.start(), found.end(), readings, not _YEARS.isdisjoint(part))


def _is_verb(part: dict[str, str], text: Text, found: re.Match[str]) -> bool:
    """Whether May or March is written small, as the verbs are."""
    return part.get("month_name") in ("may", "march") and not re.search(
        "M", text.content[slice(*found.span())]
    )


def _readings(part: dict[str, str], published: date) -> Iterator[str]:
    if past := part.get("past"):
        yield from _past(int(value(past)), published)
        return
    month, day = _month(part), int(part.get("day") or part.get("iso_day") or 0)
    year = _year(part, published, month, day)
    if month:
        yield from _month_readings(year, month, day, at_end="month_end" in part or "end" in part)
    elif months := _months(part):
        first, last = months
        if "half_end" in part or "quarter_end" in part:
            yield from _month_readings(year, last, 0, at_end=True)
        elif 1 <= first < last <= 12:
            yield f"{year}-{first:02}/{year}-{last:02}"
    elif "year_end" in part or "ago_end" in part:
        yield from (f"{year}-12", f"{year}-12-31")
    else:
        yield str(year)


def _months(part: dict[str, str]) -> tuple[int, int] | None:
    """The first and the last month of a half, a quarter or a run of months."""
    if half := part.get("half"):
        return 6 * _PARTS[half] - 5, 6 * _PARTS[half]
    if quarter := part.get("quarter"):
        return 3 * _PARTS[quarter] - 2, 3 * _PARTS[quarter]
    if first := part.get("first"):
        return 1, 3 * _PARTS[first]
    return (int(part["from"]), int(part["to"])) if "from" in part else None


def _past(years: int, published: date) -> Iterator[str]:
    """The past years up to publication, by year and by month, and their two ends."""
    for now in (f"{published.year}", f"{published.year}-{published.month:02}"):
        then = f"{published.year - years}{now[4:]}"
        yield from (f"{then}/{now}", then, now)


def _month(part: dict[str, str]) -> int:
    if name := part.get("month_name"):
        return next(i for i, known in enumerate(_MONTHS, 1) if known.startswith(name[:3]))
    return int(part.get("month") or part.get("iso_month") or 0)


def _year(part: dict[str, str], published: date, month: int, day: int) -> int:
    for name in _YEARS & {*part}:
        return int(part[name])
    if not {"ago", "half_ago", "quarter_ago"}.isdisjoint(part):
        return published.year - 1
    is_ahead = (month, day) > (published.month, published.day if day else 31) if month else False
    return published.year - is_ahead


def _month_readings(year: int, month: int, day: int, *, at_end: bool) -> Iterator[str]:
    if not 1 <= month <= 12:
        return
    last = calendar.monthrange(year, month)[1]
    if day:
        if day <= last:
            yield f"{year}-{month:02}-{day:02}"
        return
    yield f"{year}-{month:02}"
    if at_end:
        yield f"{year}-{month:02}-{last:02}"
