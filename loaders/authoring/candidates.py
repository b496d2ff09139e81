"""What a text seems to say of itself: its language, title, publisher and date. A curator decides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_HEAD = 10  # lines among which a title, a byline and a date of publication stand
_TITLE = range(4, 101)  # characters
_PUBLISHER = range(2, 41)  # characters
_MOST_DATES = 12

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = r"(?P<day>\d\d?)"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark){_DAY}(?!\d)",
        rf"(?:(?<!\d){_YEAR}\s*年\s*)?(?<!\d)(?P<month>\d\d?)\s*月\s*{_DAY}\s*[日号]",
        rf"\b{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR}\b)?",
        rf"(?<!\d){_DAY}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+{_YEAR}\b)?",
    )
)
_STATED = re.compile(r"(?:来源|出处|Source)\s*[:：]\s*(\S[^\n]*)")
_ENDS_SENTENCE = ("。", ".", ";", "；", ":", "：")


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A day that the text speaks of (ISO 8601); `inferred` where the year comes from elsewhere in it."""

    day: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a text seems to be: each list has the likeliest first, and may be empty."""

    language: str
    titles: tuple[str, ...]
    publishers: tuple[str, ...]
    dates: tuple[DateCandidate, ...]


def candidates(text: str) -> Candidates:
    """Return what the text seems to say of itself.

    A date of the first lines goes before others, and one with its year before one whose year is inferred:
    the latest year of the text, the year after it, and the earlier ones are tried.
    """
    head = [line.strip(" \t\ufeff") for line in text.splitlines() if line.strip(" \t\ufeff")][:_HEAD]
    byline = next((i for i, line in enumerate(head) if _dated(line)), None)
    return Candidates(_language(text), _titles(head, byline), _publishers(head, byline), _dates(text, head))


def _language(text: str) -> str:
    """Chinese where it has more Chinese characters than Latin words, else English."""
    chinese = len(re.findall(r"[\u3400-\u9fff]", text))
    return "zh" if chinese > len(re.findall(r"[A-Za-z]+", text)) else "en"


def _titles(head: list[str], byline: int | None) -> tuple[str, ...]:
    fit = [line for line in head if _is_title(line)]
    above = head[byline - 1] if byline else None
    return tuple(sorted(dict.fromkeys(fit), key=lambda line: line != above))


def _is_title(line: str) -> bool:
    return (
        len(line) in _TITLE and not line.endswith(_ENDS_SENTENCE) and line.isprintable() and not _dated(line)
    )


def _publishers(head: list[str], byline: int | None) -> tuple[str, ...]:
    """What a line names as the source, and what stands before the date in the byline."""
    stated = [found[1].strip() for line in head if (found := _STATED.search(line))]
    if byline is not None and (found := _dated(head[byline])):
        stated.append(head[byline][: found.start()].strip(" \t·|｜—–-:：/(（[【,，"))
    return tuple(dict.fromkeys(name for name in stated if len(name) in _PUBLISHER and name.isprintable()))


def _dated(line: str) -> re.Match[str] | None:
    """The first date with a year in a line."""
    found = [f for pattern in _DATES for f in pattern.finditer(line) if f["year"]]
    return min(found, key=re.Match.start, default=None)


def _dates(text: str, head: list[str]) -> tuple[DateCandidate, ...]:
    found = [[*_days(part, _years(text))] for part in ("\n".join(head), text)]
    ranked = (c for part in found for inferred in (False, True) for c in part if c.inferred is inferred)
    return tuple(dict.fromkeys(ranked))[:_MOST_DATES]


def _years(text: str) -> list[int]:
    """The years that a day without one may be of."""
    named = sorted(
        {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", _half(text))}, reverse=True
    )
    return [named[0], named[0] + 1, *named[1:]] if named else []


def _days(text: str, years: list[int]) -> Iterator[DateCandidate]:
    """Yield each day in the order of the text, one without a year once for each of `years`."""
    found = [match for pattern in _DATES for match in pattern.finditer(_half(text))]
    for match in sorted(found, key=re.Match.start):
        month = int(match["month"]) if match["month"].isdigit() else _MONTHS.index(match["month"]) + 1
        for year in [int(match["year"])] if match["year"] else years:
            if day := _iso(year, month, int(match["day"])):
                yield DateCandidate(day, inferred=not match["year"])


def _half(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _iso(year: int, month: int, day: int) -> str | None:
    """The ISO form of a day, None where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
