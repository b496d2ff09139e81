"""Answers that are worked out when a graph is built, while its engine is warm, to be there at once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import partial

from bankgraph.ontology import ENTITY
from bankgraph.stores import Progress, Store

from .answering import answer, citations
from .cards import card
from .facts import Facts
from .name_index import NameIndex, keep
from .pack import Pack


def prepare(store: Store, packs: Collection[Pack], seconds: float, progress: Progress) -> None:
    """Keep a store's names and facts, and for so long the answers that people are likely to ask for.

    First every pack with its defaults, then thing by thing its card and what the packs with one parameter
    say of it, in the order of how many packs ask about its class. Nothing is done where a store keeps
    nothing. Raises as `Store.query` does.
    """
    if store.kept is None:
        return
    index = NameIndex.of(store)
    until = time.monotonic() + seconds
    with store.kept.together():
        keep(index, store.kept)
        _ = Facts(store).all  # asked once, it is kept
        tasks = [*_tasks(store, packs, index)]
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


def _tasks(store: Store, packs: Collection[Pack], index: NameIndex) -> Iterator[Callable[[], object]]:
    """Yield what to work out, the likeliest first."""
    for pack in packs:
        if all(p.default is not None for p in pack.parameters):
            yield partial(_answered, pack, None, store)
    asked_about = Counter(p.type for pack in packs for p in pack.parameters)
    for named in sorted(index.by_id.values(), key=lambda n: (-asked_about[n.cls], n.cls, n.id)):
        if ENTITY in named.labels:
            yield partial(card, store, named.id)
        for pack in packs:
            if len(pack.parameters) == 1 and pack.parameters[0].type in named.labels:
                yield partial(_answered, pack, named.id, store)


def _answered(pack: Pack, identifier: str | None, store: Store) -> None:
    """Answer a pack with its defaults, or with this thing for its one parameter."""
    given = {} if identifier is None else {pack.parameters[0].name: identifier}
    citations(answer(pack, given, store).rows, store)
