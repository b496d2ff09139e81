"""neo4j-viz's page, with the places that are given."""

from __future__ import annotations

from collections.abc import Sequence

from neo4j_viz import Node, Relationship, VisualizationGraph
from neo4j_viz.options import Layout

from .frame import run
from .making import Made


def draw(made: Made) -> str:
    """Return the page."""
    nodes = [
        Node(
            id=node["id"],
            caption=f"{node['zh']} {node['en']}",
            x=made["positions"][place][0],
            y=made["positions"][place][1],
            properties={"title": node["title"]},
        )
        for place, node in enumerate(made["nodes"])
    ]
    names = [node["id"] for node in made["nodes"]]
    relationships = [
        Relationship(
            source=names[edge["start"]],
            target=names[edge["end"]],
            caption=edge["type"],
            properties={"source": made["sources"][edge["source"]], "span": list(edge["span"])},
        )
        for edge in made["edges"]
    ]
    graph = VisualizationGraph(nodes=nodes, relationships=relationships)
    middle, zoom = view(made["positions"])
    shown = graph.render(
        layout=Layout.COORDINATE,
        max_allowed_nodes=len(nodes),
        height="800px",
        pan_position=middle,
        initial_zoom=zoom,
        min_zoom=min(zoom, 0.075),
    )
    return str(shown.data)


def view(positions: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], float]:
    """Return the middle of the picture and the zoom at which all of it is seen: else it may stay blank."""
    ends = [(min(values), max(values)) for values in zip(*positions, strict=True)]
    (left, right), (top, bottom) = ends
    zoom = min(1400 / (right - left), 780 / (bottom - top))
    return ((left + right) / 2, (top + bottom) / 2), zoom


if __name__ == "__main__":
    run(draw)
