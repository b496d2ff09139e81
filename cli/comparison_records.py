"""A comparison as programs read it: one object, or rows with a column for each thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bankgraph.queries import Comparison
from bankgraph.queries.comparison import Figure, Line, Tie, evidence

from .output import amount, presentable

Record = dict[str, Any]

_QUALIFIERS = ("period", "period_inferred", "dated", "status", "role", "nature", "attributed_to", "more")
_CITED = ("sources", "evidence")


def as_object(found: Comparison) -> Record:
    """Return class, things, `figures`, `shared` and `only`; each has `cells`, a list for each thing's id."""
    ids = [thing.id for thing in found.things]
    return {
        "class": found.things[0].cls,
        "things": [{"id": t.id, "name_zh": t.name_zh, "name_en": t.name_en} for t in found.things],
        "figures": [
            _line(line) | {"cells": {i: [_figure(f) for f in line.cells.get(i, ())] for i in ids}}
            for line in found.lines
        ],
        "shared": [_tied(tie, ids) for tie in found.shared],
        "only": {i: [_tied(tie, [i]) for tie in found.only(i)] for i in ids},
    }


def as_rows(found: Comparison) -> list[Record]:
    """Return a row for each line and tie; `ID` says what a thing has, `ID_evidence` where."""
    ids = [thing.id for thing in found.things]
    figures = [
        {"kind": "figure" if line.measure.against is None else "change", **_BLANK, **_line(line)}
        | _cells(
            ids,
            {i: [_text(f) for f in some] for i, some in line.cells.items()},
            {i: [f.record for f in some] for i, some in line.cells.items()},
        )
        for line in found.lines
    ]
    ties = [
        {"kind": "shared" if len(tie.cells) > 1 else "only", **_BLANK, **_tie(tie)}
        | _cells(ids, {i: [_stated(r) for r in some] for i, some in tie.cells.items()}, tie.cells)
        for tie in found.ties
    ]
    return [*figures, *ties]


_OF_A_FIGURE = (
    *("metric_id", "metric", "metric_en", "about_id", "about", "about_en"),
    *("reported_by_others", "change_against", "period", "unit"),
)
_OF_A_TIE = ("relation", "inverse", "class", "id", "name", "name_en")
_BLANK: Record = dict.fromkeys((*_OF_A_FIGURE, *_OF_A_TIE))


def _line(line: Line) -> Record:
    m = line.measure
    named = (m.metric_id, line.metric, line.metric_en, m.about_id or None, line.about, line.about_en)
    return dict(zip(_OF_A_FIGURE, (*named, m.by_others, m.against, m.period, m.unit), strict=True))


def _figure(figure: Figure) -> Record:
    shown = {"comparator": figure.comparator, "value": presentable(figure.value)}
    return shown | {k: figure.record[k] for k in ("subject_id", *_QUALIFIERS, "as_written", *_CITED)}


def _tie(tie: Tie) -> Record:
    values = (tie.relation, tie.inverse, tie.cls, tie.id, tie.name, tie.name_en)
    return dict(zip(_OF_A_TIE, values, strict=True))


def _tied(tie: Tie, ids: Sequence[str]) -> Record:
    keys = (*_QUALIFIERS, *_CITED)
    return _tie(tie) | {"cells": {i: [{k: r[k] for k in keys} for r in tie.cells.get(i, ())] for i in ids}}


def _text(figure: Figure) -> str:
    nature = figure.record["nature"]
    return amount(figure.comparator, figure.value, "count") + (f" ({nature})" if nature else "")


def _stated(record: Mapping[str, Any]) -> str:
    told = (record["status"], record["nature"], record["attributed_to"] and f"by {record['attributed_to']}")
    return ", ".join(filter(None, told)) or "stated"


def _cells(
    ids: Sequence[str], texts: Mapping[str, Sequence[str]], told: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Record:
    cells: Record = {}
    for i in ids:
        cells[i] = "; ".join(dict.fromkeys(texts[i])) if i in texts else None
        cells[f"{i}_dated"] = sorted({r["dated"] for r in told.get(i, ()) if r["dated"] and not r["period"]})
        cells[f"{i}_evidence"] = evidence(told.get(i, ()))
    return cells
