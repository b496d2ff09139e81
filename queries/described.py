"""What a question does not name but describes, by words from the names in one fact of the graph.

“建行有多少AI场景” names a bank; the other words are, nearly all, those of one metric that this bank reports.
So a fact is looked for that holds all that is named, and all further words that say no idea; what else the
fact is about, and the question has most words of, is meant as well. The packs say then which of them
answers a question of these names and ideas (`meaning`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import groupby

from .facts import Fact, Facts
from .lexicon import EMPTY, lexicon
from .name_index import Named
from .names import Names
from .piece import Piece
from .wording import UNSAID, Wording, is_said, wording, wording_of

TOLD = "told"  # the idea of words that stand in the names of a fact
_FIGURE = Piece("", ideas=frozenset({"figure"}))  # what a metric says that is described and no pack asks for
RATIO = "ratio"  # the idea of shares
_LIST = {"list", "where", "which"}
_REPORTERS = {"bank", "who"}
NUMBERS = frozenset({"many", RATIO})
_SHARES = frozenset({RATIO, "accurate"})
_AMOUNTS = {"balance", "change", "draw", "fast", "figure", "income", "invest", "money", "trend"}
_FIGURES = NUMBERS | _SHARES | _AMOUNTS
_ENOUGH = 0.61  # of the words of a name
_ALMOST_ALL = 0.9  # of the name of a metric, where nothing is named
_ENOUGH_OF_KNOWN = 0.4  # of the name of a metric, where all else of the figure is named


class Vocabulary:
    """The words by which the things of some facts may be described."""

    def __init__(self, facts: Facts, near: Iterable[Fact], names: Names) -> None:
        self._facts = facts
        ids = {i for fact in near for i in fact.members if i == fact.metric or facts.are_few(i)}
        self._wording = wording_of(thing for i in sorted(ids) for thing in names.index.with_id(i))

    def may_have(self, pieces: Sequence[Piece], written: str) -> bool:
        """Whether a text that is these pieces may be words of a name, or some Chinese characters of one.

        It says no idea, has no word without content, and names nothing but what little is stated of.
        """
        is_free = all(p.named and all(self._facts.are_few(t.id) for t in p.named) for p in pieces)
        is_bare = all(EMPTY not in lexicon().get(word, ()) for word in written.split())
        return is_free and is_bare and self._wording.has(written) and not is_said(written)


def readable(cut: Sequence[Piece], facts: Facts, names: Names) -> Iterator[tuple[float, list[Piece]]]:
    """Yield the cuts of names and ideas that a cut with words of facts comes to, and how like it each is."""
    named = [piece for piece in cut if piece.named]
    if any(len(p.named) > 1 for p in named) and sum(bool(p.named) or TOLD in p.ideas for p in cut) < 2:
        return  # nothing says which of several it is
    near = facts.about(thing.id for piece in named for thing in piece.named)
    held = [
        _Held(cut, fact, facts, names)
        for fact in near
        if all(any(thing.id in fact.members for thing in piece.named) for piece in named)
    ]
    for one in held if _asks_once(cut) else ():
        if one.is_whole:
            yield from one.cuts()
    if named:
        yield from _together(cut, [one for one in held if one.is_described])


def _asks_once(cut: Sequence[Piece]) -> bool:
    """Whether one number is asked for: “占员工的多大比例”, and not “有多少，占百分之几”."""
    said = [piece.ideas for piece in cut if EMPTY not in piece.ideas]
    numbers = [[*some] for is_number, some in groupby(said, lambda i: bool(i & NUMBERS)) if is_number]
    return len(numbers) < 2 or all(any(RATIO in ideas for ideas in some) for some in numbers)


def _together(cut: Sequence[Piece], held: Sequence[_Held]) -> Iterator[tuple[float, list[Piece]]]:
    """Yield what several figures of one thing come to."""
    told = {piece.text for piece in cut if TOLD in piece.ideas}
    for piece in cut:
        for thing in piece.named:
            figures = [one for one in held if thing.id in one.fact.members]
            spoken = {text for one in figures for text in one.spoken}
            is_hub = any(one.facts.is_of_hubs(thing.id) for one in figures)
            if len(figures) > 1 and told <= spoken and not is_hub:
                yield 0.0, [_meaning(piece, thing), _FIGURE, *_freed(cut, _is_in(spoken))]


def _is_in(texts: Set[str]) -> Callable[[Piece], bool]:
    return lambda piece: piece.text in texts


def _freed(cut: Sequence[Piece], is_free: Callable[[Piece], bool]) -> list[Piece]:
    """The pieces that say ideas; those that are free say nothing more."""
    said = [piece for piece in cut if not piece.named and TOLD not in piece.ideas]
    return [p._replace(ideas=frozenset({EMPTY})) if p.ideas and is_free(p) else p for p in said]


def _meaning(piece: Piece | None, thing: Named) -> Piece:
    """A piece that means this thing: what named it, or nothing where it is described."""
    return Piece(piece.text if piece else " ", (thing,))


class _Held:
    """What one fact has of a cut."""

    def __init__(self, cut: Sequence[Piece], fact: Fact, facts: Facts, names: Names) -> None:
        self.cut = cut
        self.fact = fact
        self.facts, self.names = facts, names
        self.things = {i: thing for i in fact.members for thing in names.index.with_id(i)}
        self.named = {t.id: p for p in cut for t in p.named if t.id in self.things}
        self.words = {i: wording(thing) for i, thing in self.things.items()}

    @cached_property
    def spoken(self) -> Sequence[str]:
        """The parts of the cut that it has."""
        return [p.text for p in self.cut if p.named or any(w.has(p.text) for w in self.words.values())]

    @cached_property
    def named_as(self) -> Sequence[str]:
        """All names of what is named, but of the owner of all there is."""
        return [name for i in self.named if not self.facts.is_of_hubs(i) for name in self.words[i].names]

    @cached_property
    def ideas(self) -> frozenset[str]:
        """The ideas of the cut that a name may say."""
        return self.said - UNSAID

    @cached_property
    def said(self) -> frozenset[str]:
        """The ideas of the cut."""
        return frozenset[str]().union(*(p.ideas for p in self.cut))

    @cached_property
    def likeness(self) -> Mapping[str, float]:
        """How like the cut each thing is that the fact is about."""
        return {i: self._likeness(thing) for i, thing in self.things.items()}

    @property
    def is_described(self) -> bool:
        """Whether it is a figure of a metric that the question has most words of."""
        return bool(self.fact.metric) and self._is_meant(self.fact.metric) and self._is_of_that_kind()

    @property
    def is_whole(self) -> bool:
        """Whether it has every word that says no idea; of a figure, not in the name of who reports it."""
        members = {self.fact.metric, self.fact.other, *self.named} if self.fact.metric else self.things
        return self._says_all(i for i in members if i in self.things) and self._is_of_that_kind()

    def cuts(self) -> Iterator[tuple[float, list[Piece]]]:
        """Yield what it comes to, and how like the question that is."""
        if metric := self.fact.metric:
            if self._is_meant(metric):
                yield from self._of_figure(metric)
            return
        meant = [i for i in self.things if self._is_meant(i)]
        if not self._says_all(meant):
            return
        own = self._own(meant) if len(meant) > 1 else None
        is_named = len(meant) > 1 and all(i in self.named for i in meant)
        if own or is_named or any(map(self.facts.are_few, meant)):
            yield self._cut(meant)
        if own:
            yield self._score(meant), self._cut([own])[1]

    def _of_figure(self, metric: str) -> Iterator[tuple[float, list[Piece]]]:
        subject, _, other = self.fact
        is_about = other in self.named and len(self.named[other].named) == 1
        yield self._cut([subject, metric] if is_about or self._is_meant(subject) else [metric])
        for worth, thing in ((0.4, other), (0.5, subject)):
            if thing and self._is_meant(thing) and not self.facts.is_of_hubs(thing):
                score, pieces = self._cut([thing])
                yield score * worth, [*pieces, _FIGURE]

    def _cut(self, meant: Sequence[str]) -> tuple[float, list[Piece]]:
        order = [*self.named]
        ranked = sorted(meant, key=lambda i: order.index(i) if i in order else len(order))
        pieces = [_meaning(self.named.get(i), self.things[i]) for i in ranked]
        return self._score(meant), [*pieces, *self._others(meant)]

    def _score(self, meant: Sequence[str]) -> float:
        return sum(self.likeness[i] for i in meant)

    def _others(self, meant: Iterable[str]) -> list[Piece]:
        """What says ideas. What a figure has words for, or those that are meant, need not say one."""
        metric = self.fact.metric
        words = [self.words[i] for i in (self.things if metric else meant) if not self.facts.is_of_hubs(i)]
        said = self.words[metric].ideas - UNSAID if metric else frozenset[str]()
        return _freed(self.cut, lambda p: bool(p.ideas & said) or any(w.has(p.text) for w in words))

    def _says_all(self, ids: Iterable[str]) -> bool:
        """Whether the words that say no idea stand in the names of these."""
        words = [self.words[i] for i in ids]
        return all(any(w.has(p.text) for w in words) for p in self.cut if TOLD in p.ideas)

    def _own(self, meant: Sequence[str]) -> str | None:
        """The one of two things that is in the other one, and has to do with no other of that kind."""
        hubs = [i for i in meant if self.facts.is_of_hubs(i)]
        if len(hubs) == 1:
            owner = hubs[0]
        elif not hubs and all(i in self.named for i in meant):
            owner = self.fact.other
        else:
            return None
        own = next(i for i in meant if i != owner)
        ids = {i for fact in self.facts.about([own]) for i in fact.members} - {own}
        kin = {n.id for i in ids for n in self.names.index.with_id(i) if n.cls == self.things[owner].cls}
        return own if kin == {owner} else None

    def _is_of_that_kind(self) -> bool:
        """Whether a share is asked for where the figure is one, and only there; and a figure, not a list."""
        if not (metric := self.things.get(self.fact.metric)):
            return True
        of_whom = self.fact.subject in self.named or self.said.isdisjoint(_REPORTERS)
        is_list = bool(self.said & _LIST) and of_whom and self.said.isdisjoint(_FIGURES)
        is_share = RATIO in self.words[metric.id].ideas
        is_asked = is_share == bool(self.ideas & _SHARES) or self._is_of_a_part()
        return not is_list and (metric.id in self.named or is_asked)

    def _is_of_a_part(self) -> bool:
        """Whether what reports a figure is no hub, and all of it is named: “how many” may be a share then."""
        subject, _, other = self.fact
        return {subject, other} <= {*self.named} and not self.facts.is_of_hubs(subject)

    def _is_meant(self, identifier: str) -> bool:
        enough = _ENOUGH
        if identifier == self.fact.metric:
            is_known = {self.fact.subject, self.fact.other} <= {*self.named}
            enough = _ENOUGH_OF_KNOWN if is_known else _ENOUGH if self.named else _ALMOST_ALL
        return identifier in self.named or self.likeness.get(identifier, 0.0) >= enough

    def _likeness(self, thing: Named) -> float:
        words: Wording = self.words[thing.id]
        if thing.id in self.named:
            return 1.0
        if thing.id == self.fact.metric:
            likeness = words.likeness(self.spoken, self.ideas)
            return likeness and words.likeness([*self.spoken, *self.named_as], self.ideas)
        is_told = any(words.has(p.text) for p in self.cut if TOLD in p.ideas)
        return words.likeness(self.spoken, frozenset()) if is_told and self.facts.are_few(thing.id) else 0.0
