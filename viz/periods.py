"""A period in words: EDTF's marks of doubt and its intervals mean nothing to most readers."""

import re

from bankgraph.ontology import Label

from .properties import same

_DATE = re.compile(r"(?P<day>[\dX]{4}(?:-[\dX]{2}){0,2})(?P<mark>[?~%]?)")
_MARKS = {
    "": Label("{}", "{}"),
    "~": Label("约 {}", "about {}"),
    "?": Label("{}（存疑）", "{} (uncertain)"),
    "%": Label("约 {}（存疑）", "about {} (uncertain)"),
}
_INTERVAL = Label("{} 至 {}", "{} to {}")
_SINCE = Label("自 {} 起", "since {}")
_UNTIL = Label("至 {}", "until {}")


def spoken(period: str) -> Label:
    """Return a date or interval as a reader says it: `2022~/2025~` as “about 2022 to about 2025”.

    What is no EDTF is returned as it is.
    """
    start, is_interval, end = period.partition("/")
    dates = [_date(part) for part in (start, end) if part not in ("", "..")]
    if not dates or None in dates:
        return same(period)
    form = _SINCE if is_interval and end in ("", "..") else _UNTIL if start in ("", "..") else None
    form = form or (_INTERVAL if is_interval else same("{}"))
    return Label(
        form.zh.format(*(d.zh for d in dates if d)),
        form.en.format(*(d.en for d in dates if d)),
    )


def _date(text: str) -> Label | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    mark = _MARKS[found["mark"]]
    return Label(mark.zh.format(found["day"]), mark.en.format(found["day"]))
