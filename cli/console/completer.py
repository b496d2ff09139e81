"""Completion at the prompt: Cypher, or what a command takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from bankgraph.cli.output import FORMATS
from bankgraph.ontology import Label

from .commands import COMMANDS
from .completion import Item, Suggestions, cypher_suggestions, value_suggestions
from .script import split
from .words import Words

_LAST_PART = re.compile(r"(?:'(?P<quoted>[^']*)|(?P<name>\w+)=(?P<value>\S*)|(?P<bare>[^\s']*))$")


class ConsoleCompleter(Completer):
    """Completes what stands before the cursor out of `words`, which others keep up."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._paths = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Yield what may stand at the cursor; without being asked only where something was typed."""
        before = split(document.text_before_cursor).rest or _last_line(document.text_before_cursor)
        if re.match(r":(?:source|export|viz)\s", before):
            path = before.partition(" ")[2].lstrip()
            yield from self._paths.get_completions(Document(path), complete_event)
            return
        found = suggestions(before, self._words)
        if found.unasked or complete_event.completion_requested:
            yield from (_completion(item, found.length) for item in found.items)


def suggestions(before: str, words: Words) -> Suggestions:
    """Return what may follow a statement or a command so far."""
    if not before.startswith(":"):
        return cypher_suggestions(before, words)
    name, space, rest = before[1:].partition(" ")
    if not space:
        items = (Item(f":{c}", command.help) for c, command in COMMANDS.items() if c.startswith(name.lower()))
        return Suggestions(len(before), tuple(items))
    complete = _OF_COMMAND.get(name.lower())
    return complete(rest, words) if complete else Suggestions(0)


def _of_run(rest: str, words: Words) -> Suggestions:
    """The name of a pack; after it things of its parameters' classes."""
    pack_name, space, given = rest.lstrip().partition(" ")
    if not space:
        begins = [p for p in words.packs.values() if p.name.startswith(pack_name)]
        holds = [p for p in words.packs.values() if pack_name in f"{p.name} {p.title} {p.title_zh}".lower()]
        packs = dict.fromkeys(p.name for p in (*begins, *holds))
        return Suggestions(
            len(pack_name), tuple(Item(n, f"{words.packs[n].title_zh} {words.packs[n].title}") for n in packs)
        )
    pack, part = words.packs.get(pack_name), _LAST_PART.search(given)
    if pack is None or part is None:
        return Suggestions(0)
    typed = next(t for t in (part["quoted"], part["value"], part["bare"], "") if t is not None)
    place = len(given[: part.start()].split())
    named = [p for p in pack.parameters if p.name == part["name"]]
    classes = [p.type for p in named or pack.parameters[place : place + 1]]
    values = value_suggestions(typed, words, classes) if classes else ()
    return Suggestions(len(typed), values, unasked=bool(typed))


def _of_param(rest: str, words: Words) -> Suggestions:
    return cypher_suggestions(rest, words) if "'" in rest or '"' in rest else Suggestions(0)


def _one_of(known: Callable[[Words], Iterable[tuple[str, str]]]) -> Callable[[str, Words], Suggestions]:
    def complete(rest: str, words: Words) -> Suggestions:
        items = (Item(name, note) for name, note in known(words) if name.lower().startswith(rest.lower()))
        return Suggestions(len(rest), tuple(items))

    return complete


def _terms(words: Words) -> Iterator[tuple[str, str]]:
    if words.schema is None:
        return
    for kind in (words.schema.classes, words.schema.relations, words.schema.attributes):
        yield from ((name, _both(term.label)) for name, term in kind.items())


def _both(label: Label) -> str:
    return f"{label.zh} {label.en}"


_OF_COMMAND: dict[str, Callable[[str, Words], Suggestions]] = {
    "run": _of_run,
    "param": _of_param,
    "params": _one_of(lambda _: [("clear", "")]),
    "last": _one_of(lambda _: [(form, "") for form in FORMATS]),
    "schema": _one_of(_terms),
    "help": _one_of(lambda _: [(name, command.help) for name, command in COMMANDS.items()]),
}


def _last_line(text: str) -> str:
    """A command counts as complete all the time; it is its line that is being typed."""
    line = text.rpartition("\n")[2].lstrip()
    return line if line.startswith(":") else ""


def _completion(item: Item, length: int) -> Completion:
    return Completion(item.text, start_position=-length, display_meta=item.note)
