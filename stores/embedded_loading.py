"""Loads into the embedded graph: a new snapshot, written anew or changed from a copy of the old one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bankgraph.ontology import Schema

from . import arcade_writing, reading_back
from .difference import Difference, Stored, difference_since, difference_to_stored
from .graph import Graph
from .protocol import Changes, Progress
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
    allow_shrink: bool,
) -> Changes:
    """Put a snapshot of `graph` in force. See `Store.replace`."""
    with staged(graph) as new:
        if _holds(directory, new):
            return Changes()
        with directory.loading():
            if _holds(directory, new):  # another process has loaded it meanwhile
                return Changes()
            with compared(store, directory, schema, new) as difference:
                store.close()  # the snapshot that it may have been read from goes when no one holds it
                if not allow_shrink:
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
    store: EmbeddedStore, directory: SnapshotDirectory, schema: Schema, graph: StagedGraph
) -> Iterator[Difference]:
    """Yield what a load of `graph` would change. See `Store.compared`."""
    current = directory.current()
    state = graph.state_of(current)
    if current is None or not directory.is_whole(current):
        how = difference_to_stored(graph, (), (), schema)
    elif state is not None:
        how = difference_since(graph, state)
    else:
        how = difference_to_stored(graph, *_stored(store, schema), schema)
    with how as difference:
        yield difference


def _patch(
    directory: SnapshotDirectory, graph: StagedGraph, difference: Difference, progress: Progress
) -> Changes:
    with directory.building(graph.fingerprint) as path:
        with directory.hold() as current:
            shutil.copytree(current.database, path)
        return arcade_writing.patch(path, graph, difference, progress)


def _stored(store: EmbeddedStore, schema: Schema) -> tuple[Stored, Stored]:
    """What the snapshot in force holds: nodes and relationships."""
    roots = reading_back.roots(schema)
    nodes = (row for root in roots for row in store.query(reading_back.nodes(root)).rows)
    return nodes, store.query(reading_back.RELATIONSHIPS, {"types": list(schema.relations)}).rows


def _holds(directory: SnapshotDirectory, graph: StagedGraph) -> bool:
    version = graph.fingerprint
    return directory.current() == version and directory.is_whole(version)
