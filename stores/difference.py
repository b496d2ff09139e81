"""What has to be written and removed to turn a stored graph into a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bankgraph.ontology import Schema

from .graph import Graph, Node, Relationship
from .shapes import (
    Batch,
    RelationshipShape,
    Row,
    delete_nodes,
    delete_relationships,
    merge_nodes,
    merge_relationships,
    nodes_by_labels,
    relationships_by_shape,
    remove_labels,
    root_labels,
)


@dataclass(frozen=True, slots=True)
class StoredRelationship:
    """A relationship as the store has it; each end is a node's id and its root label."""

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    content_hash: str


@dataclass(frozen=True, slots=True)
class Stored:
    """Identity and hash of what a store holds: nodes as (labels, hash) by id, relationships by id."""

    nodes: Mapping[str, tuple[tuple[str, ...], str]]
    relationships: Mapping[str, StoredRelationship]


@dataclass(frozen=True, slots=True)
class Difference:
    """The new and changed elements, the labels that nodes lost, and what is no longer there."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    roots: Mapping[str, str]
    lost_labels: Mapping[tuple[str, tuple[str, ...]], list[Row]]
    gone_nodes: Mapping[tuple[str, ...], list[Row]]
    gone_relationships: Mapping[RelationshipShape, list[Row]]

    @classmethod
    def between(cls, stored: Stored, graph: Graph, schema: Schema) -> Difference:
        """Compare by id and content hash."""
        new_ids = {n.id for n in graph.nodes}
        new_relationships = {r.id for r in graph.relationships}
        gone_nodes: dict[tuple[str, ...], list[Row]] = {}
        for identifier, (labels, _) in stored.nodes.items():
            if identifier not in new_ids:
                gone_nodes.setdefault(labels[:1], []).append({"id": identifier})
        gone: dict[RelationshipShape, list[Row]] = {}
        for identifier, old in stored.relationships.items():
            if identifier not in new_relationships:
                shape = RelationshipShape(old.type, old.start[1], old.end[1])
                gone.setdefault(shape, []).append({"id": identifier, "start": old.start[0], "end": old.end[0]})
        return cls(
            nodes=tuple(n for n in graph.nodes if _differs(stored.nodes.get(n.id), n)),
            relationships=tuple(
                r
                for r in graph.relationships
                if (old := stored.relationships.get(r.id)) is None
                or old.content_hash != r.properties["content_hash"]
            ),
            roots=root_labels(graph.nodes),
            lost_labels=_lost_labels(stored, graph, schema),
            gone_nodes=gone_nodes,
            gone_relationships=gone,
        )

    @property
    def size(self) -> int:
        """How many rows `batches` yields together."""
        return sum(len(batch.rows) for _, batch in self.batches())

    def batches(self) -> Iterator[tuple[str, Batch]]:
        """Yield what to run, in order, with the field of `Changes` that each batch counts towards."""
        for labels, rows in nodes_by_labels(self.nodes).items():
            yield from (("nodes_written", b) for b in merge_nodes(labels, rows))
        for (root, lost), rows in self.lost_labels.items():
            yield from (("nodes_written", b) for b in remove_labels(root, lost, rows))
        for shape, rows in relationships_by_shape(self.relationships, self.roots).items():
            yield from (("relationships_written", b) for b in merge_relationships(shape, rows))
        for shape, rows in self.gone_relationships.items():
            yield from (("relationships_removed", b) for b in delete_relationships(shape, rows))
        for labels, rows in self.gone_nodes.items():
            yield from (("nodes_removed", b) for b in delete_nodes(labels, rows))


def _differs(old: tuple[tuple[str, ...], str] | None, node: Node) -> bool:
    return old is None or old[1] != node.properties["content_hash"]


def _lost_labels(stored: Stored, graph: Graph, schema: Schema) -> Mapping[tuple[str, tuple[str, ...]], list[Row]]:
    """Labels of the schema that a stored node has and the new one has not, with the nodes' ids."""
    lost: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
    for node in graph.nodes:
        labels, _ = stored.nodes.get(node.id, (node.labels, ""))
        extra = tuple(name for name in labels if name in schema.classes and name not in node.labels)
        if extra:
            lost.setdefault((node.labels[0], extra), []).append({"id": node.id})
    return lost
