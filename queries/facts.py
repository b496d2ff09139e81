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
_MOST = 5_000  # entities; of a larger graph, no facts are known here


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
    """The facts of a store's graph, each once; none of a large one. What asks the store raises as it does."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def all(self) -> list[Fact]:
        """All facts."""
        return [Fact(*row[:3]) for row in self._rows]

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

    def is_metric(self, cls: str) -> bool:
        """Whether there are figures of things of this class."""
        return cls in self._metrics

    def answers(self, pack: Pack, parameters: Mapping[str, str]) -> bool:
        """Whether a pack with these parameters has a row. Raises as `answer` does."""
        return bool(answer(pack, parameters, self._store).rows.rows)

    @cached_property
    def _rows(self) -> list[list[str]]:
        """Subject, metric, other thing of each fact; the classes of the first, the last and the metric."""
        ((entities,),) = self._store.recall(lookup("size")).rows
        if not isinstance(entities, int) or entities > _MOST:
            return []
        rows = self._store.recall(lookup("facts")).rows
        return [["" if value is None else str(value) for value in row] for row in rows]

    @cached_property
    def _by_id(self) -> Mapping[str, list[Fact]]:
        found = defaultdict(list)
        for fact in self.all:
            for identifier in fact.members:
                found[identifier].append(fact)
        return found

    @cached_property
    def _classes(self) -> Mapping[str, str]:
        return {row[end]: row[cls] for row in self._rows for end, cls in ((0, 3), (2, 4))}

    @cached_property
    def _metrics(self) -> set[str]:
        return {row[5] for row in self._rows if row[5]}

    @cached_property
    def _hubs(self) -> set[str]:
        many = (i for i, facts in self._by_id.items() if len(facts) > _MANY)
        return {self._classes[i] for i in many if i in self._classes}
