"""EDTF dates and intervals (ISO 8601-2) and the days that they span."""

from functools import lru_cache
from time import struct_time

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from .knowledge import Period

_OPEN = ("", "..")  # an unknown and an open end of an interval


@lru_cache(maxsize=4096)
def read_period(text: str) -> Period:
    """Return the period that an EDTF string names.

    Raises `ValueError` where it is not EDTF, names no possible date, or ends before it starts.
    """
    try:
        parse_edtf(text)
    except EDTFParseException as error:
        raise ValueError(f"'{text}' is not a possible date or interval") from error
    first, _, last = text.partition("/")
    start = None if first in _OPEN else _iso(parse_edtf(first).lower_strict())
    end = (
        None
        if (last or first) in _OPEN or _open_end(text)
        else _iso(parse_edtf(last or first).upper_strict())
    )
    if start and end and end < start:
        raise ValueError(f"'{text}' ends before it starts")
    return Period(text, start, end)


def _open_end(text: str) -> bool:
    return text.endswith("/")


def _iso(day: struct_time) -> str:
    return f"{day.tm_year:04}-{day.tm_mon:02}-{day.tm_mday:02}"
