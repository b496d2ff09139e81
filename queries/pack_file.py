"""The file of a pack: Cypher with the pack's name, titles, question patterns and typed parameters on top.

It pastes into Neo4j Browser and cypher-shell as it is: the head is comments, and `:param` lines set the
defaults there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bankgraph.ontology import InvalidDataError, Problem, UnreachableError

from .lexicon import known_ideas
from .meaning import meaning
from .pack import Pack, Parameter, compiled_pattern

_HEAD = re.compile(r"//\s*(?P<key>[a-z_]+)(?:\s+(?P<name>\w+))?:\s*(?P<value>.*)")
_PARAMETER = re.compile(r"(?P<type>\w+)(?:\s*=\s*(?P<default>.+))?")
_SET = re.compile(r":param\s+(?P<name>\w+)\s*=>\s*(?P<value>.+?);?")
_REQUIRED = ("name", "title", "title_zh")
_SEVERAL = ("ask", "ask_zh", "means")


def read_pack(file: Path) -> Pack:
    """Return the pack in a file.

    Raises `InvalidDataError` for a head that is not complete, `UnreachableError` for an unreadable file.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise UnreachableError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    head: dict[str, list[str]] = {}
    parameters: list[Parameter] = []
    set_here: dict[str, str] = {}
    body: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if found := _SET.fullmatch(line.strip()):
            set_here[found["name"]] = found["value"]
        elif (found := _HEAD.fullmatch(line.strip())) and not body:
            if found["key"] == "param":
                parameters.append(_parameter(file, number, found["name"], found["value"]))
            else:
                head.setdefault(found["key"], []).append(found["value"].strip())
        elif line.strip():
            body.append(line)
    _check(file, head, parameters, set_here)
    one = {key: values[0] for key, values in head.items() if key not in _SEVERAL}
    return Pack(
        name=one["name"],
        group=one.get("group", ""),
        title=one["title"],
        title_zh=one["title_zh"],
        note=one.get("note", ""),
        note_zh=one.get("note_zh", ""),
        ask=tuple(head.get("ask", ())),
        ask_zh=tuple(head.get("ask_zh", ())),
        means=tuple(head.get("means", ())),
        parameters=tuple(parameters),
        cypher="\n".join(body).rstrip().removesuffix(";"),
        file=str(file),
    )


def _parameter(file: Path, line: int, name: str | None, value: str) -> Parameter:
    found = _PARAMETER.fullmatch(value.strip())
    if not (name and found):
        what, mend = "is not a parameter", "write // param name: Class = default"
        raise InvalidDataError([Problem(str(file), line, 1, what, mend)])
    return Parameter(name, found["type"], found["default"])


def _check(
    file: Path, head: dict[str, list[str]], parameters: list[Parameter], set_here: dict[str, str]
) -> None:
    problems = [
        Problem(str(file), 1, 1, f"the pack has no {key}", f"add // {key}: …")
        for key in _REQUIRED
        if not head.get(key, [""])[0]
    ]
    if head.get("name", [file.stem])[0] != file.stem:
        problems.append(
            Problem(str(file), 1, 1, f"the pack's name is not '{file.stem}'", "name the file as the pack")
        )
    known = {parameter.name for parameter in parameters}
    problems += (Problem(str(file), 1, 1, what, mend) for what, mend in _not_understood(head, known))
    for parameter in parameters:
        written = set_here.get(parameter.name)
        if parameter.default is not None and (written or "").strip("'\"") != parameter.default:
            what = f"parameter '{parameter.name}' is not set to its default"
            mend = f"add :param {parameter.name} => '{parameter.default}'; above the query"
            problems.append(Problem(str(file), 1, 1, what, mend))
    if problems:
        raise InvalidDataError(problems)


def _not_understood(head: dict[str, list[str]], known: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the patterns and words by which the pack is asked for, and how to mend it."""
    for asked in (*head.get("ask", ()), *head.get("ask_zh", ())):
        try:
            if strange := compiled_pattern(asked).groupindex.keys() - known:
                what = f"its pattern '{asked}' names '{min(strange)}', which is no parameter"
                yield what, "mend the // ask line"
        except re.error as error:
            yield f"its pattern '{asked}' is no regular expression ({error})", "mend the // ask line"
    for line in head.get("means", ()):
        meant = meaning(line)
        if parameters := {*meant.asked, *meant.constants} - known:
            what = f"its line '{line}' names '{min(parameters)}', which is no parameter"
            yield what, "mend the // means line"
        if ideas := meant.ideas - known_ideas():
            what = f"its line '{line}' has '{min(ideas)}', which no word of the lexicon says"
            yield what, "mend the // means line"
