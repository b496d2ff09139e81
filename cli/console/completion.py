"""What may follow a text: keywords, labels, types, properties, values, parameters, as fits the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bankgraph.ontology import Label

from .keywords import FUNCTIONS, KEYWORDS
from .script import Ending, ending
from .words import Words

MOST = 40

_WORD = re.compile(r"(?:(?<!\w)[^\W\d]\w*|(?<!\w))$")
_OF_RELATIONSHIP = re.compile(r"\[\s*\w*\s*:[\w:|&!\s]*$")
_OF_NODE = re.compile(r"[(\w]\s*:[\w:|&!\s]*$")
_OF_THING = re.compile(r"[\w)\]]\.$")
_KEY = re.compile(r"[{,]\s*$")
_COMPARED = re.compile(
    r"(?:(?P<key>\w+)\s*:|(?P<property>\w+)\s*(?:=|<>|(?:STARTS|ENDS)\s+WITH|CONTAINS|IN\s*\[(?:[^\]]*,)?))\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A word that may be inserted, and what it means."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Items that may take the place of the last `length` characters; `unasked`, even if nobody asks."""

    length: int
    items: tuple[Item, ...] = ()
    unasked: bool = True


def cypher_suggestions(before: str, words: Words) -> Suggestions:
    """Return what may stand at the end of `before`, the Cypher up to the cursor."""
    place = ending(before)
    if place.inside in ("'", '"'):
        return _quoted(before, place, words)
    found = _WORD.search(before)
    if place.inside or found is None:
        return Suggestions(0)
    word = found[0]
    ahead = before[: len(before) - len(word)]
    if ahead.endswith("$"):
        return Suggestions(len(word), _of(word, dict.fromkeys(words.parameters, _nothing)))
    known = _named(ahead, place, words)
    if known is not None:
        return Suggestions(len(word), _of(word, known))
    return Suggestions(len(word), _plain_words(word, before), unasked=bool(word))


def value_suggestions(typed: str, words: Words, classes: Iterable[str] = ()) -> tuple[Item, ...]:
    """Return the ids of things of these classes, or of all, that have a name like what was typed."""
    if words.values is None or words.schema is None:
        return ()
    schema, fitting = words.schema, [*classes]
    found = words.values.found(typed, MOST, lambda cls: not fitting or schema.is_a(cls, fitting))
    return tuple(Item(named.id, _both(Label(named.name_zh, named.name_en))) for named in found)


_nothing = Label("", "")


def _quoted(before: str, place: Ending, words: Words) -> Suggestions:
    """Values: those of a closed list where the property has one, else things by name."""
    typed, quote = before[place.start + 1 :], before[place.start]
    compared = _COMPARED.search(before[: place.start])
    name = (compared["key"] or compared["property"]) if compared else ""
    closed = words.schema.attributes.get(name) if words.schema else None
    if closed and closed.values:
        return Suggestions(len(typed), _of(typed, closed.values))
    items = _names(typed, name, words) if name.startswith("name") else value_suggestions(typed, words)
    inserted = (
        Item(item.text.replace("\\", "\\\\").replace(quote, f"\\{quote}"), item.note) for item in items
    )
    return Suggestions(len(typed), tuple(inserted), unasked=bool(typed))


def _names(typed: str, name: str, words: Words) -> tuple[Item, ...]:
    found = words.values.found(typed, MOST) if words.values else ()
    texts = ((n.name_en if name.endswith("_en") else n.name_zh, n) for n in found)
    return tuple(Item(text, f"{n.cls} {n.id}") for text, n in texts)


def _named(ahead: str, place: Ending, words: Words) -> Mapping[str, Label] | None:
    """The one kind of name that can stand there, None where it may be anything."""
    if words.schema is None:
        return None
    schema = words.schema
    innermost, start = place.brackets[-1] if place.brackets else ("", 0)
    properties = {p: a.label for a in schema.attributes.values() for p in a.properties}
    if _OF_THING.search(ahead):
        return properties
    if innermost == "[" and _OF_RELATIONSHIP.fullmatch(ahead, start):
        return {name: relation.label for name, relation in schema.relations.items()}
    if innermost == "{" and _KEY.search(ahead) and _is_map_of_pattern(ahead, start):
        return properties
    if innermost not in ("[", "{") and _OF_NODE.search(ahead):
        return {name: cls.label for name, cls in schema.classes.items()}
    return None


def _is_map_of_pattern(ahead: str, start: int) -> bool:
    """Whether the brace at `start` follows a node's or relationship's name and labels."""
    return re.search(r"[(\[][^()\[\]{}]*$", ahead[:start]) is not None


def _plain_words(word: str, before: str) -> tuple[Item, ...]:
    variables = dict.fromkeys(re.findall(r"[(\[]\s*([^\W\d]\w*)|\bAS\s+([^\W\d]\w*)", before, re.IGNORECASE))
    own = [
        name for pair in variables for name in pair if name and name != word and name.upper() not in KEYWORDS
    ]
    cased = (k.lower() for k in KEYWORDS) if word.islower() else KEYWORDS
    known = (*own, *cased, *(f"{name}(" for name in FUNCTIONS))
    return tuple(Item(text) for text in dict.fromkeys(known) if text.lower().startswith(word.lower()))[:MOST]


def _of(word: str, known: Mapping[str, Label]) -> tuple[Item, ...]:
    return tuple(Item(name, _both(known[name])) for name in dict.fromkeys(_fitting(word, known)))[:MOST]


def _fitting(word: str, known: Mapping[str, Label]) -> Iterator[str]:
    """Names that begin with the word, then those that hold it, be it in their Chinese or English label."""
    folded = word.casefold()
    yield from (name for name in known if name.casefold().startswith(folded))
    yield from (n for n in known if folded in " ".join((n, known[n].zh, known[n].en)).casefold())


def _both(label: Label) -> str:
    return " ".join(dict.fromkeys(filter(None, (label.zh, label.en))))
