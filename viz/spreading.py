"""Placing the nodes of one connected graph: by their distances first, then clear of each other."""

import math
from typing import TypeAlias

import networkx as nx
import numpy as np

from .boxes import ASPECT, Points, separated

Graph: TypeAlias = "nx.Graph[int]"

GAP = 26.0  # between boxes of a small picture
LOOSE, TIGHT = 0.5, 0.3  # spread of the points, as a share of the side of the room they need

_DENSE = 500  # beyond this the time that all pairs take is felt
_ROUNDS = 200


def spread(graph: Graph, sizes: Points, *, scale: float = LOOSE) -> Points:
    """Return a point for each node of a connected graph, so that boxes of `sizes` do not overlap.

    `scale` says how far apart the points stand before overlaps are mended.
    """
    if len(graph) == 1:
        return np.zeros((1, 2))
    if len(graph) > _DENSE:
        return np.asarray(_spiral(len(graph)) * (sizes.max(axis=0) + GAP))
    points = _levelled(_drawn_by_distance(graph))
    room = np.sqrt((sizes + GAP).prod(axis=1).sum()) * scale
    return separated(points * room, sizes + GAP)


def _drawn_by_distance(graph: Graph) -> Points:
    """Draw nodes as far apart as the steps between them, by stress majorization.

    Gansner, Koren and North: Graph Drawing by Stress Majorization, 2004. Against networkx's force
    layouts it gave the clearest small graphs, and it starts from a circle and not from chance.
    """
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    ideal = np.array([[steps[a][b] for b in graph] for a in graph], dtype=np.float64)
    weights = np.where(ideal > 0, 1 / np.maximum(ideal, 1) ** 2, 0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    points = np.array(list(nx.circular_layout(graph).values())) * len(graph) / 4
    for _ in range(_ROUNDS):
        distance = np.linalg.norm(points[:, None] - points[None], axis=2)
        pull = -weights * ideal / np.maximum(distance, 1e-9)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        points = inverse @ (pull @ points)
    return np.asarray(points)


def _levelled(points: Points) -> Points:
    """Turn points so that they stretch from left to right, towards the shape of a screen, with spread one."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned = centred @ axes.T
    wide, high = np.maximum(turned.std(axis=0), 1e-9)
    stretch = float(np.clip((ASPECT * high / wide) ** 0.3, 0.7, 1.4))
    shaped = turned * (stretch, 1 / stretch)
    return np.asarray(shaped / (shaped.std() or 1.0))


def _spiral(count: int) -> Points:
    """Sunflower seeds, one in each unit of area: even spacing for any number of nodes."""
    index = np.arange(count) + 0.5
    angle = index * math.pi * (3 - math.sqrt(5))
    return np.asarray(np.sqrt(index / math.pi)[:, None] * np.stack((np.cos(angle), np.sin(angle)), axis=1))
