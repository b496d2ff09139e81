"""`bankgraph show`: all that is known of one thing."""

from __future__ import annotations

from typing import Any

import click

from bankgraph.ontology import Schema
from bankgraph.queries import Card, Names, card

from .output import cell, emit, emit_json, format_option, records
from .workspace import Workspace, workspace_options


@click.command("show")
@click.argument("name")
@format_option
@workspace_options
def command(workspace: Workspace, name: str, form: str) -> None:
    """Show one bank, model, initiative or other thing with every fact about it, each with its source."""
    with workspace.opened() as store:
        named = Names.of(store).one(name, lambda cls: cls in workspace.schema.entity_classes)
        found = card(store, named.id)
    figures, relations = records(found.figures), records(found.relations)
    if form == "json":
        emit_json(
            {**_head(found), "figures": figures, "relations": relations, "named_in": records(found.namings)}
        )
    elif form == "table":
        _print_card(found, figures, relations, workspace.schema)
    else:
        emit([*figures, *relations], form)


def _head(found: Card) -> dict[str, Any]:
    return {k: v for k, v in found.entity.properties.items() if k not in ("content_hash", "name")}


def _print_card(
    found: Card, figures: list[dict[str, Any]], relations: list[dict[str, Any]], schema: Schema
) -> None:
    properties = _head(found)
    kind = schema.classes[found.entity.label].label
    click.echo(f"{properties['name_zh']}  {properties['name_en']}  ({kind.zh} {kind.en}, {found.entity.id})")
    for key, value in properties.items():
        if key not in ("id", "class", "name_zh", "name_en"):
            click.echo(f"  {key.replace('_', ' ')}: {cell(value)}")
    _section("数值 Figures", [_figure(f, found.entity.id) for f in figures])
    _section("关系 Relations", [_relation(r, schema) for r in relations])
    _section(
        "出处 Named in",
        [
            f"{n['publisher']} {n['published']} {n['title']}  [{n['source']}#char={n['start']},{n['end']}]"
            for n in records(found.namings)
        ],
    )


def _section(title: str, lines: list[str]) -> None:
    if lines:
        click.echo(f"\n{title}")
        for line in lines:
            click.echo(f"  {line}")


def _relation(r: dict[str, Any], schema: Schema) -> str:
    label = schema.relations[r["predicate"]].label
    qualified = [cell(r[k]) for k in ("status", "period", "role", "nature") if r[k]]
    if r["attributed_to"]:
        qualified.append(f"attributed to {r['attributed_to']}")
    said = f"{r['subject']} {label.zh} {label.en} {r['object']} {r['object_en']}"
    return _cited(said + (f" ({', '.join(qualified)})" if qualified else ""), r)


def _figure(f: dict[str, Any], identifier: str) -> str:
    subject = "" if f["subject_id"] == identifier else f"{f['subject']}: "
    parts = [f"{subject}{f['metric']} {f['metric_en']}:", amount(f["comparator"], f["value"], f["unit"])]
    if f["change"] is not None:
        against = f["change_baseline"] or f["change_basis"]
        parts.append(f"change {amount(f['change_comparator'], f['change'], f['change_unit'])} ({against})")
    parts += [f"about {f['about']}"] if f["about"] else []
    parts += [f"in {f['period']}" + (" (inferred)" if f["period_inferred"] else "")] if f["period"] else []
    return _cited(" ".join(p for p in parts if p), f)


def amount(comparator: str | None, value: Any, unit: str | None) -> str:
    """Return a figure with its bound and unit, nothing where there is no value."""
    if value is None:
        return ""
    bound = "" if comparator == "=" else f"{comparator} "
    return f"{bound}{cell(value)}" + ("" if unit == "count" else f" {unit}")


def _cited(said: str, record: dict[str, Any]) -> str:
    return f"{said}  [{cell(record['evidence'])}]"
