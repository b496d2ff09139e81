"""Where a text names the entities of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bankgraph.loaders.knowledge import Knowledge, Naming

from .texts import Text

Span = tuple[int, int]

FAR = 400
"""How many code points after a name a text may still speak of it by "the bank" or 该行."""


@dataclass(frozen=True)
class Mentions:
    """The mentions of entities in the text of one source.

    An entity is mentioned where one of its names stands, or the words by which the source introduces it.
    """

    knowledge: Knowledge
    source: str
    text: Text
    _found: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def of(self, entity: str) -> tuple[Span, ...]:
        """Return where the entity is mentioned, in the order of the text."""
        if entity not in self._found:
            words = {*self.knowledge.entities[entity].names} | self._introductions.get(entity, set())
            self._found[entity] = tuple(sorted({s for w in words for s in self.text.occurrences(w)}))
        return self._found[entity]

    def within(self, entity: str, span: Span) -> bool:
        """Whether a span mentions the entity."""
        return any(span[0] <= start and end <= span[1] for start, end in self.of(entity))

    def is_latest(self, entity: str, position: int) -> bool:
        """Whether the entity is the last of its class mentioned before a position.

        Where others of its class were mentioned too, it may not be far before.
        """
        before = [end for _, end in self.of(entity) if end <= position]
        rivals = [end for other in self._alike(entity) for _, end in self.of(other) if end <= position]
        return bool(before) and (not rivals or max(*rivals, position - FAR) <= before[-1])

    def of_its_class(self, entity: str, span: Span) -> set[str]:
        """Return the other entities of its class that a span mentions."""
        return {other for other in self._alike(entity) if self.within(other, span)}

    def cut_by(self, position: int) -> str | None:
        """Return a name of an entity that a position cuts, None where a mention starts or ends there."""
        if position in self._ends:
            return None
        return next((self.text.content[a:b] for a, b in self._names if a < position < b), None)

    @cached_property
    def _names(self) -> tuple[Span, ...]:
        names = {n for e in self._introductions for n in self.knowledge.entities[e].names}
        return tuple(sorted({span for name in names for span in self.text.occurrences(name)}))

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(end for entity in self._introductions for span in self.of(entity) for end in span)

    def _alike(self, entity: str) -> list[str]:
        entities = self.knowledge.entities
        cls = entities[entity].cls
        return [o for o in self._introductions if o != entity and entities[o].cls == cls]

    @cached_property
    def _introductions(self) -> Mapping[str, set[str]]:
        """The words by which this source introduces each entity that it names."""
        words: dict[str, set[str]] = defaultdict(set)
        for statement in self.knowledge.statements:
            if isinstance(statement, Naming):
                for piece in statement.evidence:
                    if piece.source == self.source:
                        words[statement.subject].add(self.text.content[piece.start : piece.end])
        return words
