"""Proof: each span says what its statement says.

Every rule yields what is wrong with one statement of one file, or counts that it held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bankgraph.loaders.knowledge import Change, Evidence, Naming, Observation, Quantity, Relation, Source
from bankgraph.loaders.reading import Curated, Declared
from bankgraph.ontology import Schema

from .dates import Dated, dates
from .figures import Figures, Written
from .mentions import Mentions, Span
from .texts import Text, same

_MARK = re.compile(r"[，；。！？、;!?]|[,.](?!\d)")

_NEARBY = 200
"""How many code points before a span a time may be named from which its period is inferred."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a rule held for a statement. `key` is where the file says what is wrong, None: as a whole."""

    rule: str
    wrong: str | None = None
    mend: str = ""
    key: str | None = None


@dataclass(frozen=True)
class Page:
    """A source with its text, and what the rules need to know of it."""

    curated: Curated
    source: Source
    text: Text
    schema: Schema

    @cached_property
    def figures(self) -> tuple[Written, ...]:
        """The figures of the text."""
        return tuple(Figures(self.schema).of(self.text))

    @cached_property
    def dates(self) -> tuple[Dated, ...]:
        """The times that the text names, without those that a change is measured against (较上年末)."""
        bases = self.schema.attributes["change_basis"]
        words = [word for basis in bases.against for word in bases.words[basis]]
        against = [span for word in words for span in self.text.occurrences(word)]
        named = dates(self.text, date.fromisoformat(self.source.published))
        return tuple(d for d in named if not any(a <= d.start and d.end <= b for a, b in against))

    @cached_property
    def mentions(self) -> Mentions:
        """Where the text names entities."""
        return Mentions(self.curated.knowledge, self.source.id, self.text)


def prove(declared: Declared, page: Page) -> Iterator[Verdict]:
    """Yield a verdict for each rule that concerns a statement of a source whose text is at hand."""
    statement = declared.statement
    spans = [(piece.start, piece.end) for piece in statement.evidence]
    wrong = [what for span in spans for what in _wrong_span(span, page)]
    yield Verdict("span", "; ".join(wrong) or None, "give positions of the text", "at")
    if wrong:
        return
    if isinstance(statement, Naming):
        yield _name(statement, page)
        return
    if isinstance(statement, Observation):
        for piece in statement.evidence:
            yield from _figure(statement, piece, page)
    yield from _period(declared, spans, page)
    yield from _named(declared, spans, page)


def _wrong_span(span: Span, page: Page) -> Iterator[str]:
    if len(page.text.content) != page.source.characters:
        yield f"the text has {len(page.text.content)} code points, not {page.source.characters}"
        return
    words = page.text.content[slice(*span)]
    if words != words.strip():
        yield f"the span {words!r} starts or ends in white space"
    if any(map(page.text.splits_word, span)):
        yield f"the span {words!r} starts or ends inside a word"
    for name in filter(None, map(page.mentions.cut_by, span)):
        yield f"the span {words!r} starts or ends inside the name {name!r}"
    if any(w.number_start < position < w.number_end for w in page.figures for position in span):
        yield f"the span {words!r} starts or ends inside a number"


def _name(statement: Naming, page: Page) -> Verdict:
    names = page.curated.knowledge.entities[statement.subject].names
    for piece in statement.evidence:
        words = page.text.content[piece.start : piece.end]
        if not any(same(words, name) for name in names):
            what = f"{words!r} is no name of '{statement.subject}'"
            return Verdict("name", what, f"move the span to a name, or add {words!r} to its aliases")
    return Verdict("name")


def _figure(statement: Observation, piece: Evidence, page: Page) -> Iterator[Verdict]:
    quoted = list(_quoted(piece, page))
    said = statement.quantity or (statement.change and statement.change.quantity)
    assert said  # noqa: S101  # an observation has one of the two
    if not quoted:
        words = f"as_written {piece.as_written!r} is" if piece.as_written else "without as_written there is"
        what = f"{words} no figure in the span"
        yield Verdict("figure", what, "quote the figure as the text writes it, with its unit", "as_written")
        return
    equal = [w for w in quoted if _is_equal(w, said, page)]
    if statement.quantity:
        equal = [w for w in equal if w.below_zero == (said.value < 0)]
    what = f"the text says {piece.as_written!r}, the statement {said.value} {said.unit}"
    yield Verdict("figure", None if equal else what, "mend value and unit, or as_written", "value")
    if equal:
        yield _bound(equal, said, page)
    if statement.change:
        inside = [w for w in page.figures if piece.start <= w.number_start and w.number_end <= piece.end]
        rest = [w for w in inside if w not in equal] if statement.quantity else quoted
        yield from _change(statement.change, rest, piece, page)


def _quoted(piece: Evidence, page: Page) -> Iterator[Written]:
    """The figures whose number stands in the words of `as_written`, wherever these stand in the span."""
    words = piece.as_written or ""
    for start, end in page.text.occurrences(words):
        if piece.start <= start and end <= piece.end:
            yield from (w for w in page.figures if start <= w.number_start and w.number_end <= end)


def _is_equal(written: Written, said: Quantity, page: Page) -> bool:
    unit = page.schema.unit_by_name[said.unit]
    of_unit = written.unit.canonical == unit.canonical if written.unit else _is_tacit(unit.canonical, page)
    return of_unit and not written.is_foreign and written.canonical == abs(said.canonical_value)


def _is_tacit(canonical: str, page: Page) -> bool:
    return page.schema.units[canonical].tacit


def _bound(equal: list[Written], said: Quantity, page: Page) -> Verdict:
    signs = {w.comparator for w in equal}
    if said.comparator in signs:
        return Verdict("bound")
    words = page.text.content[equal[0].start : equal[0].end]
    what = f"the text says {words!r}, which is {' or '.join(sorted(signs))} and not {said.comparator}"
    return Verdict("bound", what, "mend the comparator", "comparator")


def _change(change: Change, written: list[Written], piece: Evidence, page: Page) -> Iterator[Verdict]:
    said = change.quantity
    falls = said.value < 0
    equal = [w for w in written if _is_equal(w, said, page) and (w.is_fall or w.below_zero) == falls]
    if not equal:
        what = f"the span does not say a change of {said.value} {said.unit}"
        yield Verdict("change", what, "mend the change, or widen the span", "change")
        return
    signs = {w.comparator for w in equal}
    if said.comparator not in signs:
        what = f"the change is {' or '.join(sorted(signs))} and not {said.comparator} {said.value}"
        yield Verdict("change", what, "mend its comparator", "change")
        return
    what = f"its clause does not say that the change is {change.basis} ({change.baseline or 'no baseline'})"
    is_said = any(_is_against(change, _clause(w, piece, page), page) for w in equal)
    yield Verdict("change", None if is_said else what, "mend the basis, or widen the span", "change")


def _is_against(change: Change, clause: Span, page: Page) -> bool:
    """Whether a clause names the basis of a change and its baseline, and no other basis."""
    bases = page.schema.attributes["change_basis"]
    others = [word for basis in bases.against if basis != change.basis for word in bases.words[basis]]
    own = bases.words[change.basis]
    if change.baseline:
        return _stands((change.baseline,), clause, page) and _stands(own, clause, page)
    return _stands(own, clause, page) if own else not _stands(others, clause, page)


def _stands(words: Iterable[str], clause: Span, page: Page) -> bool:
    """Whether one of these words stands in a clause."""
    found = (span for word in words for span in page.text.occurrences(word))
    return any(clause[0] <= start and end <= clause[1] for start, end in found)


def _clause(written: Written, piece: Evidence, page: Page) -> Span:
    """The part of a citation around a figure, from one mark of punctuation to the next."""
    marks = [m.start() for m in _MARK.finditer(page.text.folded, piece.start, piece.end)]
    start = max((m + 1 for m in marks if m < written.start), default=piece.start)
    return start, min((m for m in marks if m >= written.end), default=piece.end)


def _period(declared: Declared, spans: list[Span], page: Page) -> Iterator[Verdict]:
    statement = declared.statement
    assert not isinstance(statement, Naming)  # noqa: S101
    period, inferred = statement.qualifiers.period, statement.qualifiers.inferred
    inside = [d for span in spans for d in _dates_within(span, page) if not _is_baseline(d, statement, page)]
    inside = [d for d in inside if not any(_is_quoted(d, piece, page) for piece in statement.evidence)]
    written = [d for d in inside if d.complete]
    if period is None:
        if isinstance(statement, Observation) and inside:
            words = page.text.content[inside[0].start : inside[0].end]
            yield Verdict("period", f"the span says {words!r}, the statement has no period", "add period:")
        return
    sought = period.edtf.replace("~", "").replace("?", "").replace("%", "")
    is_written = any(sought in d.readings for d in written)
    if is_written or not inferred:
        what = (
            f"the span does not say {period.edtf}" if not is_written else "the period is written in the span"
        )
        mend = "mend the period, or add period_inferred: true" if not is_written else "drop period_inferred"
        yield Verdict("period", what if inferred or not is_written else None, mend, "period")
        return
    near = inside or [d for start, _ in spans for d in _before(start, page)]
    what = f"{period.edtf} does not follow from the times that the text names in or before the span"
    is_near = any(sought in d.readings for d in near)
    yield Verdict("period", None if is_near else what, "mend the period, or leave it out", "period")


def _dates_within(span: Span, page: Page) -> Iterable[Dated]:
    return [d for d in page.dates if span[0] <= d.start and d.end <= span[1]]


def _is_baseline(dated: Dated, statement: Relation | Observation, page: Page) -> bool:
    """Whether a time is the one that the statement's change is measured against."""
    change = statement.change if isinstance(statement, Observation) else None
    return bool(change and change.baseline and page.text.content[dated.start : dated.end] in change.baseline)


def _is_quoted(dated: Dated, piece: Evidence, page: Page) -> bool:
    """Whether what looks like a time is part of the figure: 2000 applications."""
    return bool(piece.as_written) and any(
        start <= dated.start and dated.end <= end
        for start, end in page.text.occurrences(piece.as_written or "")
    )


def _before(position: int, page: Page) -> Iterable[Dated]:
    """The times named shortly before a position: in its own paragraph, if there are any."""
    paragraph = page.text.content.rfind("\n", 0, position)
    near = [d for d in page.dates if position - _NEARBY <= d.end <= position]
    return [d for d in near if d.start > paragraph] or near


def _named(declared: Declared, spans: list[Span], page: Page) -> Iterator[Verdict]:
    statement = declared.statement
    ends = {"subject": statement.subject}
    if isinstance(statement, Observation):
        ends |= {"about": statement.about} if statement.about else {}
    elif not isinstance(statement, Naming):
        ends |= {"object": statement.target}
    for rule, entity in ends.items():
        pointer = f"{rule}_at"
        if declared.declaration.has(pointer):
            yield _pointed(rule, entity, declared, page)
            continue
        others = {*ends.values()} - {entity}
        is_named = any(
            page.mentions.within(entity, span)
            or (
                page.mentions.is_latest(entity, span[0])
                and not page.mentions.of_its_class(entity, span) - others
            )
            for span in spans
        )
        what = f"the span does not name '{entity}', nor is it the one of its class that was named last"
        mend = f"widen the span, or add {pointer}: [start, end]"
        yield Verdict(rule, None if is_named else what, mend, rule)


def _pointed(rule: str, entity: str, declared: Declared, page: Page) -> Verdict:
    """Whether the words that a statement points to name the entity."""
    pointer = f"{rule}_at"
    for span in declared.declaration.spans(pointer, page.source.characters):
        if not page.mentions.within(entity, span):
            what = f"{page.text.content[slice(*span)]!r} does not name '{entity}'"
            return Verdict(rule, what, f"mend {pointer} or the {rule}", pointer)
    return Verdict(rule)
