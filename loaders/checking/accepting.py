"""Exceptions that a curator makes to a rule, each with a reason, and what none of them excepts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from bankgraph.loaders.declarations import Declaration
from bankgraph.loaders.reading import Curated, Declared
from bankgraph.ontology import Problem, suggestion

from .mentions import Span
from .rules import RULES, Kind

_OPEN_RULES = [name for name, rule in RULES.items() if rule.kind is not Kind.STRUCTURE]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The `accept:` of entities, statements and sources; remembers which of them were needed."""

    curated: Curated
    _used: set[tuple[int, str]] = field(default_factory=set)

    def excepts_statement(self, rule: str, declared: Declared) -> bool:
        """Whether a statement, or its source for the statement's span, is exempt from a rule."""
        return self._excepts(rule, declared.declaration) or any(
            self.excepts_span(rule, piece.source, (piece.start, piece.end))
            for piece in declared.statement.evidence
        )

    def excepts_entity(self, rule: str, entity: str) -> bool:
        """Whether an entity is exempt from a rule."""
        return self._excepts(rule, self.curated.entities[entity])

    def excepts_span(self, rule: str, source: str, span: Span) -> bool:
        """Whether a source exempts a span, or a longer one around it, from a rule."""
        for accepted in _of_source(self.curated.sources[source]):
            spans = accepted.spans("at", self.curated.knowledge.sources[source].characters)
            if accepted.values["rule"] == rule and any(a <= span[0] and span[1] <= b for a, b in spans):
                self._used.add((id(accepted.values), rule))
                return True
        return False

    def _excepts(self, rule: str, declaration: Declaration) -> bool:
        if rule not in _accepted(declaration):
            return False
        self._used.add((id(declaration.values), rule))
        return True

    def problems(self, read: Collection[str]) -> Iterator[Problem]:
        """Yield each exception to an unknown rule, and each that was not needed.

        Whether one to a rule of proof or coverage was needed is known only of the sources in `read`.
        """
        for declared in {id(d.declaration.values): d for d in self.curated.statements if not d.key}.values():
            is_read = declared.statement.evidence[0].source in read
            for rule in _accepted(declared.declaration):
                yield from self._problem(declared.declaration, ("accept", rule), rule, is_read)
        for declaration in self.curated.entities.values():
            for rule in _accepted(declaration):
                yield from self._problem(declaration, ("accept", rule), rule, True)
        for source, declaration in self.curated.sources.items():
            for accepted in _of_source(declaration):
                rule = str(accepted.values["rule"])
                yield from self._problem(accepted, ("rule",), rule, source in read)

    def _problem(
        self, declaration: Declaration, key: tuple[str, ...], rule: str, is_read: bool
    ) -> Iterator[Problem]:
        steps = (*declaration.steps, *key)
        if rule not in _OPEN_RULES:
            known = suggestion(rule, _OPEN_RULES)
            what = f"there is no rule '{rule}' to be excepted from{known}"
            yield declaration.file.problem(steps, what, "see: bankgraph check --explain")
        elif (id(declaration.values), rule) not in self._used and (
            is_read or RULES[rule].kind is Kind.CONSISTENCY
        ):
            yield declaration.file.problem(steps, f"nothing here breaks the rule '{rule}'", "remove it")


def _accepted(declaration: Declaration) -> dict[str, str]:
    accepted = declaration.values.get("accept")
    return accepted if isinstance(accepted, dict) else {}


def _of_source(declaration: Declaration) -> Iterator[Declaration]:
    return iter(list(declaration.each("accept")))
