"""A draft as the YAML that a curator goes on with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from bankgraph.loaders.knowledge import Entity
from bankgraph.ontology import Schema

from .drafts import Draft
from .first_mentions import Mention


def draft_yaml(draft: Draft, modeline: str, schema: Schema, entities: Mapping[str, Entity]) -> str:
    """Return a draft as a YAML file, with other candidates and an example statement as comments."""
    return "\n".join(
        [
            modeline,
            "source:",
            *_source_lines(draft),
            "named:",
            *(_naming_line(mention, draft.text) for mention in draft.mentions),
            "statements: []",
            *_example(draft.mentions, schema, entities),
            "",
        ]
    )


def _source_lines(draft: Draft) -> Iterator[str]:
    source, guesses = draft.source, draft.guesses
    yield f"  {_pair('id', source.id)}"
    yield from _choice("title", source.title, guesses.titles[1:])
    yield from _choice("publisher", source.publisher, guesses.publishers[1:])
    dates = [f"{c.day}{' (year inferred)' if c.inferred else ''}" for c in guesses.dates]
    yield f"  published: {dates[0].replace(' (', '  # (') if dates else ''}".rstrip()
    yield from (f"  # or: {other}" for other in dates[1:])
    yield f"  {_pair('language', source.language)}"
    yield f"  {_pair('sha256', source.sha256)}"
    yield f"  characters: {source.characters}"


def _choice(key: str, chosen: str, others: tuple[str, ...]) -> Iterator[str]:
    yield f"  {_pair(key, chosen)}"
    yield from (f"  # or: {other}" for other in others)


def _pair(key: str, value: str) -> str:
    """A key and its value on one line, in quotes where YAML wants them."""
    return str(yaml.safe_dump({key: value}, allow_unicode=True, width=10**6)).rstrip("\n")


def _naming_line(mention: Mention, text: str) -> str:
    words = text[mention.start : mention.end]
    lines = (f"{identifier}: [{mention.start}, {mention.end}]  # {words}" for identifier in mention.ids)
    return "\n".join(f"  {'# or ' if len(mention.ids) > 1 else ''}{line}" for line in lines)


def _example(mentions: tuple[Mention, ...], schema: Schema, entities: Mapping[str, Entity]) -> Iterator[str]:
    """A statement's form, with things that the text names; whether it says so is for a reader to find."""
    yield "# The form of a statement (write it below statements: without the []):"
    subject, predicate, target = _fitting(mentions, schema, entities)
    yield f"# - subject: {subject}"
    yield f"#   predicate: {predicate}"
    yield f"#   object: {target}"
    yield "#   at: [start, end]"


def _fitting(
    mentions: tuple[Mention, ...], schema: Schema, entities: Mapping[str, Entity]
) -> tuple[str, str, str]:
    """The first two things named that a relation can join, and the relation."""
    named = [entities[mention.ids[0]] for mention in mentions]
    for subject in named:
        for name in schema.curated_relations:
            relation = schema.relations[name]
            if not schema.is_a(subject.cls, relation.domain):
                continue
            for target in named:
                if target is not subject and schema.is_a(target.cls, relation.range):
                    return subject.id, name, target.id
    return "…", "…", "…"
