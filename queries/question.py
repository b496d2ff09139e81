"""A question in Chinese or English → the pack that answers it, by the packs' own patterns and words.

There is no language model here, and no guess: a question that is not understood, or can mean two things,
is not answered. A pattern is a regular expression in which `{name}` stands for a parameter's value. What
fits no pattern is read by the names and ideas that it is made of (`meaning`).
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bankgraph.ontology import NotFoundError, UsageError, plain
from bankgraph.stores import Store

from .facts import Facts
from .lexicon import words
from .names import Names
from .pack import ANY, Pack, Parameter, compiled_pattern

_SPACE = re.compile(r"\s+")
_END = " ?.!。？！,，"
_LIKEST = 3
_LONGEST = 400  # characters of a question; a longer text is none
_SPACE_OF_READINGS = "readings, version 5"  # to be raised when questions are read in another way


class Reading(NamedTuple):
    """A question understood: the pack and the ids of its parameters."""

    pack: Pack
    parameters: Mapping[str, str]


class Misread(NamedTuple):
    """A question not understood: why, and the queries that come nearest, about what it names."""

    message: str
    suggestions: tuple[Reading, ...]


def known_reading(text: str, catalogue: Mapping[str, Pack], store: Store) -> Reading | Misread:
    """Return what `read_question` does, or what is kept of it beside the graph."""
    kept = store.kept
    if kept is None:
        return read_question(text, catalogue, Names.of(store), Facts(store))
    patterns = json.dumps(
        [(p.name, p.title, p.ask, p.ask_zh, p.means, p.parameters) for p in catalogue.values()]
    )
    space = f"{_SPACE_OF_READINGS} {zlib.crc32(patterns.encode() + words()):08x}"
    if (found := kept.get(space, text)) is not None:
        return _decoded(found, catalogue)
    reading = read_question(text, catalogue, Names.of(store), Facts(store))
    kept.put(space, {text: _encoded(reading)})
    return reading


def _encoded(reading: Reading | Misread) -> dict[str, Any]:
    if isinstance(reading, Reading):
        return {"pack": reading.pack.name, "parameters": reading.parameters}
    return {"message": reading.message, "suggestions": [_encoded(near) for near in reading.suggestions]}


def _decoded(found: Mapping[str, Any], catalogue: Mapping[str, Pack]) -> Reading | Misread:
    if "pack" in found:
        return Reading(catalogue[found["pack"]], found["parameters"])
    suggested = ((catalogue[near["pack"]], near["parameters"]) for near in found["suggestions"])
    return Misread(found["message"], tuple(Reading(*near) for near in suggested))


def read_question(text: str, catalogue: Mapping[str, Pack], names: Names, facts: Facts) -> Reading | Misread:
    """Return the one reading of a question, or why there is none and what comes nearest.

    `catalogue` has the packs by their names; `names` and `facts` are those of the graph that is asked. Raises
    as `Facts.answers` does.
    """
    from .nearest import nearest  # only where a question is new
    from .understanding import understood

    reasons: list[tuple[int, str, str]] = []
    readings = _by_patterns(text, catalogue, names, reasons)
    try:
        if len(readings) != 1:
            readings = [
                Reading(r.pack, r.parameters) for r in understood(text, catalogue, names, facts)
            ] or readings
    except UsageError as error:
        reasons.append((0, str(error), ""))
    if len(readings) == 1:
        return readings[0]
    if readings:
        return Misread("the question can be read in several ways; ask one of these", tuple(readings))
    near = [Reading(pack, given) for pack, given in nearest(text, catalogue, names, facts)]
    _, message, meant = min(reasons, default=(0, "no query answers this question; these come nearest", ""))
    if meant and not any(reading.parameters for reading in near):
        near = [Reading(catalogue[meant], {})]
    return Misread(message, tuple(near or _likest(normal_question(text)[:_LONGEST], catalogue)))


def _by_patterns(
    text: str, catalogue: Mapping[str, Pack], names: Names, reasons: list[tuple[int, str, str]]
) -> list[Reading]:
    """Return each reading by a pattern once; `reasons` gets why what fits means nothing, with its pack."""
    readings: dict[tuple[str, tuple[tuple[str, str], ...]], Reading] = {}
    for pack, spoken in _matches(text, catalogue):
        try:
            parameters = {
                p.name: _meant(p, spoken[p.name], names) for p in pack.parameters if p.name in spoken
            }
        except (NotFoundError, UsageError) as error:
            if len(spoken) == 1:  # of two values, the words between them may be part of either
                reasons.append((sum(map(len, spoken.values())), str(error), pack.name))
            continue
        readings[pack.name, tuple(sorted(parameters.items()))] = Reading(pack, parameters)
    return list(readings.values())


def normal_question(text: str) -> str:
    """Return a question in plain characters, with single spaces and without end marks."""
    return _spaced(plain(text).strip(_END))


def _spaced(text: str) -> str:
    return _SPACE.sub(" ", text)


def _matches(text: str, catalogue: Mapping[str, Pack]) -> Iterator[tuple[Pack, dict[str, str]]]:
    """Yield each pack with a pattern that fits; spaces do not count in a Chinese one."""
    spaced = normal_question(text)
    if len(spaced) > _LONGEST:
        return
    close = spaced.replace(" ", "")
    for pack in catalogue.values():
        patterns = [(_spaced(plain(p)), spaced) for p in pack.ask]  # a question mark at its end counts
        patterns += [(_spaced(plain(p)).replace(" ", ""), close) for p in pack.ask_zh]
        for pattern, question in patterns:
            for found in _fitting(compiled_pattern(pattern), question):
                yield pack, {k: v.strip() for k, v in found.groupdict().items() if v}


def _fitting(pattern: re.Pattern[str], question: str) -> Iterator[re.Match[str]]:
    """Yield how a pattern fits: where it has several values, with each length that the first can have."""
    whole = pattern.fullmatch(question)
    values = [group for name in pattern.groupindex if (group := f"(?P<{name}>{ANY})") in pattern.pattern]
    if not whole or len(values) < 2:
        yield from filter(None, [whole])
        return
    for length in range(1, len(question)):
        first = values[0].replace(ANY, f".{{{length}}}")
        yield from filter(None, [re.fullmatch(pattern.pattern.replace(values[0], first), question)])


def _meant(parameter: Parameter, spoken: str, names: Names) -> str:
    """What the words for a parameter mean: a thing's id, or themselves where any text or number goes."""
    return names.one(spoken.removeprefix("the "), parameter.type).id if parameter.names_a_thing else spoken


def _likest(question: str, catalogue: Mapping[str, Pack]) -> list[Reading]:
    """The packs whose titles are written most like a question that says nothing else."""
    import difflib  # only where a question is not understood

    def likeness(pack: Pack) -> float:
        titles = (normal_question(pack.title), normal_question(pack.title_zh))
        return max(difflib.SequenceMatcher(None, question, title).ratio() for title in titles)

    likest = sorted(catalogue.values(), key=lambda pack: (-likeness(pack), pack.name))
    return [Reading(pack, {}) for pack in likest[:_LIKEST]]
