"""A made-up graph with a place for each node, so that no peer has to find one."""

from __future__ import annotations

from bankgraph.viz.layout import Box, positions

from .making import Made, make


def placed(nodes: int) -> Made:
    """Return the graph of this size with its positions in pixels."""
    made = make(nodes)
    ends = [(edge["start"], edge["end"]) for edge in made["edges"]]
    made["positions"] = positions([Box(120.0, 60.0)] * nodes, ends)
    return made
