"""Placing the nodes of one connected graph: by their distances first, then clear of each other."""

import math
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
"""One row for each node: x and y, or width and height, in pixels."""

Column: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]

Graph: TypeAlias = "nx.Graph[int]"

GAP, CLOSE = 26.0, 12.0  # between boxes of a small picture, and of a large one
ASPECT = 1.25  # screens are wider than high
LOOSE, TIGHT = 0.5, 0.3  # spread of the points, as a share of the side of the room they need

_DENSE = 500  # beyond this the time that all pairs take is felt
_ROUNDS = 200
_PUSHES, _DRIFT = 1000, 1.001  # some hundred rounds clear some hundred boxes


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
    return _separated(points * room, sizes + GAP)


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


def evened(points: Points, sizes: Points) -> Points:
    """Return points that fill a screen's shape, and boxes of `sizes` around them that do not overlap.

    Half of where a node then stands is where it stood, and half its rank among its neighbours:
    crowds loosen, empty ground closes, and what was drawn together stays together.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    x, y = points.T
    rank = np.stack((_rank(x, beside=y), _rank(y, beside=x)), axis=1)
    even = (rank + (points - low) / np.maximum(high - low, 1e-9)) / 2
    room = np.sqrt((sizes + CLOSE).prod(axis=1).sum())
    return _separated(even * room * (math.sqrt(ASPECT), 1 / math.sqrt(ASPECT)), sizes + CLOSE)


def _rank(values: Column, *, beside: Column) -> Column:
    """Where each value stands, from 0 to 1, among those of the quarter of all that is nearest `beside`."""
    order = beside.argsort(kind="stable").argsort(kind="stable")
    near = np.abs(order[:, None] - order) <= len(values) / 8
    return np.asarray((near & (values[:, None] > values)).sum(axis=1) / near.sum(axis=1))


def _separated(points: Points, sizes: Points) -> Points:
    """Push overlapping boxes apart the shorter way, until none overlaps or the rounds are used up.

    All points drift outwards a little in each round, so that there is room in the end.
    """
    for _ in range(_PUSHES):
        one, other = _above_each_other(points[:, 0], sizes[:, 0])
        apart = points[one] - points[other]
        reach = (sizes[one] + sizes[other]) / 2
        overlap = reach - np.abs(apart)
        hit = (overlap > 0.5).all(axis=1)
        if not hit.any():
            break
        way = np.eye(2)[np.argmin(overlap / reach, axis=1)]
        push = (way * overlap * np.where(apart > 0, 1, -1))[hit]
        points = points * _DRIFT + _shares(push, one[hit], other[hit], len(points))
    return points


def _above_each_other(middles: Column, widths: Column) -> tuple[Places, Places]:
    """Pairs of boxes that a vertical line could cross, found along the boxes' left sides."""
    order = (middles - widths / 2).argsort(kind="stable")
    left, right = (middles - widths / 2)[order], (middles + widths / 2)[order]
    index = np.arange(len(order))
    count = np.searchsorted(left, right) - index - 1
    one = np.repeat(index, count)
    other = one + 1 + np.arange(len(one)) - np.repeat(count.cumsum() - count, count)
    return order[one], order[other]


def _shares(push: Points, one: Places, other: Places, count: int) -> Points:
    """How far each box moves: somewhat less than the mean of its pushes, so that two do not swap places."""
    total = np.zeros((count, 2))
    np.add.at(total, one, push)
    np.subtract.at(total, other, push)
    pushes = np.bincount(np.concatenate((one, other)), minlength=count)
    return np.asarray(total / (pushes + 0.5)[:, None])
