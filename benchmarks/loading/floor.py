"""The floor: what one writes by hand with the driver, one `UNWIND` for each shape, and nothing else.

Variant "create" writes into an empty database and can do that once; "merge" looks for each element first, so
it can be run again, and then writes everything again. Both make the constraints that bankgraph makes: `id` is
unique within each label.
"""

from __future__ import annotations

from collections.abc import Sequence

import neo4j

from .clock import Loading, Target, run
from .elements import Elements, Shape, batches


def prepare(elements: Elements, target: Target) -> Loading:
    return lambda: load(elements, target)


def load(elements: Elements, target: Target) -> None:
    merging = target.variant == "merge"
    with (
        neo4j.GraphDatabase.driver(target.address, auth=("neo4j", target.password)) as driver,
        driver.session() as session,
    ):
        for label in elements.labels:
            session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.id IS UNIQUE").consume()
        for labels, nodes in elements.nodes.items():
            query = merge_nodes(labels) if merging else create_nodes(labels)
            for batch in batches(nodes):
                session.execute_write(write, query, batch)
        for shape, links in elements.links.items():
            query = merge_links(shape) if merging else create_links(shape)
            for batch in batches(links):
                rows = [{"start": k.start, "end": k.end, "properties": k.properties} for k in batch]
                session.execute_write(write, query, rows)


def write(transaction: neo4j.ManagedTransaction, query: str, rows: Sequence[object]) -> None:
    transaction.run(query, rows=rows).consume()


def create_nodes(labels: tuple[str, ...]) -> str:
    return f"UNWIND $rows AS row CREATE (n{''.join(map(quoted, labels))}) SET n = row"


def merge_nodes(labels: tuple[str, ...]) -> str:
    root, *others = map(quoted, labels)
    extra = f", n{''.join(others)}" if others else ""
    return f"UNWIND $rows AS row MERGE (n{root} {{id: row.id}}) SET n = row{extra}"


def create_links(shape: Shape) -> str:
    return f"{ends(shape)} CREATE (a)-[r{quoted(shape.type)}]->(b) SET r = row.properties"


def merge_links(shape: Shape) -> str:
    return (
        f"{ends(shape)} MERGE (a)-[r{quoted(shape.type)} {{id: row.properties.id}}]->(b) "
        "SET r = row.properties"
    )


def ends(shape: Shape) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a{quoted(shape.start)} {{id: row.start}}) "
        f"MATCH (b{quoted(shape.end)} {{id: row.end}})"
    )


def quoted(name: str) -> str:
    return f":`{name}`"


if __name__ == "__main__":
    run(prepare, lambda elements: elements.counts)
