"""A comparison on a terminal: a column for each thing, and marks that lead to the citations below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias

from bankgraph.queries import Comparison, Named
from bankgraph.queries.comparison import Figure, Line, Tie, evidence

from .output import amount
from .wording import Wording, named

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

    Part: TypeAlias = tuple[str, RenderableType]

Record: TypeAlias = Mapping[str, Any]

_LABELS = 42  # columns that metric and period take
_LEAST = 18  # columns that each thing has to have, for them to stand side by side
_NONE = "–"
_NOTES = (
    "– 数据中没有 not in the data",
    "(…) 陈述未注期间，括号内为来源日期 no period is stated; the date is the source's",
    "* 期间由上下文推断 the period is inferred from the context",
)


def print_comparison(found: Comparison, words: Wording) -> None:
    """Print a comparison, fitted to the terminal."""
    from rich.console import Console  # slow to import, and only a terminal needs it
    from rich.text import Text

    console = Console(highlight=False)
    page = _Page(found, words, console)
    for title, part in page.parts():
        console.print(Text(title, "bold"))
        console.print(part)
        console.print()
    for note in _NOTES:
        console.print(Text(note, "dim"))
    console.print(page.footnotes())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a heading that several share, what tells them apart, a word aside, and the cells."""

    heading: str
    label: str
    aside: str
    cells: Mapping[str, str]


class _Page:
    """Lays a comparison out, and numbers the citations in the order in which they are come by."""

    def __init__(self, found: Comparison, words: Wording, console: Console) -> None:
        self._found, self._words = found, words
        self._beside = _LABELS + _LEAST * len(found.things) <= console.width
        self._marks: dict[str, int] = {}

    def parts(self) -> Iterator[Part]:
        found, words = self._found, self._words
        if found.lines:
            rows = [self._figures_row(line) for line in found.lines]
            yield f"{words.kind('Observation')} ({len(rows)})", self._table(rows)
        if found.shared:
            rows = [self._tie_row(tie) for tie in found.shared]
            yield f"共有 Shared ({len(rows)})", self._table(rows)
        for thing in found.things:
            if only := found.only(thing.id):
                yield f"仅 Only {' '.join(_names(thing))} ({len(only)})", self._list(only, thing)

    def footnotes(self) -> RenderableType:
        from rich.columns import Columns
        from rich.text import Text

        return Columns([Text(f"[{n}] {span}", "dim", no_wrap=True) for span, n in self._marks.items()])

    def _figures_row(self, line: Line) -> Row:
        words, measure = self._words, line.measure
        about = {"about": line.about, "about_en": line.about_en}
        of_what = [
            f"{words.relation('ABOUT')} {named(about, 'about')}" if line.about else "",
            words.relation("ABOUT", inverse=True) if measure.by_others else "",
            f"Δ {words.value('change_basis', measure.against)}" if measure.against else "",
        ]
        cells = {
            i: "\n".join(self._figure(f, measure.unit, by_others=measure.by_others) for f in some)
            for i, some in line.cells.items()
        }
        metric = " ".join(dict.fromkeys((line.metric, line.metric_en)))
        return Row(metric, "\n".join(filter(None, of_what)), measure.period or "", cells)

    def _figure(self, figure: Figure, unit: str, *, by_others: bool) -> str:
        record, words = figure.record, self._words
        said = [
            amount(figure.comparator, f"{_whole(figure.value):,}", unit)
            + ("*" if record["period_inferred"] else ""),
            "" if record["period"] else f"({record['dated']})",
            words.qualified(record),
            f"{words.relation('REPORTED', inverse=True)} {record['subject']}" if by_others else "",
            self._mark(record),
        ]
        return " ".join(filter(None, said))

    def _tie_row(self, tie: Tie) -> Row:
        relation = self._words.relation(tie.relation, inverse=tie.inverse)
        cells = {i: "\n".join(self._stated(r) for r in some) for i, some in tie.cells.items()}
        return Row(relation, _name(tie), self._words.kind(tie.cls), cells)

    def _stated(self, record: Record) -> str:
        period = record["period"] + ("*" if record["period_inferred"] else "") if record["period"] else ""
        return " ".join(
            filter(
                None, (period or f"({record['dated']})", self._words.qualified(record), self._mark(record))
            )
        )

    def _short(self, record: Record) -> str:
        return " ".join(filter(None, (self._words.qualified(record), self._mark(record))))

    def _mark(self, *records: Record) -> str:
        spans = evidence(records)
        return "".join(f"[{self._marks.setdefault(span, len(self._marks) + 1)}]" for span in spans)

    def _table(self, rows: Sequence[Row]) -> RenderableType:
        """The rows with the things side by side or, where there is no room for that, below each other."""
        return self._wide(rows) if self._beside else self._narrow(rows)

    def _wide(self, rows: Sequence[Row]) -> RenderableType:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True)
        table.add_column("", ratio=3, overflow="fold")
        table.add_column("", overflow="fold", max_width=12)
        for thing in self._found.things:
            table.add_column(Text("\n".join(_names(thing))), ratio=2, overflow="fold")
        for heading, some in groupby(rows, lambda row: row.heading):
            for number, (label, alike) in enumerate(groupby(some, lambda row: row.label)):
                said = "\n".join(filter(None, ("" if number else heading, label)))
                for count, row in enumerate(alike):
                    shown = (row.cells.get(thing.id, _NONE) for thing in self._found.things)
                    table.add_row(*map(Text, ("" if count else said, row.aside, *shown)))
        return table

    def _narrow(self, rows: Sequence[Row]) -> RenderableType:
        from rich.console import Group
        from rich.padding import Padding
        from rich.text import Text

        blocks: list[RenderableType] = []
        for heading, some in groupby(rows, lambda row: row.heading):
            blocks.append(Text(heading))
            for label, alike in groupby(some, lambda row: row.label):
                grid = _grid()
                for row in alike:
                    for number, (who, shown) in enumerate(self._stacked(row)):
                        grid.add_row(*map(Text, ("" if number else row.aside, who, shown)))
                blocks += [Padding(Text(label), (0, 0, 0, 2), expand=False)] if label else []
                blocks.append(Padding(grid, (0, 0, 0, 4), expand=False))
        return Group(*blocks)

    def _stacked(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield the name of each thing that has something with what it has, then those that have nothing."""
        for thing in self._found.things:
            if thing.id in row.cells:
                yield thing.name_zh, row.cells[thing.id]
        if others := [thing.name_zh for thing in self._found.things if thing.id not in row.cells]:
            yield ", ".join(others), _NONE

    def _list(self, ties: Sequence[Tie], thing: Named) -> RenderableType:
        """What only one has: a paragraph for each relation."""
        from rich.text import Text

        grid = _grid()
        for (relation, inverse), some in groupby(ties, lambda tie: (tie.relation, tie.inverse)):
            items = [" ".join((_name(tie), *map(self._short, tie.cells[thing.id]))) for tie in some]
            grid.add_row(Text(self._words.relation(relation, inverse=inverse)), Text("; ".join(items)))
        return grid


def _grid() -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        grid.add_column(overflow="fold")
    return grid


def _names(thing: Named) -> list[str]:
    return list(dict.fromkeys((thing.name_zh, thing.name_en)))


def _name(tie: Tie) -> str:
    return " ".join(dict.fromkeys(filter(None, (tie.name, tie.name_en))))


def _whole(value: float) -> int | float:
    return int(value) if value.is_integer() and abs(value) < 2**53 else value
