"""The property graph as files for `neo4j-admin database import`, which fills a Neo4j that is not running.

A CSV file holds the nodes of one set of labels or the relationships of one type; the arguments of the
import name these files, and the constraints are a file of Cypher. Every text is quoted, so that an empty
one differs from an absent one. The elements of a list are parted by U+001F, which no curated text holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from bankgraph.ontology import Schema, UsageError
from bankgraph.stores import Node, Relationship
from bankgraph.stores.staged import StagedGraph
from bankgraph.stores.steps import constraints

ARGUMENTS = "import.args"
CONSTRAINTS = "constraints.cypher"
_BETWEEN_ELEMENTS = "\x1f"
_HEAD = f"""\
# Fills a database that is new or empty. With the server stopped, in this directory, as the server's user:
#   neo4j-admin database import full neo4j @{ARGUMENTS}
# Then start the server, and:
#   cypher-shell --file {CONSTRAINTS}
--id-type=string
--array-delimiter=U+001F
--ignore-empty-strings=false
--legacy-style-quoting=false
--trim-strings=false
"""


Elements: TypeAlias = Callable[[], Iterator[Node | Relationship]]
"""Gives the same elements, in the same order, each time it is called."""


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file: `option` names it to the import, `types` gives each property's type by its name.

    `is_multiline` says whether a text in it has a line break, so that the import may not cut it up at these.
    """

    file: str
    option: str
    elements: Elements
    ends: tuple[str, ...]
    types: Mapping[str, type]
    is_multiline: bool

    @classmethod
    def of(cls, names: tuple[str, ...], elements: Elements) -> Table:
        """Make the table of some nodes with these labels, or relationships of this type.

        Raises `UsageError` where a property is not of one type.
        """
        is_relationship = isinstance(next(elements()), Relationship)
        kind = "relationships" if is_relationship else "nodes"
        file = f"{kind}-{'-'.join(names)}.csv"
        option = f"--{kind}={':'.join(names)}=./{file}"  # 2026 takes no path without a directory
        ends = (":START_ID", ":END_ID") if is_relationship else ()
        return cls(file, option, elements, ends, *_read_through(elements(), file))

    def lines(self) -> Iterator[str]:
        """Yield the header and one record for each element, each with a line feed at its end.

        Raises `UsageError` for a list that the format cannot hold.
        """
        columns = [(key, *_COLUMNS[kind]) for key, kind in self.types.items()]
        yield ",".join([*self.ends, *(self._header(key, name) for key, name, _ in columns)]) + "\n"
        for element in self.elements():
            found = element.properties
            cells = [write(found[key]) if key in found else "" for key, _, write in columns]
            yield ",".join([*map(_quoted, _ends(element)), *cells]) + "\n"

    def _header(self, key: str, name: str) -> str:
        """A node's id is its property and what the ends of relationships name."""
        return "id:ID" if key == "id" and not self.ends else f"{key}:{name}"


def admin_csv(graph: StagedGraph, schema: Schema) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the name of each file and its text in pieces; equal graphs, equal files.

    The arguments come last, so that an export which broke off cannot be imported. Raises `UsageError` for
    what the format cannot hold.
    """
    tables = []
    for names, elements in graph.groups():
        tables.append(table := Table.of(names, elements))
        yield table.file, table.lines()
    yield CONSTRAINTS, (f"{constraint};\n" for constraint in constraints(schema.classes))
    yield ARGUMENTS, _arguments(tables)


def _arguments(tables: Iterable[Table]) -> Iterator[str]:
    yield _HEAD
    if multiline := [f"./{table.file}" for table in tables if table.is_multiline]:
        yield f"--multiline-fields-format=v2\n--multiline-fields={','.join(multiline)}\n"
    yield from (f"{table.option}\n" for table in tables)


def _read_through(elements: Iterable[Node | Relationship], file: str) -> tuple[dict[str, type], bool]:
    """The type of each property, and whether any text has a line break."""
    types: dict[str, type] = {}
    is_multiline = False
    for element in elements:
        for key, value in element.properties.items():
            if types.setdefault(key, type(value)) is not type(value):
                raise UsageError(
                    f"{file}: '{key}' of '{element.id}' is a {type(value).__name__}, of others a "
                    f"{types[key].__name__}, and a column has one type; give the attribute one datatype"
                )
            is_multiline |= any("\n" in text or "\r" in text for text in _texts(value))
    return dict(sorted(types.items())), is_multiline


def _ends(element: Node | Relationship) -> tuple[str, ...]:
    return (element.start, element.end) if isinstance(element, Relationship) else ()


def _texts(value: object) -> Iterable[str]:
    return value if isinstance(value, list) else (value,) if isinstance(value, str) else ()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _list(elements: list[str]) -> str:
    joined = _BETWEEN_ELEMENTS.join(elements)
    if not joined or joined.count(_BETWEEN_ELEMENTS) >= len(elements):
        raise UsageError(
            f"{elements!r}: neo4j-admin takes no list without text and no U+001F in a list; "
            "remove it, or load over Bolt with: bankgraph load --to"
        )
    return _quoted(joined)


_COLUMNS: Mapping[type, tuple[str, Callable[[Any], str]]] = MappingProxyType(
    {
        str: ("string", _quoted),
        list: ("string[]", _list),
        bool: ("boolean", lambda value: str(value).lower()),
        int: ("long", str),
        float: ("double", repr),
    }
)
"""How the import names each type of value, and how a value of it is written."""
