"""EDTF dates and intervals (ISO 8601-2) and the days that they span."""

import re
from datetime import date
from functools import lru_cache
from time import struct_time

from .knowledge import Period

_OPEN = ("", "..")  # an unknown and an open end of an interval
_DATE = re.compile(r"\d\d(\d\d|\dX|XX)(-(\d\d|XX)){0,2}[?~%]?", re.ASCII)
"""A day, month, season or year, with unknown digits and a mark of doubt: EDTF without its sets and times."""


@lru_cache(maxsize=4096)
def read_period(text: str) -> Period:
    """Return the period that an EDTF string names.

    Raises `ValueError` where it is not EDTF, names no possible date, or ends before it starts.
    """
    from edtf.parser.edtf_exceptions import EDTFParseException  # slow to import, and a grammar is built

    first, interval, last = text.partition("/")
    try:
        start, _ = _days(first)
        _, end = _days(last if interval else first)
    except (EDTFParseException, ValueError) as error:
        raise ValueError(f"'{text}' is not a possible date or interval") from error
    if not start and not end:
        raise ValueError(f"'{text}' has neither a start nor an end")
    if start and end and end < start:
        raise ValueError(f"'{text}' ends before it starts")
    return Period(text, start, end)


def _days(text: str) -> tuple[str | None, str | None]:
    """The first and the last day of a date, None and None for an open end of an interval."""
    if text in _OPEN:
        return None, None
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    from edtf import parse_edtf

    named = parse_edtf(text)
    return _iso(named.lower_strict()), _iso(named.upper_strict())


def _iso(day: struct_time) -> str:
    return date(day.tm_year, day.tm_mon, day.tm_mday).isoformat()  # refuses 29 February 2023
