"""Coverage: what a text says that no statement holds, so that a curator sees what was missed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bankgraph.loaders.knowledge import Naming, Observation
from bankgraph.loaders.reading import Declared

from .figures import Written
from .mentions import Span
from .proof import Page
from .texts import bare

_QUOTED = re.compile(r"“([^”\n]{2,40})”|《([^》\n]{2,40})》|\"([^\"\n]{2,40})\"")
_CAPITALS = re.compile(r"\b[A-Z][\w&.+-]*[A-Z0-9][\w&.+-]*|\b[A-Z][a-z]+(?: (?:of |and )?[A-Z][a-z]+)+")
_ASIDE = re.compile(r"\[\d+\]|\b\d\d?:\d\d\b")
"""Digits that are no figures: a reference mark, a time of day."""


def figures(declared: Iterable[Declared], page: Page) -> Iterator[tuple[Span, bool]]:
    """Yield each figure of a text, and whether a statement quotes it or it is part of a name or a date.

    A figure is written in digits, or in words with a bound. A date is covered where it stands in a
    statement's span, or is the day of publication.
    """
    quoted: list[Span] = []
    spans: list[Span] = []
    for one in declared:
        for piece in one.statement.evidence:
            spans.append((piece.start, piece.end))
            if isinstance(one.statement, Naming):
                quoted.append(spans[-1])
            elif isinstance(one.statement, Observation):
                quoted += _quotes(one.statement, spans[-1], piece.as_written or "", page)
    quoted += [found.span() for found in _ASIDE.finditer(page.text.content)]
    for dated in page.dates:
        when = (dated.start, dated.end)
        if page.source.published in dated.readings or any(_inside(when, span) for span in spans):
            quoted.append(when)
    for written in page.figures:
        if _is_telling(written, page):
            number = (written.number_start, written.number_end)
            yield (written.start, written.end), any(_inside(number, covered) for covered in quoted)


def _quotes(said: Observation, span: Span, as_written: str, page: Page) -> Iterator[Span]:
    """Where an observation's own words stand in its span, and the figure of its change."""
    yield from (found for found in page.text.occurrences(as_written) if _inside(found, span))
    change = abs(said.change.quantity.canonical_value) if said.change else None
    for written in page.figures:
        number = (written.number_start, written.number_end)
        if written.canonical == change and _inside(number, span):
            yield number


def _is_telling(written: Written, page: Page) -> bool:
    number = page.text.content[written.number_start : written.number_end]
    return any(c.isdecimal() for c in number) or written.comparator != "="


def unnamed(declared: Iterable[Declared], page: Page) -> Iterator[tuple[Span, str | None]]:
    """Yield where a text has a name that the source does not name: with the id of a known entity, or None.

    A name is that of an entity of the graph, or a new one: in quotation marks, or in capital letters.
    """
    covered = [
        (piece.start, piece.end)
        for one in declared
        for piece in one.statement.evidence
        if isinstance(one.statement, Naming)
    ]
    named = {one.statement.subject for one in declared if isinstance(one.statement, Naming)}
    covered += [span for entity in named for span in page.mentions.of(entity)]
    found: dict[Span, str | None] = {}
    for entity in page.curated.knowledge.entities:
        if entity not in named:
            found |= dict.fromkeys(page.mentions.of(entity), entity)
    for pattern in (_QUOTED, _CAPITALS):
        for match in pattern.finditer(page.text.content):
            group = match.lastindex or 0
            found.setdefault(match.span(group), None)
    for span in sorted(found):
        if not any(_overlap(span, c) for c in covered) and bare(page.text.content[slice(*span)]):
            covered.append(span)  # the first of several that overlap stands for all
            yield span, found[span]


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
