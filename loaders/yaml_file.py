"""A YAML file: its values, and on request the line and column of each.

Values come from a fast parser (yaml-rs, YAML 1.2). Positions cost some fifteen times as much, so they are
looked up, with PyYAML's composer, only in a file that has a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml
import yaml_rs

from bankgraph.ontology import InvalidDataError, Problem, UnreachableError

from .unfit import unfit

Step: TypeAlias = str | int
"""A mapping's key or a sequence's index on the way to a value."""


@dataclass(frozen=True)
class YamlFile:
    """A parsed file. `content` is a mapping."""

    path: Path
    text: str
    content: dict[str, Any]

    def problem(self, steps: tuple[Step, ...], what: str, mend: str) -> Problem:
        """Return a problem placed at the value that `steps` lead to, or as near as the file goes."""
        return Problem(str(self.path), *_place(self.text, self._mark(steps)), what, mend)

    def _mark(self, steps: tuple[Step, ...]) -> yaml.Mark | None:
        node, mark = self._root, self._root.start_mark
        for step in steps:
            found = _child(node, step)
            if found is None:
                break
            name, node = found
            mark = node.start_mark if isinstance(node, yaml.ScalarNode) else name.start_mark
        return mark

    @cached_property
    def _root(self) -> yaml.Node:
        try:
            root = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:  # YAML 1.2 that PyYAML does not know: every problem stands at the top
            root = None
        return root or yaml.ScalarNode("", "")


def read_yaml(path: Path) -> YamlFile:
    """Return the file's content.

    Raises `UnreachableError` if it cannot be read and `InvalidDataError` if it is not one YAML mapping.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UnreachableError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        raise _invalid(path, _end(before), "is not UTF-8 text", "save the file as UTF-8") from error
    if found := unfit(data, text):
        position, what, mend = found
        raise _invalid(path, _end(text[:position]), what, mend)
    try:
        content = yaml_rs.loads(text)
    except yaml_rs.YAMLDecodeError as error:
        raise _invalid(path, *_syntax_fault(text, str(error))) from error
    except TypeError as error:  # yaml-rs gives Python dicts, and these want keys that can be hashed
        raise _invalid(path, (1, 1), "has a mapping as a key", "use a text as the key") from error
    if not isinstance(content, dict):
        raise _invalid(path, *_other_than_mapping(text))
    return YamlFile(path, text, content)


def _child(node: yaml.Node, step: Step) -> tuple[yaml.Node, yaml.Node] | None:
    """The node that names the value at `step` (a mapping's key, an item itself), and the value."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return (node.value[step], node.value[step]) if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    return None


def _invalid(path: Path, place: tuple[int, int], what: str, mend: str) -> InvalidDataError:
    return InvalidDataError([Problem(str(path), *place, what, mend)])


def _end(text: str) -> tuple[int, int]:
    """Line and column of what follows `text`."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


_Fault: TypeAlias = tuple[tuple[int, int], str, str]
"""Where, what and how to mend it."""


def _syntax_fault(text: str, message: str) -> _Fault:
    """Place a syntax error with PyYAML, which knows its line where yaml-rs may not.

    PyYAML is asked for events, not for nodes: composing nodes exhausts the stack, and expands aliases.
    """
    what = message.splitlines()[-1] if message else "not YAML"
    place = re.search(r"line (\d+), column (\d+)", message)
    try:
        if twice := _repeated_key(yaml.parse(text, Loader=yaml.CSafeLoader)):
            return _place(text, twice.start_mark), f"'{twice.value}' stands twice here", "keep one of the two"
    except yaml.MarkedYAMLError as error:
        found = error.problem_mark or error.context_mark
        return _place(text, found), f"not valid YAML: {error.problem or what}", "mend the syntax there"
    return (
        min((int(place[1]), int(place[2])), _end(text)) if place else (1, 1),
        f"not valid YAML: {what}",
        "mend the syntax there" if place else "mend the syntax",
    )


def _other_than_mapping(text: str) -> _Fault:
    try:
        events = list(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:  # YAML 1.2 that PyYAML does not know
        events = []
    starts = [_place(text, e.start_mark) for e in events if isinstance(e, yaml.DocumentStartEvent)]
    if len(starts) > 1:
        return starts[1], "a second document starts", "put each document into a file of its own"
    return (1, 1), "is not a mapping", "start with class names, or with source: and statements:"


def _place(text: str, mark: Any) -> tuple[int, int]:
    """Line and column of a mark of PyYAML's, whose own line counts U+2028 and U+0085 as line ends too."""
    return _end(text[: mark.index]) if mark else (1, 1)


def _repeated_key(events: Iterator[yaml.Event]) -> yaml.ScalarEvent | None:
    """The first key that stands a second time in its mapping."""
    levels = [_Level(is_mapping=False)]
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            if levels[-1].repeats(event) and isinstance(event, yaml.ScalarEvent):
                return event
            if isinstance(event, yaml.CollectionStartEvent):
                levels.append(_Level(is_mapping=isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            levels.pop()
    return None


@dataclass(slots=True)
class _Level:
    """A collection being read: in a mapping, each second node is a value."""

    is_mapping: bool
    at_value: bool = False
    keys: set[str] = field(default_factory=set)

    def repeats(self, event: yaml.NodeEvent) -> bool:
        """Take in the next node and say whether it is a key that stood here before."""
        is_key = self.is_mapping and not self.at_value
        self.at_value = is_key
        if not is_key or not isinstance(event, yaml.ScalarEvent):
            return False
        if event.value in self.keys:
            return True
        self.keys.add(event.value)
        return False
