"""Documents by their publisher and date: “金融时报2025年5月13日”, “Financial News article of 13 May 2025”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bankgraph.stores import Value

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_LINKS = ("", "of", "article of", "article from", "article dated", "piece of", "report of")


def dated(publishers: Iterable[str], english: Mapping[str, str], published: Value) -> Iterator[str]:
    """Yield what a document published on that day (`2025-05-13`) is called; nothing where no day is known.

    `english` has the English names of things by their Chinese ones.
    """
    if not isinstance(published, str) or not (date := _DATE.fullmatch(published)):
        return
    year, month, day = map(int, date.groups())
    spoken = f"{_MONTHS[month - 1]} {year}"
    for publisher in publishers:
        for when in (f"{year}年{month}月", f"{year}年{month}月{day}日", f"{year}年{month}月{day}号"):
            yield from (f"{publisher}{when}", f"{when}{publisher}", f"{when}的{publisher}")
        for name in sorted({publisher, english.get(publisher, publisher)}):
            for when in (spoken, f"{day} {spoken}", f"{_MONTHS[month - 1]} {day} {year}", published):
                yield from (f"{name} {link} {when}" for link in _LINKS)
