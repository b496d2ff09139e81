"""Reading the properties of nodes and relationships, whatever a query put into them."""

from collections.abc import Mapping

from bankgraph.ontology import Label

Properties = Mapping[str, object]


def text(properties: Properties, name: str) -> str:
    """Return the property as text, '' where it is absent."""
    return shown(properties.get(name))


def texts(properties: Properties, name: str) -> tuple[str, ...]:
    """Return a list property as texts; one scalar counts as a list of one."""
    value = properties.get(name)
    values = value if isinstance(value, list) else [value]
    return tuple(t for t in map(shown, values) if t)


def integer(properties: Properties, name: str) -> int:
    """Return a whole number that is not negative, -1 where there is none."""
    value = properties.get(name)
    return value if isinstance(value, int) and value >= 0 else -1


def shown(value: object) -> str:
    """Return a value as a reader sees it: lists by commas, nothing for None."""
    if value is None:
        return ""
    return ", ".join(map(shown, value)) if isinstance(value, list) else str(value)


def bilingual(zh: str, en: str, other: str = "") -> Label:
    """Return a label in which a missing language is filled from the other one, or else from `other`."""
    return Label(zh=zh or en or other, en=en or zh or other)


def same(value: str) -> Label:
    """Return a label that reads alike in both languages."""
    return Label(zh=value, en=value)
