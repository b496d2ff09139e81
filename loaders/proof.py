"""Prove spans against the texts that they cite. The texts belong to their publishers and are not shipped."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bankgraph.ontology import UnreachableError

from .knowledge import Evidence, Knowledge, Naming, Observation, Statement

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Proof:
    """How many spans each rule proved, what failed, and how many spans had no text to be proven against."""

    proven: Mapping[str, int]
    failures: tuple[str, ...]
    unread: int


def prove(knowledge: Knowledge, directory: Path) -> Proof:
    """Check each piece of evidence against its text in `directory`, which is found by its SHA-256.

    Rules: the text has the curated length; a span starts and ends at word boundaries; a figure's
    `as_written` stands in its span and, where it has digits, these are the digits of the value or of
    the change (25.19亿元 and 2.519 billion yuan have the same); a name's span is not blank. Raises
    `UnreachableError` for a directory that cannot be read.
    """
    texts = _texts(directory)
    proven: Counter[str] = Counter()
    failures: list[str] = []
    unread = 0
    for statement in knowledge.statements:
        for piece in statement.evidence:
            source = knowledge.sources[piece.source]
            text = texts.get(source.sha256)
            if text is None:
                unread += 1
                continue
            wrong = list(_wrong(statement, piece, text, source.characters))
            failures += (
                f"{piece}: {what} (statement {statement.id} of {statement.subject})" for what in wrong
            )
            proven[statement.kind] += 0 if wrong else 1
    return Proof(dict(proven), tuple(failures), unread)


def _texts(directory: Path) -> dict[str, str]:
    if not directory.is_dir():
        raise UnreachableError(f"{directory}: there is no such directory; give the directory of the texts")
    texts: dict[str, str] = {}
    for file in sorted(directory.iterdir()):
        if file.is_file():
            content = file.read_bytes()
            texts[hashlib.sha256(content).hexdigest()] = content.decode(errors="replace")
    return texts


def _wrong(statement: Statement, piece: Evidence, text: str, characters: int) -> Iterator[str]:
    if len(text) != characters:
        yield f"the text has {len(text)} code points, not {characters}"
        return
    span = text[piece.start : piece.end]
    if span != span.strip() or not span:
        yield f"the span {span!r} starts or ends in white space"
    if _splits_word(text, piece.start) or _splits_word(text, piece.end):
        yield f"the span {span!r} starts or ends inside a word"
    if isinstance(statement, Observation):
        yield from _wrong_figure(statement, piece.as_written or "", span)
    if isinstance(statement, Naming) and not any(c.isalnum() for c in span):
        yield f"the span {span!r} names nothing"


def _wrong_figure(statement: Observation, written: str, span: str) -> Iterator[str]:
    if not written:
        yield "the figure has no as_written"
    if written not in span:
        yield f"{written!r} does not stand in the span {span!r}"
    quantities = [statement.quantity, statement.change.quantity if statement.change else None]
    curated = {_digits(str(q.value)) for q in quantities if q}
    found = {_digits(n) for n in _NUMBER.findall(unicodedata.normalize("NFKC", written))}
    if found and not found & curated:
        yield f"the curated figure is not the one in {written!r}"


def _digits(number: str) -> str:
    """The significant digits of a number, whatever its unit: those of 1,101 and of 0.1101 are 1101."""
    return re.sub(r"[,.]", "", number).strip("0")


def _splits_word(text: str, position: int) -> bool:
    """Whether two Latin letters or digits meet here; between Chinese characters any place is a boundary."""
    around = text[max(position - 1, 0) : position + 1]
    return len(around) == 2 and all(_is_latin(c) for c in around)


def _is_latin(character: str) -> bool:
    return character.isalnum() and unicodedata.name(character, "").split(" ")[0] in ("LATIN", "DIGIT")
