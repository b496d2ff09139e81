"""Documents by their publisher and date: “金融时报2025年5月13日”, “Financial News article of 13 May 2025”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bankgraph.stores import Value

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_BREAK = re.compile(r"[,，:：;；\s]+")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_LINKS = ("", "of", "article of", "article from", "article dated", "piece of", "report of")
_LEAST = 8  # characters of a part of a title that may stand for it


def published(
    title: str, publishers: Sequence[str], known: Mapping[str, Sequence[str]], when: Value
) -> Iterator[str]:
    """Yield what a document is called by those who do not say its title: nothing, where it has no publisher.

    `known` has the other names of things by their Chinese ones; `when` is the day, `2025-05-13`.
    """
    for publisher in publishers:
        yield from (publisher, *known.get(publisher, ()))
        yield from (part for part in _BREAK.split(title) if _LEAST <= len(part) < len(title))
        yield from _dated(publisher, known.get(publisher, ()), when)


def _dated(publisher: str, other_names: Sequence[str], when: Value) -> Iterator[str]:
    if not isinstance(when, str) or not (date := _DATE.fullmatch(when)):
        return
    year, month, day = map(int, date.groups())
    spoken = f"{_MONTHS[month - 1]} {year}"
    for chinese in (f"{year}年{month}月", f"{year}年{month}月{day}日", f"{year}年{month}月{day}号"):
        yield from (f"{publisher}{chinese}", f"{chinese}{publisher}", f"{chinese}的{publisher}")
    for name in (publisher, *other_names):
        for english in (spoken, f"{day} {spoken}", f"{_MONTHS[month - 1]} {day} {year}", when):
            yield from (f"{name} {link} {english}" for link in _LINKS)
