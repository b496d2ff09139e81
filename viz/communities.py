"""Who stands for whom in a picture of many: each belongs to the nearest of some that much is said of."""

import math
from collections.abc import Sequence

FEW = 120
"""So many are drawn one by one on any screen; the page decides from where on it folds more of them."""


def representatives(prominence: Sequence[float], ends: Sequence[tuple[int, int]]) -> list[int]:
    """Return the place of the entity that stands for each, by `ends` of statements; [] where they are few.

    As many stand for others as the square root of all. An entity that no way leads to belongs to the most
    prominent of its like. Equal input gives equal communities.
    """
    import numpy as np

    count = len(prominence)
    if count <= FEW:
        return []
    ranked = np.argsort(-np.asarray(prominence), kind="stable")
    rank = np.full(count + 1, count)
    rank[ranked] = np.arange(count)
    stands = np.full(count, count)
    hubs = ranked[: math.isqrt(count)]
    stands[hubs] = hubs
    edges = np.array(ends, dtype=np.intp).reshape(-1, 2)
    both = np.concatenate((edges, edges[:, ::-1]))
    while True:
        step = both[(stands[both[:, 0]] < count) & (stands[both[:, 1]] == count)]
        if not len(step):
            break
        nearest = np.full(count, -1)
        np.maximum.at(nearest, step[:, 1], rank[stands[step[:, 0]]])
        reached = np.flatnonzero(nearest >= 0)
        stands[reached] = ranked[nearest[reached]]
    alone = ranked[stands[ranked] == count]
    stands[alone] = alone[:1]
    return [int(place) for place in stands]
