"""Boxes around points: evened out over a screen's shape, and pushed clear of each other."""

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
"""One row for each node: x and y, or width and height, in pixels."""

Column: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]

CLOSE = 12.0  # between boxes of a large picture
ASPECT = 1.25  # screens are wider than high

_PUSHES, _DRIFT = 1000, 1.001  # some hundred rounds clear some hundred boxes
_STRIPS = 32


def evened(points: Points, sizes: Points, rounds: int = _PUSHES) -> Points:
    """Return points that fill a screen's shape, and boxes of `sizes` around them that do not overlap.

    Half of where a node then stands is where it stood, and half its rank among its neighbours:
    crowds loosen, empty ground closes, and what was drawn together stays together.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    x, y = points.T
    rank = np.stack((_rank(x, beside=y), _rank(y, beside=x)), axis=1)
    even = (rank + (points - low) / np.maximum(high - low, 1e-9)) / 2
    room = np.sqrt((sizes + CLOSE).prod(axis=1).sum())
    return separated(even * room * (math.sqrt(ASPECT), 1 / math.sqrt(ASPECT)), sizes + CLOSE, rounds)


def _rank(values: Column, *, beside: Column) -> Column:
    """Where each value stands, from 0 to 1, among those of the quarter of all that is nearest `beside`.

    The values are taken in strips, and what is nearest a strip's middle counts for all of it.
    """
    order = beside.argsort(kind="stable")
    count = len(values)
    ranks = np.empty(count)
    for strip in np.array_split(np.arange(count), min(_STRIPS, count)):
        middle = (strip[0] + strip[-1]) // 2
        near = np.sort(values[order[max(middle - count // 8, 0) : middle + count // 8 + 1]])
        ranks[order[strip]] = np.searchsorted(near, values[order[strip]]) / len(near)
    return ranks


def separated(points: Points, sizes: Points, rounds: int = _PUSHES) -> Points:
    """Push overlapping boxes apart the shorter way, until none overlaps or the rounds are used up.

    All points drift outwards a little in each round, so that there is room in the end.
    """
    for _ in range(rounds):
        one, other = _close(points, sizes)
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


def _close(points: Points, sizes: Points) -> tuple[Places, Places]:
    """Pairs of boxes that may overlap: of one band or of two that adjoin, with a vertical line through both.

    A band is as high as the highest box. Bands are laid end to end, so that one sorting serves them all.
    """
    band = np.floor((points[:, 1] - points[:, 1].min()) / sizes[:, 1].max())
    left = points[:, 0] - sizes[:, 0] / 2
    left = left - left.min()
    length = (left + sizes[:, 0]).max() + 1
    start = band * length + left
    order = start.argsort(kind="stable")
    start, width = start[order], sizes[order, 0]
    index = np.arange(len(order))
    here = _pairs(index + 1, np.searchsorted(start, start + width))
    widest = width.max()
    after = _pairs(
        np.searchsorted(start, start + length - widest), np.searchsorted(start, start + length + width)
    )
    one, other = (np.concatenate(each) for each in zip(here, after, strict=True))
    return order[one], order[other]


def _pairs(first: Places, last: Places) -> tuple[Places, Places]:
    """Each place with those from `first` up to `last`."""
    count = np.maximum(last - first, 0)
    one = np.repeat(np.arange(len(first)), count)
    return one, np.repeat(first, count) + np.arange(len(one)) - np.repeat(count.cumsum() - count, count)


def _shares(push: Points, one: Places, other: Places, count: int) -> Points:
    """How far each box moves: somewhat less than the mean of its pushes, so that two do not swap places."""
    total = np.stack(
        [
            np.bincount(one, weights=way, minlength=count) - np.bincount(other, weights=way, minlength=count)
            for way in push.T
        ],
        axis=1,
    )
    pushes = np.bincount(np.concatenate((one, other)), minlength=count)
    return np.asarray(total / (pushes + 0.5)[:, None])
