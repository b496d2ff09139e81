"""What a page shows, in plain values: entities, what is said of them, and where it is said."""

from dataclasses import dataclass

from bankgraph.ontology import Label, NodeClass


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """The characters `start` to `end` (code points, end exclusive) of a source; -1 where not known."""

    source: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts are cited from. A part that is not known is ''."""

    id: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One named value, such as a qualifier. `entity` is the id of the entity it speaks of, or ''."""

    label: Label
    value: Label
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the picture. `type` is the name of its class; `citations` say where it is first named.

    `readings` are the sounds of its Chinese names, syllables apart.
    """

    id: str
    type: str
    name: Label
    aliases: tuple[str, ...]
    readings: tuple[str, ...]
    description: Label
    details: tuple[Detail, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure as it is compared: its value in the canonical unit, None where only a change was reported.

    `comparator` is '' or "=" for the value itself, and a sign for a bound. `when` is its period in words,
    '' where the source gives none. `kind` is '' for what was reported and says so where it is a forecast.
    """

    value: float | None
    unit: Label
    comparator: str
    when: Label
    kind: Label


@dataclass(frozen=True, slots=True)
class Statement:
    """An edge of the picture, from `subject` to `object` (entity ids).

    For a reported figure `object` is the metric, `figure` the figure in words, `period` its time in
    words ('' where the source gives none), `about` the ids of what it is limited to, and `measure`
    what it is compared by. For a relation `figure` and `measure` are None. `span` is the first and the
    last day for which it holds, '' where that is open or not known.
    """

    subject: str
    predicate: Label
    inverse: Label
    object: str
    figure: Label | None
    measure: Measure | None
    period: Label
    span: tuple[str, str]
    about: tuple[str, ...]
    details: tuple[Detail, ...]
    citations: tuple[Citation, ...]

    @property
    def label(self) -> Label:
        """What the edge says: the figure and its period, or else the predicate."""
        if self.figure is None or not self.period.en:
            return self.figure or self.predicate
        return Label(f"{self.figure.zh} · {self.period.zh}", f"{self.figure.en} · {self.period.en}")


@dataclass(frozen=True, slots=True)
class Picture:
    """Entities and sources by id, statements by their ends, and the classes of the entities.

    Every id that a statement names as its end is among the entities, and every id that a citation
    names is among the sources.
    """

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    classes: tuple[NodeClass, ...]
