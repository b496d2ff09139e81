"""A YAML file: its values, and on request the line and column of each.

Values come from a fast parser (yaml-rs, YAML 1.2). Positions cost twenty times as much, so they are
looked up, with PyYAML's composer, only in a file that has a problem.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml
import yaml_rs

from bankgraph.ontology import InvalidDataError, Problem, UnreachableError

Step: TypeAlias = str | int
"""A mapping's key or a sequence's index on the way to a value."""


@dataclass(frozen=True)
class YamlFile:
    """A parsed file. `content` is a mapping; its keys are strings."""

    path: Path
    text: str
    content: dict[str, Any]

    def problem(self, steps: tuple[Step, ...], what: str, mend: str) -> Problem:
        """Return a problem placed at the value that `steps` lead to, or as near as the file goes."""
        mark = self._mark(steps)
        return Problem(str(self.path), mark.line + 1, mark.column + 1, what, mend)

    def _mark(self, steps: tuple[Step, ...]) -> yaml.Mark:
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
        return _composed(self.text)


def read_yaml(path: Path) -> YamlFile:
    """Return the file's content.

    Raises `UnreachableError` if it cannot be read and `InvalidDataError` if it is not one YAML mapping.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UnreachableError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise InvalidDataError(
            [Problem(str(path), line, 1, "is not UTF-8 text", "save the file as UTF-8")]
        ) from error
    try:
        content = yaml_rs.loads(text)
    except yaml_rs.YAMLDecodeError as error:
        raise InvalidDataError([_syntax_problem(path, text, str(error))]) from error
    if not isinstance(content, dict):
        raise InvalidDataError(
            [
                Problem(
                    str(path),
                    1,
                    1,
                    "is not a mapping",
                    "start with class names, or with source: and statements:",
                )
            ]
        )
    return YamlFile(path, text, content)


def _child(node: yaml.Node, step: Step) -> tuple[yaml.Node, yaml.Node] | None:
    """The node that names the value at `step` (a mapping's key, an item itself), and the value."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return (node.value[step], node.value[step]) if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    return None


def _syntax_problem(path: Path, text: str, message: str) -> Problem:
    """Place a syntax error with PyYAML, which knows its line where yaml-rs may not."""
    what = message.splitlines()[-1] if message else "not YAML"
    try:
        root = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or what
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Problem(str(path), *place, f"not valid YAML: {what}", "mend the syntax there")
    except yaml.YAMLError:
        return Problem(str(path), 1, 1, f"not valid YAML: {what}", "mend the syntax")
    if twice := _repeated_key(root):
        place = (twice.start_mark.line + 1, twice.start_mark.column + 1)
        return Problem(str(path), *place, f"'{twice.value}' stands twice here", "keep one of the two")
    return Problem(str(path), 1, 1, f"not valid YAML: {what}", "mend the syntax")


def _composed(text: str) -> yaml.Node:
    """The tree of nodes with their places. Raises `yaml.YAMLError`."""
    return yaml.compose(text, Loader=yaml.CSafeLoader) or yaml.ScalarNode("", "")


def _repeated_key(node: yaml.Node) -> yaml.ScalarNode | None:
    """The first key that stands a second time in its mapping, anywhere below `node`."""
    below: list[yaml.Node] = node.value if isinstance(node, yaml.SequenceNode) else []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                return key
            seen.add(key.value)
        below = [value for _, value in node.value]
    return next((found for child in below if (found := _repeated_key(child))), None)
