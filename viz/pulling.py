"""Placing the nodes of one large connected graph, in a time that grows with its edges, not with all pairs."""

import numpy as np

from .boxes import Column, Places, Points

_PIVOTS = 24
_ROUNDS = 160
_STRANGERS = 6  # for each node and round; more of them only take longer
_SEED = 7
_REACH = 4.0  # the farthest that a node is moved at once, where linked nodes come to stand about one apart


def pulled(count: int, edges: Places) -> Points:
    """Return a point for each of `count` nodes of a connected graph; `edges` has a row of two nodes for each.

    Linked nodes attract, and a few drawn by chance (of a fixed seed) repel, as in UMAP (McInnes, Healy
    and Melville, 2018). The start is by distance from a few nodes (Brandes and Pich: Eigensolver Methods
    for Progressive Multidimensional Scaling, 2006), so the whole unfolds and only details are left to pull.
    """
    chance = np.random.default_rng(_SEED)
    points = _by_distance(count, edges) * np.sqrt(count) / 2
    points = points + chance.normal(scale=0.01, size=points.shape)
    one, other = edges.T
    degree = np.maximum(np.bincount(edges.ravel(), minlength=count), 1)
    weight = 1 / np.sqrt(np.minimum(degree[one], degree[other]))
    for step in np.linspace(1, 0.02, _ROUNDS):
        apart = points[other] - points[one]
        force = apart * (weight / (1 + (apart**2).sum(axis=1)) ** 0.25)[:, None]
        move = _sums(one, force, count) - _sums(other, force, count)
        for _ in range(_STRANGERS):
            stranger = chance.permutation(count)
            away = points - points[stranger]
            square = (away**2).sum(axis=1)
            move += away * (6 / ((0.05 + square) * (1 + square / 4)))[:, None]
        length = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        points = points + move * (np.minimum(length, _REACH) / length * step * 0.3)[:, None]
    return np.asarray(points)


def _sums(places: Places, values: Points, count: int) -> Points:
    return np.stack([np.bincount(places, weights=column, minlength=count) for column in values.T], axis=1)


def _by_distance(count: int, edges: Places) -> Points:
    """Points of spread one, far apart where the steps to the pivots differ."""
    steps = _steps_to_pivots(count, edges)
    square = steps**2
    centred = square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean()
    _, _, axes = np.linalg.svd(centred.T @ centred)
    points = centred @ axes[:2].T
    return np.asarray(points / np.maximum(points.std(axis=0), 1e-9))


def _steps_to_pivots(count: int, edges: Places) -> Points:
    """Steps from each node to pivots, each pivot as far from those before as can be."""
    both = np.concatenate((edges, edges[:, ::-1]))
    both = both[both[:, 0].argsort(kind="stable")]
    first = np.searchsorted(both[:, 0], np.arange(count + 1))
    pivot = int(np.bincount(edges.ravel(), minlength=count).argmax())
    found: list[Column] = []
    nearest = np.full(count, np.inf)
    for _ in range(min(_PIVOTS, count)):
        found.append(_steps(pivot, both[:, 1], first))
        nearest = np.minimum(nearest, found[-1])
        pivot = int(nearest.argmax())
    return np.stack(found, axis=1)


def _steps(start: int, ends: Places, first: Places) -> Column:
    """Steps from one node to each; `ends` lists the neighbours of n from `first[n]` to `first[n + 1]`."""
    steps = np.full(len(first) - 1, np.inf)
    steps[start], front, distance = 0, np.array([start]), 0
    while len(front):
        distance += 1
        counts = first[front + 1] - first[front]
        offsets = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
        reached = np.unique(ends[np.repeat(first[front], counts) + offsets])
        front = reached[np.isinf(steps[reached])]
        steps[front] = distance
    return steps
