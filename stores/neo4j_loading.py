"""Loads into Neo4j: what differs is written in transactions of bounded size, and removals come last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import neo4j

from bankgraph.ontology import Schema, ShrinkingError, UnreachableError

from . import reading_back
from .difference import Difference, difference_since, difference_to_stored
from .graph import VERSION
from .neo4j_lock import Loading, Version, read_version, right_to_load
from .protocol import Changes, LoadOptions, Progress
from .staged import StagedGraph
from .steps import Step, constraints

if TYPE_CHECKING:
    from .neo4j import Neo4jStore


def replace(
    store: Neo4jStore, schema: Schema, graph: StagedGraph, progress: Progress, options: LoadOptions
) -> Changes:
    """Make the server's graph equal to `graph`. See `Store.replace`.

    A step is sent again, by the driver, only where the server cannot have carried it out.
    """
    with store.session(neo4j.WRITE_ACCESS) as session:
        if not options.verify and _is_up_to_date(session, schema, graph):
            return Changes()
        _constrain(session, reading_back.roots(schema))
        with (
            loading(store) as held,
            _difference(session, schema, graph, held.before, verify=options.verify) as difference,
        ):
            if not options.allow_shrink:
                _refuse_to_shrink(difference, held, store.name)
            changes = _carry_out(session, difference, held, progress)
            _constrain(session, schema.classes)  # filled at once, which takes less than with each node
            held.finish(graph.version)
        return changes + Changes(nodes_written=1)


def _is_up_to_date(session: neo4j.Session, schema: Schema, graph: StagedGraph) -> bool:
    return read_version(session).trusted == graph.fingerprint and _counts(session, schema) == graph.counts


@contextmanager
def compared(store: Neo4jStore, schema: Schema, graph: StagedGraph, *, verify: bool) -> Iterator[Difference]:
    """Yield what `replace` would change. See `Store.compared`."""
    with (
        store.session(neo4j.READ_ACCESS) as session,
        _difference(session, schema, graph, read_version(session), verify=verify) as difference,
    ):
        yield difference


@contextmanager
def loading(store: Neo4jStore) -> Iterator[Loading]:
    """Hold the right to load. Raises `LoadRunningError` where another load has it."""
    with (
        store.session(neo4j.WRITE_ACCESS) as session,
        store.session(neo4j.WRITE_ACCESS) as other,
        right_to_load(store.name, session, other) as held,
    ):
        yield held


def _constrain(session: neo4j.Session, labels: Iterable[str]) -> None:
    for statement in constraints((VERSION, *labels)):  # two loads that begin in one moment may deadlock
        session.execute_write(lambda transaction, text: transaction.run(text).consume(), statement)


def _refuse_to_shrink(difference: Difference, held: Loading, where: str) -> None:
    try:
        difference.refuse_to_shrink(where)
    except ShrinkingError:
        held.give_up()
        raise


def _carry_out(session: neo4j.Session, difference: Difference, held: Loading, progress: Progress) -> Changes:
    total, done, changes = difference.size, 0, Changes()
    written = neo4j.unit_of_work(metadata=held.metadata)(_written)
    for step in difference.steps(mixed=True):  # cold, a server plans for seconds otherwise
        changes += Changes(**{step.action.field: session.execute_write(written, step, held)})
        done += len(step.rows)
        progress(done, total)
    return changes


def _written(transaction: neo4j.ManagedTransaction, step: Step, held: Loading) -> int:
    """Carry out one step and return how many elements the server says it wrote or removed.

    Raises `UnreachableError` where it wrote less than it should have, or where the right to load was lost;
    none of them is kept then.
    """
    held.check()
    count = int(transaction.run(step.cypher, rows=step.parameters).single(strict=True)[0])
    if count < len(step.rows) and step.action.is_writing:
        raise UnreachableError(
            f"only {count} of {len(step.rows)} elements could be written, for something else changes the "
            "graph; load again"
        )
    return count


@contextmanager
def _difference(
    session: neo4j.Session, schema: Schema, graph: StagedGraph, version: Version, *, verify: bool
) -> Iterator[Difference]:
    """What differs from a remembered state where the server holds just that, else from all that it holds."""
    state = None if verify else graph.state_of(version.trusted)
    if state is not None and _counts(session, schema) == graph.counts_in(state):
        with difference_since(graph, state) as difference:
            yield difference
    else:

        def ask(text: str, parameters: Mapping[str, Any]) -> Iterator[list[Any]]:
            yield from (record.values() for record in session.run(text, dict(parameters)))

        nodes = reading_back.nodes(ask, schema, verify=verify)
        relationships = reading_back.relationships(ask, schema, verify=verify)
        with difference_to_stored(graph, nodes, relationships, schema) as difference:
            yield difference


def _counts(session: neo4j.Session, schema: Schema) -> dict[str, int]:
    """How many nodes and relationships the server counts of each root label and type."""
    record = session.run(reading_back.counts(schema)).single(strict=True)
    return {name: count for name, count in record.data().items() if count}
