"""Every name of a graph, in the form in which names are compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from bankgraph.ontology.folding import half_width, plain, without_tones
from bankgraph.stores import Store, Value

from .lookups import lookup
from .published import published

if TYPE_CHECKING:
    from bankgraph.stores.kept import Kept

_IGNORED = re.compile(r"(?:(?!(?<=\d)\.(?=\d)|(?<=[^\W_])\+)[\W_]|的)+")
_SPACE = "names, version 6"
_BY_ID, _BY_KEY, _DONE = "id ", "key ", "all"
_MOST_AT_HAND = 20_000  # of the names that are kept


class Named(NamedTuple):
    """An entity or a source with its names, its class, and the labels of that class and those above it.

    To `proxies` it answers where nothing else that may be meant has that name, and so it does to its
    `readings`, the pinyin of its names (`gong hang`), and to their initials (`gh`).
    """

    id: str
    cls: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    proxies: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it answers to."""
        return (self.id, self.name_zh, self.name_en, *self.aliases)

    @property
    def second_names(self) -> Iterator[str]:
        """What it answers to where nothing else that is meant has that name."""
        yield from self.proxies
        for reading in self.readings:
            yield reading
            yield "".join(syllable[0] for syllable in reading.split())


class Index(Protocol):
    """What finds names."""

    @property
    def by_key(self) -> Mapping[str, list[Named]]:
        """All things, by each of their normal names."""

    def with_id(self, text: str) -> list[Named]:
        """Return the thing with that id, if there is one."""

    def with_name(self, text: str) -> list[Named]:
        """Return the things with that name."""


class NameIndex:
    """All names in memory."""

    def __init__(self, known: Iterable[Named]) -> None:
        self.by_id = {named.id: named for named in known}
        self.by_key: Mapping[str, list[Named]] = defaultdict(list)
        for named in self.by_id.values():
            for key in {normal(name) for name in named.names}:
                self.by_key[key].append(named)
        taken = {(key, named.cls) for key, some in self.by_key.items() for named in some}
        for named in self.by_id.values():
            for key in {normal(name) for name in named.second_names}:
                if (key, named.cls) not in taken:
                    self.by_key[key].append(named)

    @classmethod
    def of(cls, store: Store) -> NameIndex:
        """Return the names of everything in the store. Raises as `Store.query` does."""
        rows = store.recall(lookup("names")).as_dicts()
        known = {str(r["name_zh"]): (str(r["name_en"]), *_texts(r["aliases"])) for r in rows}
        return cls(
            Named(
                str(r["id"]),
                str(r["class"]),
                str(r["name_zh"]),
                str(r["name_en"]),
                _texts(r["aliases"]),
                tuple(published(str(r["name_zh"]), _texts(r["proxies"]), known, r["published"])),
                _texts(r["readings"]),
                tuple(sorted(_texts(r["labels"]))),  # engines have them in different orders
            )
            for r in rows
        )

    def with_id(self, text: str) -> list[Named]:
        """Return the thing with that id, if there is one."""
        return [self.by_id[text]] if text in self.by_id else []

    def with_name(self, text: str) -> list[Named]:
        """Return the things with that name."""
        return self.by_key.get(normal(text), [])


class KeptIndex:
    """The names that are kept beside a graph, each found without the rest."""

    def __init__(self, store: Store, kept: Kept) -> None:
        self._store = store
        self._found = lru_cache(_MOST_AT_HAND)(partial(_read, kept))

    @cached_property
    def by_key(self) -> Mapping[str, list[Named]]:
        """All things, by each of their normal names."""
        return NameIndex.of(self._store).by_key

    def with_id(self, text: str) -> list[Named]:
        """Return the thing with that id, if there is one."""
        return self._found(_BY_ID + text)

    def with_name(self, text: str) -> list[Named]:
        """Return the things with that name: first as it is written, since most is simplified."""
        return self._found(_BY_KEY + _close(half_width(text))) or self._found(_BY_KEY + normal(text))


def index_of(store: Store) -> Index:
    """Return the names of a store: those that are kept beside its graph, or else all. Raises as `query`."""
    kept = store.kept
    if kept is not None and kept.get(_SPACE, _DONE):
        return KeptIndex(store, kept)
    index = NameIndex.of(store)
    if kept is not None:
        keep(index, kept)
    return index


def starting(store: Store, text: str, kind: str = "") -> list[Named]:
    """Return the things with the label `kind` and a name that starts so, of the first thousands of names.

    Those whose id or name does come before those whose pinyin does. Where no names are kept, there are none.
    """
    kept = store.kept
    if kept is None:
        return []
    key = _close(half_width(text))  # first as it is written, since most is simplified
    records = kept.starting(_SPACE, _BY_KEY + key)
    if not records and not text.isascii():
        key = normal(text)
        records = kept.starting(_SPACE, _BY_KEY + key)
    found = {n.id: n for some in records for n in map(_named, some) if kind in ("", *n.labels)}
    return sorted(found.values(), key=lambda n: (not _is_named(n, key), n.id))


def _is_named(named: Named, key: str) -> bool:
    return any(_close(half_width(name)).startswith(key) for name in named.names)


def keep(index: NameIndex, kept: Kept) -> None:
    """Keep all names."""
    ids = {_BY_ID + name: [_record(named)] for name, named in index.by_id.items()}
    keys = {_BY_KEY + key: [_record(n) for n in named] for key, named in index.by_key.items()}
    kept.put(_SPACE, {**ids, **keys, _DONE: True})


def _read(kept: Kept, key: str) -> list[Named]:
    return [_named(record) for record in kept.get(_SPACE, key) or ()]


def _record(named: Named) -> list[Any]:
    return [*named]


def _named(record: list[Any]) -> Named:
    return Named(*record[:4], *map(tuple, record[4:]))


def normal(text: str) -> str:
    """Return a name without what people vary: case, width, script, accents, spaces, hyphens, quotes, “&”, 的.

    A point between digits stays, and a plus after a word: version 9.0 is not 90, and “AI+” is not AI.
    """
    return _close(without_tones(plain(text)))


def _close(text: str) -> str:
    return _IGNORED.sub("", text.replace("&", "and"))


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
