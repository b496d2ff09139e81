"""Where the dots stand: what belongs together is drawn together, and no label covers another.

Nodes are whole numbers here, because sets of strings have another order in every Python process.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from .boxes import ASPECT, Points, evened
from .pulling import pulled
from .spreading import GAP, TIGHT, Graph, spread

_SEED = 7
_ONE_GROUP = 60  # a connected part up to this size is drawn as one group
_CROWD = 600  # beyond this there is no room for all labels, and none is kept for them
_CROWD_PUSHES = 40


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node takes with its label, in pixels at full size."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Patch:
    """Some nodes, placed around the origin, and the room they take together."""

    nodes: list[int]
    points: Points
    room: Points


def positions(boxes: Sequence[Box], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a point in pixels for each box; `edges` joins boxes by their index.

    Equal input gives equal points.
    """
    if not boxes:
        return []
    sizes = np.array([(b.width, b.height) for b in boxes], dtype=np.float64)
    graph = _graph(range(len(boxes)), edges)
    patches = [_part(graph, sorted(nodes), sizes) for nodes in nx.connected_components(graph)]
    patches.sort(key=lambda patch: (-len(patch.nodes), patch.nodes))
    whole = _assembled(patches, _shelved(patches))
    return [(round(x), round(y)) for x, y in whole.points[np.argsort(whole.nodes)].tolist()]


def _graph(nodes: Sequence[int], edges: Sequence[tuple[int, int]]) -> Graph:
    """A graph whose nodes and edges stand in order, with how often each edge is given as its weight."""
    graph: Graph = nx.Graph()
    graph.add_nodes_from(nodes)
    for a, b in sorted((min(e), max(e)) for e in edges if e[0] != e[1]):
        graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    return graph


def _part(graph: Graph, nodes: list[int], sizes: Points) -> _Patch:
    """Place one connected part; a large one group by group, then each group as one box, then evened out."""
    if len(nodes) <= _ONE_GROUP:
        return _group(graph, nodes, sizes)
    if len(nodes) > _CROWD:
        return _crowd(graph, nodes, sizes)
    part = _within(graph, nodes)
    groups = _groups(part)
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    between = _graph(range(len(groups)), [(group_of[a], group_of[b]) for a, b in part.edges])
    patches = [_group(part, group, sizes) for group in groups]
    rooms = np.array([patch.room for patch in patches]) + 2 * GAP
    whole = _assembled(patches, spread(between, rooms, scale=TIGHT))
    return _patch(whole.nodes, evened(whole.points, sizes[whole.nodes]), sizes)


def _crowd(graph: Graph, nodes: list[int], sizes: Points) -> _Patch:
    """Place a part of very many nodes by its edges alone, with room for squares as high as the labels."""
    place = {node: number for number, node in enumerate(nodes)}
    edges = np.array([(place[a], place[b]) for a, b in graph.edges(nodes)], dtype=np.intp)
    squares = np.minimum(sizes[nodes], sizes[nodes].min(axis=1)[:, None])
    points = evened(pulled(len(nodes), edges), squares, _CROWD_PUSHES)
    return _patch(nodes, points, sizes)


def _groups(part: Graph) -> list[list[int]]:
    """Communities, each split where it does not hang together, the largest first."""
    found = nx.community.louvain_communities(part, resolution=0.6, seed=_SEED)
    groups = [sorted(c) for community in found for c in nx.connected_components(part.subgraph(community))]
    return sorted(groups, key=lambda group: (-len(group), group))


def _group(graph: Graph, nodes: list[int], sizes: Points) -> _Patch:
    return _patch(nodes, spread(_within(graph, nodes), sizes[nodes]), sizes)


def _within(graph: Graph, nodes: list[int]) -> Graph:
    return _graph(nodes, list(graph.subgraph(nodes).edges))


def _patch(nodes: list[int], points: Points, sizes: Points) -> _Patch:
    low, high = (points - sizes[nodes] / 2).min(axis=0), (points + sizes[nodes] / 2).max(axis=0)
    return _Patch(nodes, points - (low + high) / 2, np.asarray(high - low))


def _assembled(patches: Sequence[_Patch], centres: Points) -> _Patch:
    nodes = [node for patch in patches for node in patch.nodes]
    points = np.concatenate([patch.points + centre for patch, centre in zip(patches, centres, strict=True)])
    return _Patch(nodes, points, np.zeros(2))


def _shelved(patches: Sequence[_Patch]) -> Points:
    """Set patches side by side in rows that together have the shape of a screen."""
    rooms = np.array([patch.room for patch in patches]) + 3 * GAP
    width = max(rooms[:, 0].max(), math.sqrt(rooms.prod(axis=1).sum() * ASPECT))
    centres, x, y, height = [], 0.0, 0.0, 0.0
    for room in rooms:
        if x and x + room[0] > width:
            x, y, height = 0.0, y + height, 0.0
        centres.append((x + room[0] / 2, y + room[1] / 2))
        x, height = x + room[0], max(height, room[1])
    return np.array(centres)
