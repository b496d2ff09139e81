"""Answers that are worked out when a graph is built, while its engine is warm, to be there at once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from bankgraph.ontology import ENTITY
from bankgraph.stores import Progress, Store

from .answering import answer, citations
from .cards import card
from .facts import Facts
from .name_index import Named, NameIndex, keep
from .pack import Pack


def prepare(store: Store, packs: Collection[Pack], seconds: float, progress: Progress) -> None:
    """Keep a store's names and facts, and for so long the answers that people are likely to ask for.

    First every pack with its defaults, then thing by thing its card and what the packs about one thing say
    of it, in the order of how many packs ask about its class; what those about two say of who reports a
    figure and its metric comes with the reporter. Nothing is done where a store keeps nothing. Raises as
    `Store.query` does.
    """
    if store.kept is None:
        return
    index = NameIndex.of(store)
    until = time.monotonic() + seconds
    with store.kept.together():
        keep(index, store.kept)
        tasks = [*_tasks(store, packs, index, Facts(store))]
        for done, task in enumerate(tasks):
            if time.monotonic() > until:
                return
            task()
            progress(done + 1, len(tasks))


def plan(store: Store, packs: Collection[Pack]) -> None:
    """Let the engine of a store that keeps answers plan every pack once.

    What an engine leaves for later starts then has all that planning takes. Raises as `Store.explain` does.
    """
    for pack in packs if store.kept else ():
        store.explain(pack.cypher, {p.name: p.default for p in pack.parameters})


def _tasks(
    store: Store, packs: Collection[Pack], index: NameIndex, facts: Facts
) -> Iterator[Callable[[], object]]:
    """Yield what to work out, the likeliest first."""
    for pack in packs:
        if all(p.default is not None for p in pack.parameters):
            yield partial(_answered, pack, (), store)
    asked_about = Counter(p.type for pack in packs for p in pack.parameters)
    metrics = {named: _metrics(facts, named.id, index) for named in index.by_id.values()}
    for named in sorted(index.by_id.values(), key=lambda n: (-asked_about[n.cls], n.cls, n.id)):
        if ENTITY in named.labels:
            yield partial(card, store, named.id)
        for things in ((named,), *((named, metric) for metric in metrics[named])):
            yield from (
                partial(_answered, pack, things, store) for pack in packs if _asks_about(pack, things)
            )


def _metrics(facts: Facts, subject: str, index: NameIndex) -> list[Named]:
    """The metrics of which this thing reports a figure."""
    reported = dict.fromkeys(f.metric for f in facts.about([subject]) if f.metric and f.subject == subject)
    return [index.by_id[metric] for metric in reported]


def _asks_about(pack: Pack, things: Sequence[Named]) -> bool:
    """Whether a pack's parameters for things are of their classes; of two, none may be of a wider one."""
    wanted = [p.type for p in pack.parameters if p.names_a_thing]
    kinds = [{thing.cls} if len(things) > 1 else {*thing.labels} for thing in things]
    return len(wanted) == len(kinds) and all(w in kind for w, kind in zip(wanted, kinds, strict=True))


def _answered(pack: Pack, things: Sequence[Named], store: Store) -> None:
    """Answer a pack with these things, and with the defaults for all else."""
    wanted = (p.name for p in pack.parameters if p.names_a_thing)
    given = dict(zip(wanted, (thing.id for thing in things), strict=False))
    citations(answer(pack, given, store).rows, store)
