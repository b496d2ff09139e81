"""Entities and sources, from declaration to value."""

from __future__ import annotations

import re
import sys
from datetime import date

from bankgraph.ontology import Label, Schema

from .declarations import KEBAB, Declaration
from .knowledge import Entity, Source

_COMMON = ("zh", "en", "aliases", "description", "accept")
_SOURCE = ("id", "title", "publisher", "published", "language", "sha256", "characters", "url")


def read_entity(declaration: Declaration, identifier: str, cls: str, schema: Schema) -> Entity:
    """Return the entity that is declared under `identifier`; where names are missing, the id stands in."""
    attributes = schema.own_attributes[cls]
    declaration.only((*_COMMON, *(a.name for a in attributes)))
    declaration.accepted()
    if not KEBAB.fullmatch(identifier):
        declaration.problem(None, f"id '{identifier}' is not kebab-case", "use a-z, 0-9 and single hyphens")
    zh, en = declaration.text("zh", required=True), declaration.text("en", required=True)
    stored: dict[str, str] = {}
    for attribute in attributes:
        if attribute.localized:
            label = declaration.label(attribute.name)
            stored |= dict(zip(attribute.properties, (label.zh, label.en), strict=True)) if label else {}
        elif attribute.values:
            value = declaration.one_of(attribute.name, attribute.values, attribute.label.en)
            stored |= {attribute.name: value} if value else {}
        elif value := declaration.text(attribute.name):
            stored[attribute.name] = value
    aliases, description = declaration.texts("aliases"), declaration.label("description")
    return Entity(identifier, cls, Label(zh or identifier, en or identifier), aliases, description, stored)


def read_source(declaration: Declaration) -> Source:
    """Return the source that a file declares; where something is missing or wrong, '' stands in."""
    declaration.only(_SOURCE)
    texts = {key: declaration.text(key, required=True) or "" for key in _SOURCE[:6]}
    _check_source(declaration, texts)
    return Source(**texts, characters=_characters(declaration), url=declaration.text("url"))


def _characters(declaration: Declaration) -> int:
    characters = declaration.values.get("characters")
    if isinstance(characters, int) and not isinstance(characters, bool) and characters > 0:
        return characters
    declaration.problem("characters", "characters is not a length", "give the text's length in code points")
    return sys.maxsize  # so that no span is called outside a text of unknown length


def _check_source(declaration: Declaration, texts: dict[str, str]) -> None:
    if (identifier := texts["id"]) and not KEBAB.fullmatch(identifier):
        declaration.problem("id", f"id '{identifier}' is not kebab-case", "use a-z, 0-9 and single hyphens")
    if (published := texts["published"]) and not _is_date(published):
        declaration.problem("published", f"'{published}' is not a possible date", "write it as 2025-05-13")
    if (sha256 := texts["sha256"]) and not re.fullmatch(r"[0-9a-f]{64}", sha256):
        declaration.problem("sha256", "sha256 is not 64 hex digits", "give the SHA-256 of the text's bytes")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text  # not 20250513, nor 2025-W20-2
    except ValueError:
        return False
