"""What has to be written and removed to turn a stored graph into a new one."""

from __future__ import annotations

from collections import defaultdict
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
        return cls(
            nodes=tuple(n for n in graph.nodes if _node_differs(stored, n)),
            relationships=tuple(r for r in graph.relationships if _relationship_differs(stored, r)),
            roots=root_labels(graph.nodes),
            lost_labels=_lost_labels(stored, graph, schema),
            gone_nodes=_gone_nodes(stored, graph),
            gone_relationships=_gone_relationships(stored, graph),
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


def _node_differs(stored: Stored, node: Node) -> bool:
    old = stored.nodes.get(node.id)
    return old is None or old[1] != node.properties["content_hash"]


def _relationship_differs(stored: Stored, relationship: Relationship) -> bool:
    old = stored.relationships.get(relationship.id)
    return old is None or old.content_hash != relationship.properties["content_hash"]


def _gone_nodes(stored: Stored, graph: Graph) -> Mapping[tuple[str, ...], list[Row]]:
    """The ids of nodes that are no longer there, by root label."""
    kept = {n.id for n in graph.nodes}
    gone: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for identifier, (labels, _) in stored.nodes.items():
        if identifier not in kept:
            gone[labels[:1]].append({"id": identifier})
    return gone


def _gone_relationships(stored: Stored, graph: Graph) -> Mapping[RelationshipShape, list[Row]]:
    """The relationships that are no longer there, with their ends, by shape."""
    kept = {r.id for r in graph.relationships}
    gone: dict[RelationshipShape, list[Row]] = defaultdict(list)
    for identifier, old in stored.relationships.items():
        if identifier not in kept:
            (start, start_root), (end, end_root) = old.start, old.end
            shape = RelationshipShape(old.type, start_root, end_root)
            gone[shape].append({"id": identifier, "start": start, "end": end})
    return gone


def _lost_labels(
    stored: Stored, graph: Graph, schema: Schema
) -> Mapping[tuple[str, tuple[str, ...]], list[Row]]:
    """Labels of the schema that a stored node has and the new one has not, with the nodes' ids."""
    lost: dict[tuple[str, tuple[str, ...]], list[Row]] = defaultdict(list)
    for node in graph.nodes:
        labels, _ = stored.nodes.get(node.id, (node.labels, ""))
        extra = tuple(name for name in labels if name in schema.classes and name not in node.labels)
        if extra:
            lost[node.labels[0], extra].append({"id": node.id})
    return lost
