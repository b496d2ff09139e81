"""`bankgraph show`: all that is known of one thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from bankgraph.ontology import ENTITY, NodeClass, Relation, Schema
from bankgraph.queries import Card, Names, card

from .output import amount, cell, emit, emit_json, format_option, records
from .workspace import Workspace, workspace_options


@click.command("show")
@click.argument("name")
@format_option
@workspace_options
def command(workspace: Workspace, name: str, form: str) -> None:
    """Show one bank, model, initiative or other thing with every fact about it, each with its source."""
    with workspace.opened() as store:
        named = Names.of(store).one(name, ENTITY)
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
    kind = _named(schema.classes, found.entity.label)
    click.echo(f"{properties['name_zh']}  {properties['name_en']}  ({kind}, {found.entity.id})")
    for key, value in properties.items():
        if key not in ("id", "class", "name_zh", "name_en"):
            click.echo(f"  {_property(key, value, schema)}")
    _section("数值 Figures", [_figure(f, found.entity.id, schema) for f in figures])
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


def _property(key: str, value: Any, schema: Schema) -> str:
    attribute = next((a for a in schema.attributes.values() if key in a.properties), None)
    if attribute is None:
        return f"{key.replace('_', ' ')}: {cell(value)}"
    return f"{attribute.label.zh} {attribute.label.en}: {_value(schema, attribute.name, value)}"


def _relation(r: dict[str, Any], schema: Schema) -> str:
    said = f"{r['subject']} {_named(schema.relations, r['predicate'])} {r['object']} {r['object_en']}"
    return _cited(f"{said}{_qualified(r, schema)}", r)


def _figure(f: dict[str, Any], identifier: str, schema: Schema) -> str:
    subject = "" if f["subject_id"] == identifier else f"{f['subject']}: "
    parts = [f"{subject}{f['metric']} {f['metric_en']}:", amount(f["comparator"], f["value"], f["unit"])]
    if f["change"] is not None:
        against = f["change_baseline"] or _value(schema, "change_basis", f["change_basis"])
        parts.append(f"change {amount(f['change_comparator'], f['change'], f['change_unit'])} ({against})")
    parts += [f"about {f['about']}"] if f["about"] else []
    return _cited(" ".join(p for p in parts if p) + _qualified(f, schema), f)


def _qualified(record: dict[str, Any], schema: Schema) -> str:
    """What narrows a statement, in brackets: period, status, role, and whether it is a claim and whose."""
    said = [_value(schema, name, record[name]) for name in ("status", "role", "nature") if record.get(name)]
    if record["period"]:
        said.insert(0, record["period"] + (" inferred" if record["period_inferred"] else ""))
    if record["attributed_to"]:
        said.append(f"attributed to {record['attributed_to']}")
    return f" ({', '.join(said)})" if said else ""


def _named(terms: Mapping[str, NodeClass] | Mapping[str, Relation], name: str) -> str:
    """A term in both languages; one that this vocabulary does not know, as it is stored."""
    term = terms.get(name)
    return f"{term.label.zh} {term.label.en}" if term else name


def _value(schema: Schema, attribute: str, value: Any) -> str:
    """A value of a closed list in both languages; any other as it is."""
    known = schema.attributes[attribute].values.get(value) if isinstance(value, str) else None
    return f"{known.zh} {known.en}" if known else cell(value)


def _cited(said: str, record: dict[str, Any]) -> str:
    return f"{said}  [{cell(record['evidence'])}]"
