"""What the last statement gave, and its ways out: the screen, a file, a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bankgraph.cli.files import write_file
from bankgraph.cli.output import FORMATS, for_a_person, records, written
from bankgraph.ontology import UsageError, suggestion
from bankgraph.stores import Rows

from . import cells, screen

MOST_ROWS = 100

_SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".jsonl": "jsonl", ".md": "markdown"}


@dataclass(frozen=True, slots=True)
class Result:
    """Rows, what they answer, and whether they are a pack's, which a table shows without ids."""

    rows: Rows
    title: str
    is_pack: bool = False

    def text(self, form: str, most: int | None = None) -> str:
        """Return the rows in a format; a table has `most` of them and says how many more there are."""
        if form != "table":
            return written(records(self.rows), form, self.rows.columns)
        return self._table(most)

    def export(self, file: str) -> str:
        """Write the rows to a file in the format of its suffix, and return what to say of it.

        Raises `UsageError` for another suffix, and `UnreachableError` where it cannot be written.
        """
        path = Path(file).expanduser()
        form = _SUFFIXES.get(path.suffix.lower())
        if form is None:
            raise UsageError(f"{file}: the suffix names no format; use one of {', '.join(_SUFFIXES)}")
        write_file(path, f"{self.text(form)}\n")
        return f"{file}: {counted(len(self.rows.rows))}"

    def _table(self, most: int | None) -> str:
        if not self.rows.rows:
            return ""
        some = Rows(self.rows.columns, self.rows.rows[:most])
        left = len(self.rows.rows) - len(some.rows)
        more = f"\n… {counted(left, 'more ')}; :last csv or :export FILE has all" if left else ""
        return screen.drawn(*self._cells(some)) + more

    def _cells(self, rows: Rows) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        if self.is_pack:
            return for_a_person(records(rows), rows.columns)
        return rows.columns, [[cells.shown(value) for value in row] for row in rows.rows]


def counted(number: int, more: str = "") -> str:
    """Return a number of rows in words."""
    return f"{number:,} {more}{'row' if number == 1 else 'rows'}"


def form_of(name: str) -> str:
    """Return a format by its name or suffix, `table` for ''. Raises `UsageError` for another."""
    form = _SUFFIXES.get(f".{name.lower()}", name.lower()) or "table"
    if form not in FORMATS:
        raise UsageError(
            f"there is no format '{name}'{suggestion(name, FORMATS, 'use ' + ', '.join(FORMATS))}"
        )
    return form
