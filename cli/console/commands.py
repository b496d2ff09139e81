"""The commands of the console: one line each, beginning with `:`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bankgraph.cli.query import literal
from bankgraph.ontology import NotFoundError, UsageError, suggestion
from bankgraph.stores import Node, Relationship
from bankgraph.stores import Path as GraphPath

from . import screen
from .parameters import assigned, constant
from .requests import GraphOf, PackAnswer, Statement
from .result import form_of

if TYPE_CHECKING:
    from bankgraph.queries import Pack

    from .session import Session


class Quit(Exception):  # noqa: N818 - it is no error
    """The session is to end."""


@dataclass(frozen=True, slots=True)
class Command:
    """What a command is called, what stands behind it, what it does."""

    name: str
    usage: str
    help: str
    run: Callable[[Session, str], None]


def run_command(session: Session, line: str) -> None:
    """Run one line. Raises `UsageError` for an unknown command, and what the command raises."""
    name, _, rest = line[1:].strip().partition(" ")
    command = COMMANDS.get(name.lower())
    if command is None:
        near = suggestion(f":{name}", [f":{known}" for known in COMMANDS], ":help lists them")
        raise UsageError(f"there is no command ':{name}'{near}")
    command.run(session, rest.strip())


def _help(_session: Session, name: str) -> None:
    asked = COMMANDS.get(name.lstrip(":"))
    commands = [asked] if asked else list(dict.fromkeys(COMMANDS.values()))
    width = max(len(command.usage) for command in commands)
    lines = [f"{command.usage:{width}}  {command.help}" for command in commands]
    screen.show("\n".join([*lines, *([] if asked else ["", *screen.wrapped(_KEYS)])]))


def _param(session: Session, text: str) -> None:
    if not text:
        _params(session, "")
        return
    parts = assigned(text)
    if parts is None:
        raise UsageError(f"'{text}' sets nothing; write :param name => 'text', or :param name=text")
    name, written, is_cypher = parts
    session.parameters[name] = _evaluated(session, written) if is_cypher else _plain(written)
    screen.say(_set(name, session.parameters[name]))


def _params(session: Session, text: str) -> None:
    if text == "clear":
        session.parameters.clear()
    elif text:
        raise UsageError(f":params takes nothing, or clear; not '{text}'")
    lines = [_set(name, value) for name, value in session.parameters.items()]
    screen.show("\n".join(lines) or "no parameters; set one: :param name => 'text'")


def _run(session: Session, text: str) -> None:
    from bankgraph.queries import find_pack

    try:
        name, *given = shlex.split(text)
    except ValueError as error:
        which = "which pack? :run NAME, and Tab lists them" if not text else f"'{text}': {error}"
        raise UsageError(which) from error
    pack = find_pack(session.workspace.catalogue, name)
    request = PackAnswer(name, _arguments(pack, given))
    session.show(request, f"{pack.title_zh} {pack.title}", is_pack=True)


def _source(session: Session, file: str) -> None:
    session.source(_one(file, ":source FILE"))


def _last(session: Session, form: str) -> None:
    screen.show(session.the_last().text(form_of(form)) or "no rows")


def _export(session: Session, file: str) -> None:
    screen.say(session.the_last().export(_one(file, ":export FILE.csv")))


def _viz(session: Session, file: str) -> None:
    from bankgraph.cli.files import write_file
    from bankgraph.viz import render

    last = session.the_last()
    graph = session.engine.answer(GraphOf(last.rows))
    if not graph.nodes:
        raise NotFoundError(
            "the last result is no graph; return nodes, paths or columns named …_id: "
            "MATCH p = ()-->() RETURN p LIMIT 9;"
        )
    target = _one(file, ":viz FILE") if file else "bankgraph.html"
    write_file(Path(target).expanduser(), render(graph, session.workspace.schema, title=last.title))
    screen.say(f"{target}: {len(graph.nodes)} nodes, {len(graph.relationships)} relationships")


def _schema(session: Session, name: str) -> None:
    from .schema_page import page

    screen.show(page(session.workspace.schema, name))


def _quit(_session: Session, _text: str) -> None:
    raise Quit


def _evaluated(session: Session, written: str) -> Any:
    """The value of a constant, or of any other expression of Cypher, which the engine is asked for."""
    try:
        return constant(written)
    except ValueError:
        rows = session.engine.answer(Statement(f"RETURN {written} AS value", session.parameters))
    value = rows.rows[0][0]
    if isinstance(value, Node | Relationship | GraphPath):
        raise UsageError(f"'{written}' is no value; set a parameter to its id")
    return value


def _plain(written: str) -> Any:
    try:
        return constant(written)
    except ValueError:
        return written


def _set(name: str, value: Any) -> str:
    return f":param {name} => {literal(value)}"


def _arguments(pack: Pack, given: list[str]) -> Mapping[str, str]:
    """What is given by name, and what is given in the order of the pack's parameters."""
    names = [parameter.name for parameter in pack.parameters]
    named = {name: value for name, sign, value in (text.partition("=") for text in given) if sign}
    free = [name for name in names if name not in named]
    values = [text for text in given if "=" not in text]
    if len(values) > len(free):
        taken = ", ".join(names) or "none"
        raise UsageError(
            f"'{pack.name}' takes fewer parameters ({taken}); put quotes around a name with spaces"
        )
    return {**named, **dict(zip(free, values, strict=False))}


def _one(text: str, usage: str) -> str:
    """A path, with or without quotes around it."""
    name = text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text
    if not name:
        raise UsageError(f"which file? {usage}")
    return name


_ALL = (
    Command("help", ":help [COMMAND]", "show this", _help),
    Command("param", ":param NAME => VALUE", "set $NAME, in Cypher; or NAME=TEXT", _param),
    Command("params", ":params [clear]", "show all parameters, or forget them", _params),
    Command("run", ":run PACK [VALUE …]", "answer a pack, with values in order or NAME=VALUE", _run),
    Command("source", ":source FILE", "run the statements and commands of a file", _source),
    Command("last", ":last [FORMAT]", "show the last result: table, csv, tsv, json, jsonl, md", _last),
    Command("export", ":export FILE", "write the last result: .csv, .tsv, .json, .jsonl, .md", _export),
    Command("viz", ":viz [FILE]", "draw the last result as one page, bankgraph.html", _viz),
    Command("schema", ":schema [NAME]", "show labels and relationship types, or one of them", _schema),
    Command("quit", ":quit, :exit", "leave; Ctrl-D does too", _quit),
)
COMMANDS = {**{command.name: command for command in _ALL}, "exit": _ALL[-1]}
"""All commands by name."""

_KEYS = (
    "A statement ends with ; and may take several lines. Tab completes keywords, labels, types and "
    "properties, in quotes names and ids too, by pinyin (gsyh) or alias. Ctrl-R searches the history, "
    "Ctrl-C cancels a query."
)
