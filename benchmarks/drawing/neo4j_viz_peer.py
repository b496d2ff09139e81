"""neo4j-viz's page, with the places that are given."""

from __future__ import annotations

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
    shown = graph.render(layout=Layout.COORDINATE, max_allowed_nodes=len(nodes), height="800px")
    return str(shown.data)


if __name__ == "__main__":
    run(draw)
