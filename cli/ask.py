"""`bankgraph ask`: a question in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from bankgraph.ontology import NotFoundError
from bankgraph.queries import Answer, Misread, Reading, answer, citations, known_reading
from bankgraph.stores import Store

from .output import emit, emit_json, fields_option, format_option, picked, presentable, records
from .workspace import Workspace, workspace_options


@click.command("ask")
@click.argument("question", nargs=-1, required=True)
@fields_option
@format_option
@workspace_options
def command(workspace: Workspace, question: tuple[str, ...], fields: str, form: str) -> None:
    """Answer a QUESTION with the pack query that fits it, and say which one that was.

    Examples: bankgraph ask "which banks deploy DeepSeek", bankgraph ask "哪些银行部署了DeepSeek"
    """
    with workspace.opened() as store:
        found = _answered(workspace, store, " ".join(question))
    if found["answered"]:
        found["rows"], _ = picked(found["rows"], list(found["rows"][0]), fields)
    if form == "json":
        emit_json(found)
    elif found["answered"]:
        given = " ".join(f"-p {name}={value}" for name, value in found["parameters"].items())
        click.echo(f"Query: bankgraph query {found['query']} {given}", err=True)
        emit(found["rows"], form)
    if not found["answered"]:
        raise NotFoundError("\n".join([str(found["message"]), *(f"  {s}" for s in found["suggestions"])]))


def _answered(workspace: Workspace, store: Store, question: str) -> dict[str, Any]:
    reading = known_reading(question, workspace.catalogue, store)
    if isinstance(reading, Misread):
        return _record(
            message=reading.message, suggestions=[_suggested(near) for near in reading.suggestions]
        )
    pack = reading.pack
    found = answer(pack, reading.parameters, store)
    asked = {"query": pack.name, "parameters": dict(found.parameters), "cypher": pack.cypher}
    if not found.rows.rows:
        values = ", ".join(f"{name}={value}" for name, value in found.parameters.items())
        message = f"not in the data: {pack.title} {pack.title_zh} ({values})"
        return _record(**asked, message=message, suggestions=list(_instead(found, reading.parameters, store)))
    return _record(
        answered=True,
        **asked,
        rows=records(found.rows),
        sources=presentable(citations(found.rows, store)),
    )


def _instead(found: Answer, given: Mapping[str, str], store: Store) -> Iterator[str]:
    """Yield what the data hold instead: the answer without what narrows it, and all of what was asked for."""
    pack = found.pack
    things = {p.name: given[p.name] for p in pack.parameters if p.names_a_thing and p.name in given}
    if len(things) < len(given) and answer(pack, things, store).rows.rows:
        narrower = ", ".join(f"{name}={value}" for name, value in given.items() if name not in things)
        options = " ".join(f"-p {name}={value}" for name, value in things.items())
        yield f"without {narrower} there is an answer: bankgraph query {pack.name} {options}"
    for identifier in things.values():
        yield f"all that is known of it: bankgraph show {identifier}"


def _record(**given: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "answered": False,
        "query": None,
        "parameters": {},
        "cypher": None,
        "rows": [],
        "sources": [],
        "message": None,
        "suggestions": [],
    }
    return empty | given


def _suggested(near: Reading) -> str:
    asked = " ".join([near.pack.name, *(near.parameters[p] for p in _given(near))])
    return f"{near.pack.title} {near.pack.title_zh} (bankgraph {asked})"


def _given(near: Reading) -> Iterator[str]:
    return (p.name for p in near.pack.parameters if p.name in near.parameters)
