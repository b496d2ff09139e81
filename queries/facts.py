"""What each fact of a graph is about, by id: enough to know which things are stated of one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from bankgraph.stores import Store

from .answering import answer
from .lookups import lookup
from .pack import Pack

_FEW = 8
_MANY = 50
_MOST = 20_000  # facts; of a larger graph, none are known here


class Fact(NamedTuple):
    """A relation between two things, or a figure of a metric that may be about another one; '' for none."""

    subject: str
    metric: str
    other: str

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of what it is about."""
        return tuple(filter(None, self))


class Facts:
    """The facts of a graph, each once."""

    def __init__(self, facts: Iterable[Fact], classes: Mapping[str, str], store: Store) -> None:
        self.all = [*facts]
        self._classes = classes
        self._store = store
        self._by_id: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.all:
            for identifier in fact.members:
                self._by_id[identifier].append(fact)

    @classmethod
    def of(cls, store: Store) -> Facts:
        """Return the facts of a store's graph, none of a large one. Raises as `Store.query` does."""
        rows = store.recall(lookup("facts")).rows
        rows = rows if len(rows) <= _MOST else ()
        texts = [["" if value is None else str(value) for value in row] for row in rows]
        classes = {row[end]: row[cls_of] for row in texts for end, cls_of in ((0, 3), (2, 4))}
        return cls((Fact(*row[:3]) for row in texts), classes, store)

    def about(self, identifiers: Iterable[str]) -> list[Fact]:
        """Return the facts about one of these things; all, where there is none."""
        asked = set(identifiers)
        return [*{f: None for i in asked for f in self._by_id.get(i, ())}] if asked else self.all

    def are_few(self, identifier: str) -> bool:
        """Whether so little is stated of a thing, and of its class, that a part of its name may mean it."""
        return len(self._by_id.get(identifier, ())) <= _FEW and not self.is_of_hubs(identifier)

    def is_of_hubs(self, identifier: str) -> bool:
        """Whether this is of a class of which much is stated of one thing, such as banks."""
        return self._classes.get(identifier) in self._hubs

    @cached_property
    def _hubs(self) -> set[str]:
        return {
            self._classes[i] for i, facts in self._by_id.items() if len(facts) > _MANY and i in self._classes
        }

    def answer(self, pack: Pack, parameters: Mapping[str, str]) -> bool:
        """Whether they answer a pack's question. Raises as `Store.query` does."""
        return bool(answer(pack, parameters, self._store).rows.rows)
