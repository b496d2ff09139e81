"""Loads into the embedded graph: a new snapshot, written anew or changed from a copy of the old one."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bankgraph.ontology import Schema

from . import arcade_writing, reading_back
from .difference import Difference, difference_since, difference_to_stored
from .graph import Graph
from .protocol import Changes, LoadOptions, Progress
from .snapshots import SnapshotDirectory
from .staged import StagedGraph, staged

if TYPE_CHECKING:
    from .embedded import EmbeddedStore


def replace(
    store: EmbeddedStore,
    directory: SnapshotDirectory,
    schema: Schema,
    graph: Graph | StagedGraph,
    progress: Progress,
    options: LoadOptions,
) -> Changes:
    """Put a snapshot of `graph` in force. See `Store.replace`."""
    with staged(graph) as new:
        if not options.verify and _holds(directory, new):
            return Changes()
        with directory.loading():
            if not options.verify and _holds(directory, new):  # another process has loaded it meanwhile
                return Changes()
            with compared(store, directory, schema, new, verify=options.verify) as difference:
                store.close()  # the snapshot that it may have been read from goes when no one holds it
                if options.verify and not difference.size and _holds(directory, new):
                    return Changes()
                if not options.allow_shrink:
                    difference.refuse_to_shrink(store.name)
                if difference.is_small:
                    return _patch(directory, new, difference, progress)
            with (
                difference_to_stored(new, (), (), schema) as everything,
                directory.building(new.fingerprint) as path,
            ):
                return arcade_writing.build(path, new, everything, schema, progress)


@contextmanager
def compared(
    store: EmbeddedStore,
    directory: SnapshotDirectory,
    schema: Schema,
    graph: StagedGraph,
    *,
    verify: bool,
) -> Iterator[Difference]:
    """Yield what a load of `graph` would change. See `Store.compared`."""
    current = directory.current()
    state = None if verify else graph.state_of(current)
    if current is None or not directory.is_whole(current):
        how = difference_to_stored(graph, (), (), schema)
    elif state is not None:
        how = difference_since(graph, state)
    else:

        def ask(text: str, parameters: Mapping[str, Any]) -> Iterable[Sequence[Any]]:
            return store.query(text, parameters).rows

        nodes = reading_back.nodes(ask, schema, verify=verify)
        relationships = reading_back.relationships(ask, schema, verify=verify)
        how = difference_to_stored(graph, nodes, relationships, schema)
    with how as difference:
        yield difference


def _patch(
    directory: SnapshotDirectory, graph: StagedGraph, difference: Difference, progress: Progress
) -> Changes:
    with directory.building(graph.fingerprint) as path:
        with directory.hold() as current:
            shutil.copytree(current.database, path)
        return arcade_writing.patch(path, graph, difference, progress)


def _holds(directory: SnapshotDirectory, graph: StagedGraph) -> bool:
    version = graph.fingerprint
    return directory.current() == version and directory.is_whole(version)
