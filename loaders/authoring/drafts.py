"""A source file begun for a text: what a program can fill in, and what is left for the curator."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bankgraph.loaders.declarations import KEBAB
from bankgraph.loaders.knowledge import Knowledge, Source
from bankgraph.ontology import InvalidDataError, Problem, UnreachableError, UsageError

from .candidates import Candidates, candidates
from .first_mentions import Mention, first_mentions

UNTITLED = "无标题 untitled"
NOT_STATED = "未注明 not stated"
"""What stands for a title or a publisher that the text does not give."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A source, its text, and where this names what is known; `left` tells what a person has to decide."""

    source: Source
    text: str
    guesses: Candidates
    mentions: tuple[Mention, ...]
    left: tuple[str, ...]


def draft_source(file: Path, knowledge: Knowledge, identifier: str | None = None) -> Draft:
    """Return what can be said of the text in `file` before anyone has read it.

    Without an `identifier` one is made of publisher and date; raises `UsageError` for one that is not
    kebab-case, `UnreachableError` for a file that cannot be read, and `InvalidDataError` for one that is
    empty or not UTF-8 text. Where the text has no date, `published` is ''.
    """
    if identifier is not None and not KEBAB.fullmatch(identifier):
        raise UsageError(f"the id '{identifier}' is not kebab-case; use a-z, 0-9 and single hyphens")
    content = _content(file)
    text = _decoded(file, content)
    guesses = candidates(text)
    published = guesses.dates[0].day if guesses.dates else ""
    source = Source(
        id=identifier or _identifier(file, guesses, published),
        title=guesses.titles[0] if guesses.titles else UNTITLED,
        publisher=guesses.publishers[0] if guesses.publishers else NOT_STATED,
        published=published,
        language=guesses.language,
        sha256=hashlib.sha256(content).hexdigest(),
        characters=len(text),
    )
    mentions = first_mentions(text, knowledge.entities.values())
    return Draft(source, text, guesses, mentions, tuple(_left(source, guesses, mentions, knowledge)))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreachableError(f"{file}: cannot be read ({error.strerror}); check the path") from error


def _decoded(file: Path, content: bytes) -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        problem = Problem(str(file), *place, "is not UTF-8 text", "save the file as UTF-8")
        raise InvalidDataError([problem]) from error
    if not text.strip():
        raise InvalidDataError(
            [Problem(str(file), 1, 1, "holds no text", "give the file of the text to cite")]
        )
    return text


def _identifier(file: Path, guesses: Candidates, published: str) -> str:
    """Publisher and date, as is the custom; where the publisher has no Latin name, the file's name."""
    names = [*guesses.publishers[:1], file.stem, "source"]
    slugs = (re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") for name in names)
    return "-".join(filter(None, (next(filter(None, slugs)), published)))


def _left(
    source: Source, guesses: Candidates, mentions: tuple[Mention, ...], knowledge: Knowledge
) -> Iterator[str]:
    """Tell what a person has to decide or add."""
    if source.id in knowledge.sources or source.id in knowledge.entities:
        yield f"id: {source.id} is taken already; choose another"
    for known in knowledge.sources.values():
        if known.sha256 == source.sha256:
            yield f"sha256: this text is curated already, as {known.id}"
    yield _guess("title", guesses.titles, UNTITLED)
    yield _guess("publisher", guesses.publishers, NOT_STATED)
    yield _guessed_date(guesses)
    shared = sum(len(mention.ids) > 1 for mention in mentions)
    yield f"named: {len(mentions) - shared} found by name; strike what means something else, add the rest"
    if shared:
        yield f"named: {shared} in comments, whose names several things bear; choose one of each"
    yield "statements: none yet; the form of one stands at the end of the file"


def _guess(key: str, found: tuple[str, ...], absent: str) -> str:
    if not found:
        return f"{key}: none found, so it says {absent}; write the real one if there is one"
    return (
        f"{key}: the likeliest of {len(found)}; check it"
        if found[1:]
        else f"{key}: the only one found; check it"
    )


def _guessed_date(guesses: Candidates) -> str:
    if not guesses.dates:
        return "published: the text has no date; `bankgraph check` asks for it until it is filled in"
    how = "its year is inferred" if guesses.dates[0].inferred else "the text has it"
    return f"published: {guesses.dates[0].day}, {how}, of {len(guesses.dates)} found; check it"
