"""What statements are made of: evidence, figures, changes, periods and qualifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from json.encoder import encode_basestring
from operator import attrgetter, lt

from bankgraph.stores.graph import canonical

COMPARATORS = ("=", ">", ">=", "<", "<=", "~")
"""How a figure relates to the true value; `~` is "about"."""

quoted = encode_basestring
"""A text as canonical JSON."""


def setters(cls: type) -> list[Callable[[object, object], None]]:
    """Return what fills the slots of a frozen class: in half the time of the way that dataclasses take."""
    return [vars(cls)[f.name].__set__ for f in fields(cls)]


@dataclass(frozen=True, slots=True, init=False)
class Evidence:
    """Where a source states something: code points `start` to `end` (exclusive) of its text.

    `as_written` is the figure's own characters there, None for a statement without a figure.
    """

    source: str
    start: int
    end: int
    as_written: str | None = None

    def __init__(self, source: str, start: int, end: int, as_written: str | None = None) -> None:
        if not 0 <= start < end:
            raise ValueError(f"a span runs from a lower to a higher position, not {start} to {end}")
        set_source, set_start, set_end, set_written = _EVIDENCE
        set_source(self, source)
        set_start(self, start)
        set_end(self, end)
        set_written(self, as_written)

    def __str__(self) -> str:
        """Return the W3C fragment form with an RFC 5147 position: `source#char=start,end`."""
        return f"{self.source}#char={self.start},{self.end}"


_EVIDENCE = setters(Evidence)


def ordered(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence in the order of sources and spans, each span once: as written where one knows how."""
    pieces = tuple(evidence)
    sources = [piece.source for piece in pieces]
    if all(map(lt, sources, sources[1:])):  # as a rule: sources are read in order
        return pieces
    found: dict[tuple[str, int, int], Evidence] = {}
    for piece in pieces:
        known = found.setdefault(_span(piece), piece)
        if _written(piece) < _written(known):
            found[_span(piece)] = piece
    return tuple(found[span] for span in sorted(found))


_span: Callable[[Evidence], tuple[str, int, int]] = attrgetter("source", "start", "end")


def _written(piece: Evidence) -> tuple[bool, str]:
    return piece.as_written is None, piece.as_written or ""


@dataclass(frozen=True, slots=True, init=False)
class Quantity:
    """A figure with its bound, as written (`value`, `unit`) and canonical."""

    value: Decimal
    unit: str
    comparator: str
    canonical_value: Decimal
    canonical_unit: str

    def __init__(
        self, value: Decimal, unit: str, comparator: str, canonical_value: Decimal, canonical_unit: str
    ) -> None:
        if comparator not in COMPARATORS:
            raise ValueError(f"a comparator is one of {', '.join(COMPARATORS)}, not {comparator!r}")
        set_value, set_unit, set_comparator, set_canonical_value, set_canonical_unit = _QUANTITY
        set_value(self, value)
        set_unit(self, unit)
        set_comparator(self, comparator)
        set_canonical_value(self, canonical_value)
        set_canonical_unit(self, canonical_unit)

    @property
    def content(self) -> str:
        """What two ways of writing the same figure share, as canonical JSON."""
        value = _plain(self.canonical_value)
        return f"[{quoted(value)},{quoted(self.canonical_unit)},{quoted(self.comparator)}]"


_QUANTITY = setters(Quantity)


@dataclass(frozen=True, slots=True)
class Change:
    """By how much a figure changed, and against what."""

    quantity: Quantity
    basis: str
    baseline: str | None = None

    @property
    def content(self) -> str:
        """What two ways of writing the same change share, as canonical JSON."""
        return f"{self.quantity.content[:-1]},{quoted(self.basis)},{quoted_or_null(self.baseline)}]"


@dataclass(frozen=True, slots=True)
class Period:
    """An EDTF date or interval with its first and last day (ISO 8601); None at an open end."""

    edtf: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What narrows a statement: its period, and the ontology's other qualifiers by name.

    `content` is the part that tells one statement from another, as canonical JSON: how the period was found
    is not in it.
    """

    period: Period | None = None
    inferred: bool = False
    others: Mapping[str, str] = field(default_factory=dict)
    content: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        dated = {"period": self.period.edtf} if self.period else {}
        object.__setattr__(self, "content", canonical({**self.others, **dated}))


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def quoted_or_null(text: str | None) -> str:
    """Return a text, or what stands for none, as canonical JSON."""
    return "null" if text is None else quoted(text)
