"""Rows out: a table for a person's terminal, plain text for a pipe, and the formats that programs read."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from bankgraph.ontology import UsageError, suggestion
from bankgraph.stores import Node, Path, Relationship, Rows

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Record: TypeAlias = Mapping[str, Any]

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")

_FIGURES = (("value", "comparator", "unit"), ("change", "change_comparator", "change_unit"))
_GAP = 3  # columns between two cells
_SQUEEZE = 1.25  # how much wider than the terminal a table may be before its words are broken too often

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How rows come out; a table is tab-separated text in a pipe.",
)

fields_option = click.option(
    "--fields", metavar="NAME,…", default="", help="Print these columns only, in this order."
)


def picked(found: Sequence[Record], columns: Sequence[str], fields: str) -> tuple[list[Record], list[str]]:
    """Return records and columns with nothing but the `fields`, which commas part; all where there are none.

    Raises `UsageError` for a field that is no column.
    """
    asked = [field.strip() for field in fields.replace("，", ",").split(",") if field.strip()]
    for field in asked:
        if field not in columns:
            mend = f"there are: {', '.join(columns)}"
            raise UsageError(f"there is no column '{field}'{suggestion(field, columns, mend)}")
    kept = asked or list(columns)
    return [{name: record.get(name) for name in kept} for record in found], kept


def records(rows: Rows) -> list[dict[str, Any]]:
    """Return rows as JSON-ready maps: whole numbers without a point, graph values as maps."""
    return [{key: _quickly(value) for key, value in row.items()} for row in rows.as_dicts()]


def _quickly(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else presentable(value)  # most are


def presentable(value: Any) -> Any:
    """Return a value in JSON's terms."""
    match value:
        case float() if not math.isfinite(value):
            return None  # JSON has neither infinity nor "not a number"
        case float() if value.is_integer() and abs(value) < 2**53:
            return int(value)
        case Node():
            return {"labels": list(value.labels), "properties": presentable(dict(value.properties))}
        case Relationship():
            ends = {"type": value.type, "start": value.start, "end": value.end}
            return ends | {"properties": presentable(dict(value.properties))}
        case Path():
            return {
                "nodes": presentable(list(value.nodes)),
                "relationships": presentable(list(value.relationships)),
            }
        case list() | tuple():
            return [presentable(item) for item in value]
        case dict():
            return {key: presentable(item) for key, item in value.items()}
        case _:
            return value


def emit(found: Sequence[Record], form: str, columns: Sequence[str] = ()) -> None:
    """Print records to stdout in a format of `FORMATS`; `columns` names them where there are no records."""
    if form == "table" and sys.stdout.isatty():
        _terminal_table(found, _names(found, columns))
    elif text := written(found, form, columns):
        click.echo(text)


def written(found: Sequence[Record], form: str, columns: Sequence[str] = ()) -> str:
    """Return records in a format of `FORMATS`, as a program reads them; see `emit`."""
    names = _names(found, columns)
    writers: dict[str, Callable[[], str]] = {
        "json": lambda: json.dumps(list(found), ensure_ascii=False, indent=2),
        "jsonl": lambda: "\n".join(json.dumps(r, ensure_ascii=False) for r in found),
        "csv": lambda: _csv(found, names),
        "tsv": lambda: _plain_table(found, names),
        "markdown": lambda: _markdown(found, names),
        "table": lambda: _plain_table(found, names),
    }
    return writers[form]()


def _names(found: Sequence[Record], columns: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name for record in found for name in record)) or list(columns)


def emit_json(value: Any) -> None:
    """Print one JSON value to stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def cell(value: Any) -> str:
    """Return a value as one cell's text; nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
        case list() if all(isinstance(item, str | int | float) and ";" not in str(item) for item in value):
            return "; ".join(cell(item) for item in value)
        case list():
            return json.dumps(presentable(value), ensure_ascii=False)
        case dict():
            return json.dumps(presentable(value), ensure_ascii=False)
        case _:
            return str(value)


def _csv(found: Iterable[Record], names: Sequence[str]) -> str:
    import csv  # imported by the format that needs it
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(r.get(name)) for name in names] for r in found)
    return stream.getvalue().rstrip("\n")


def _markdown(found: Iterable[Record], names: Sequence[str]) -> str:
    lines = [
        names,
        ["---"] * len(names),
        *([_markdown_cell(r.get(n)) for n in names] for r in found),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _markdown_cell(value: Any) -> str:
    return _one_line(value).replace("\\", "\\\\").replace("|", "\\|")


def _plain_table(found: Iterable[Record], names: Sequence[str]) -> str:
    lines = [names, *([_one_line(r.get(n)) for n in names] for r in found)]
    return "\n".join("\t".join(line) for line in lines)


def _one_line(value: Any) -> str:
    return " ".join(cell(value).split())


def _terminal_table(found: Sequence[Record], names: Sequence[str]) -> None:
    """Print a table for a person, without ids and empty columns: those stay for programs."""
    from rich.console import Console  # slow to import, and only a terminal needs it

    draw(Console(highlight=False), *for_a_person(found, names))


def for_a_person(found: Sequence[Record], names: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """Return heads and cells without ids and empty columns, a figure with its bound and unit in one cell."""
    readable = [_readable(r) for r in found]
    shown = [n for n in names if _is_shown(n, names) and any(cell(r.get(n)) for r in readable)]
    return [n.replace("_", " ") for n in shown], [[cell(r.get(n)) for n in shown] for r in readable]


def draw(console: Console, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table that fits the console, or a card for each row where it would be too narrow to read."""
    if _natural_width([heads, *rows]) <= _SQUEEZE * console.width:
        console.print(_table(heads, rows))
    else:
        _print_cards(console, heads, rows)


def _natural_width(lines: Sequence[Sequence[str]]) -> int:
    """How wide a table of these lines is where nothing is broken."""
    from rich.cells import cell_len

    return sum(max(map(cell_len, column)) + _GAP for column in zip(*lines, strict=True))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold", no_wrap=head == "evidence")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _print_cards(console: Console, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.text import Text

    for number, row in enumerate(rows):
        lines = [f"  {head}: {value}" for head, value in zip(heads[1:], row[1:], strict=True) if value]
        for line in ([""] if number else []) + [row[0], *lines]:
            console.print(Text(line), soft_wrap=True)


def _readable(record: Record) -> Record:
    """A record in which a figure stands in one cell, with its bound and its unit."""
    joined = dict(record)
    for value, comparator, unit in _FIGURES:
        if {value, comparator, unit} <= {*record}:
            joined |= {value: amount(record[comparator], record[value], record[unit])}
            joined |= {comparator: None, unit: None}
    return joined


def amount(comparator: str | None, value: Any, unit: str | None) -> str:
    """Return a figure with its bound and its unit, nothing where there is no value."""
    if value is None:
        return ""
    bound = "" if comparator in (None, "=") else f"{comparator} "
    return f"{bound}{cell(value)}" + ("" if unit == "count" else f" {unit}")


def _is_shown(name: str, names: Sequence[str]) -> bool:
    hidden = (name == "sources" and "evidence" in names) or (name == "as_written" and "value" in names)
    return not (name.endswith("_id") or hidden)
