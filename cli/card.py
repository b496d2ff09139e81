"""The card of one thing as text: its facts by kind, newest first, each with its source."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from .output import amount
from .wording import Wording, named

if TYPE_CHECKING:
    from rich.console import RenderableType

Record = dict[str, Any]

_WIDE = 110  # columns from which on the citations stand beside the facts
_INFERRED = "*"
_IN_TITLE = ("id", "class", "name_zh", "name_en", "pinyin")
_UNDATED = "–"
_NOTES = {
    "(": "(…) 陈述未注期间，括号内为来源日期 no period is stated; the date is the source's",
    _INFERRED: "* 期间由上下文推断 the period is inferred from the context",
    _UNDATED: "– 未注日期 undated",
}


class Fact(NamedTuple):
    """One fact on a card: when, what, the spans that say so, and their words where the texts are at hand."""

    date: str
    said: str
    evidence: Sequence[str]
    quotes: Sequence[str]


class Section(NamedTuple):
    """Facts of one kind under their heading."""

    title: str
    facts: Sequence[Fact]


class CardText(NamedTuple):
    """All that is printed of one thing. `notes` explain signs that occur on this card."""

    title: str
    properties: Sequence[str]
    sections: Sequence[Section]
    notes: Sequence[str]


def card_text(head: Record, told: dict[str, list[Record]], words: Wording) -> CardText:
    """Return the card of a thing with these properties and records (those of `show --format json`)."""
    sections = [
        *_figures(told["figures"], head["id"], words),
        *_relations(told["relations"], head["id"], words),
        *_sources(told, words),
    ]
    dates = [fact.date for section in sections for fact in section.facts]
    return CardText(
        f"{' '.join(dict.fromkeys((head['name_zh'], head['name_en'])))}"
        f"  ({words.kind(head['class'])}, {head['id']})",
        list(words.properties({k: v for k, v in head.items() if k not in _IN_TITLE})),
        sections,
        [note for mark, note in _NOTES.items() if any(mark in date for date in dates)],
    )


def _figures(figures: list[Record], identifier: str, words: Wording) -> Iterator[Section]:
    if figures:
        facts = [_fact(f, _figure(f, identifier, words)) for f in figures]
        yield Section(f"{words.kind('Observation')} ({len(facts)})", facts)


def _figure(f: Record, identifier: str, words: Wording) -> str:
    subject = "" if f["subject_id"] == identifier else f"{named(f, 'subject')}: "
    about = f["about"] and f["about_id"] != identifier
    parts = [
        f"{subject}{named(f, 'metric')}:",
        amount(f["comparator"], f["value"], f["unit"]),
        words.change(f),
        f"{words.relation('ABOUT')} {f['about']}" if about else "",
        words.qualified(f),
    ]
    return " ".join(p for p in parts if p)


def _relations(relations: list[Record], identifier: str, words: Wording) -> Iterator[Section]:
    """Yield what a thing is related to, by the class of the other end."""

    def other(record: Record) -> str:
        return str(record["subject_class" if _is_inverse(record, identifier) else "object_class"] or "")

    order = {name: number for number, name in enumerate(words.schema.classes)}
    ordered = sorted(relations, key=lambda r: (order.get(other(r), len(order)), other(r)))
    for cls, some in groupby(ordered, other):
        facts = [_fact(r, _relation(r, identifier, words)) for r in some]
        yield Section(f"{words.kind(cls)} ({len(facts)})", facts)


def _relation(r: Record, identifier: str, words: Wording) -> str:
    inverse = _is_inverse(r, identifier)
    parts = [
        words.relation(r["predicate"], inverse=inverse),
        named(r, "subject" if inverse else "object"),
        words.qualified(r),
    ]
    return "  ".join(p for p in parts if p)


def _is_inverse(record: Record, identifier: str) -> bool:
    return bool(record["subject_id"] != identifier)


def _sources(told: dict[str, list[Record]], words: Wording) -> Iterator[Section]:
    """Yield each source with its publisher, date and title, and the places where it names the thing."""
    if told["sources"]:
        facts = []
        for s in told["sources"]:
            places = [n for n in told["named_in"] if n["source"] == s["source"]]
            spans = [f"{n['source']}#char={n['start']},{n['end']}" for n in places]
            about = "  ".join(str(s[key]) for key in ("source", "publisher", "title") if s[key])
            facts.append(
                Fact(s["published"] or _UNDATED, about, spans, [n["quote"] for n in places if n.get("quote")])
            )
        yield Section(f"{words.kind('Source')} ({len(facts)})", facts)


def _fact(record: Record, what: str) -> Fact:
    if record["period"]:
        date = record["period"] + (_INFERRED if record["period_inferred"] else "")
    else:
        date = f"({record['dated']})" if record["dated"] else _UNDATED
    return Fact(date, what, record["evidence"], [q for q in record.get("quote") or () if q])


def print_card(card: CardText) -> None:
    """Print a card: fitted to a terminal, or one fact on a line for a pipe."""
    if sys.stdout.isatty():
        _print_fitted(card)
    else:
        click.echo("\n".join(_plain(card)))


def _plain(card: CardText) -> Iterator[str]:
    yield card.title
    yield from (f"  {line}" for line in card.properties)
    for section in card.sections:
        yield f"\n{section.title}"
        for fact in section.facts:
            cited = f"  [{'; '.join(fact.evidence)}]" if fact.evidence else ""
            yield f"  {fact.date}  {fact.said}{cited}"
            yield from (f"      {_quoted(quote)}" for quote in fact.quotes)
    if card.notes:
        yield "\n" + "\n".join(card.notes)


def _quoted(text: str) -> str:
    """The text on one line, in marks that do not begin in it."""
    line = " ".join(text.split())
    return f"「{line}」" if "“" in line else f"“{line}”"


def _print_fitted(card: CardText) -> None:
    from rich.console import Console  # slow to import, and only a terminal needs it
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(card.title, "bold"))
    for line in card.properties:
        console.print(Padding(Text(line, overflow="fold"), (0, 0, 0, 2), expand=False))
    dates = max((len(fact.date) for section in card.sections for fact in section.facts), default=0)
    for section in card.sections:
        console.print()
        console.print(Text(section.title, "bold"))
        grid = _grid(section.facts, dates, wide=console.width >= _WIDE)
        console.print(Padding(grid, (0, 0, 0, 2), expand=False))
    console.print()
    for note in card.notes:
        console.print(Text(note, "dim"))


def _grid(facts: Sequence[Fact], dates: int, *, wide: bool) -> RenderableType:
    """Facts in columns: the date (`dates` wide), what is said, and its citations beside or below it."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0), expand=wide)
    grid.add_column(min_width=dates)
    grid.add_column(overflow="fold", ratio=1 if wide else None)
    if wide:
        grid.add_column(no_wrap=True)
    for fact in facts:
        cited = Text("\n".join(fact.evidence), "dim")
        quoted = [Text(_quoted(quote), "italic") for quote in fact.quotes]
        below = [] if wide or not fact.evidence else [cited]
        grid.add_row(Text(fact.date), Group(Text(fact.said), *quoted, *below), *([cited] if wide else []))
    return grid
