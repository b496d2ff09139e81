"""What records hold, said in the ontology's words: Chinese, then English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from bankgraph.ontology import Label, Schema

from .output import amount, cell

Record = Mapping[str, Any]

_QUALIFIERS = ("status", "role", "nature")


class Wording(NamedTuple):
    """Says things in the words of a vocabulary. `name_of` gives the name of an entity from its id."""

    schema: Schema
    name_of: Callable[[str], str]

    def kind(self, name: str | None) -> str:
        """A class; one that this vocabulary does not know, as it is stored."""
        known = self.schema.classes.get(name or "")
        return said(known.label) if known else name or ""

    def relation(self, name: str, *, inverse: bool = False) -> str:
        """A relation as its subject has it, or (`inverse`) as its object has it."""
        known = self.schema.relations.get(name)
        return said(known.inverse if inverse else known.label) if known else name

    def attribute(self, name: str) -> str:
        """The name of a property."""
        known = self.schema.attributes.get(name)
        return said(known.label) if known else name.replace("_", " ")

    def value(self, attribute: str, value: Any) -> str:
        """A value of a closed list in both languages; any other as it is."""
        known = self.schema.attributes.get(attribute)
        listed = known.values.get(value) if known and isinstance(value, str) else None
        return said(listed) if listed else cell(value)

    def properties(self, properties: Record) -> Iterator[str]:
        """Each property on a line; one that is stored in both languages, once."""
        by_name = {p: a for a in self.schema.attributes.values() if a.localized for p in a.properties}
        for key in properties:
            known = by_name.get(key)
            if known is None:
                yield f"{self.attribute(key)}: {self.value(key, properties[key])}"
            elif key == next(p for p in known.properties if p in properties):
                both = (str(properties[p]) for p in known.properties if p in properties)
                yield f"{said(known.label)}: {' '.join(dict.fromkeys(both))}"

    def change(self, record: Record) -> str:
        """The change that a figure reports, with what it is against; nothing where it reports none."""
        if record["change"] is None:
            return ""
        against = record["change_baseline"] or self.value("change_basis", record["change_basis"])
        changed = amount(record["change_comparator"], record["change"], record["change_unit"])
        return f"Δ {changed} ({against})"

    def qualified(self, record: Record) -> str:
        """What narrows a statement, in brackets: status, role, whether it is a claim and whose, and more."""
        found = [self.value(name, record[name]) for name in _QUALIFIERS if record.get(name)]
        if whose := record.get("attributed_to"):
            found.append(f"{self.attribute('attributed_to')} {self.name_of(whose)}")
        found += [
            f"{self.attribute(name)} {self.value(name, value)}" for name, value in record["more"].items()
        ]
        return f"({', '.join(found)})" if found else ""


def said(label: Label) -> str:
    """A label in both languages, once where they are the same."""
    return " ".join(dict.fromkeys((label.zh, label.en)))


def named(record: Record, key: str) -> str:
    """The Chinese and the English name that a record has of a thing, once where they are the same."""
    return " ".join(dict.fromkeys(str(n) for n in (record[key], record.get(f"{key}_en")) if n))
