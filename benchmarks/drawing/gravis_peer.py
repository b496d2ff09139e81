"""gravis's page, drawn by vis-network as ours is, with the places that are given and no simulation."""

from __future__ import annotations

import gravis

from .frame import run
from .making import Made


def draw(made: Made) -> str:
    """Return the page."""
    nodes = {}
    for place, node in enumerate(made["nodes"]):
        x, y = made["positions"][place]
        metadata = {"x": x, "y": y, "hover": node["title"], "label": f"{node['zh']} {node['en']}"}
        nodes[node["id"]] = {"label": metadata["label"], "metadata": metadata}
    names = [node["id"] for node in made["nodes"]]
    edges = [
        {
            "source": names[edge["start"]],
            "target": names[edge["end"]],
            "label": edge["type"],
            "metadata": {
                "hover": f"{made['sources'][edge['source']]} {edge['span'][0]}–{edge['span'][1]}",
            },
        }
        for edge in made["edges"]
    ]
    data = {"graph": {"directed": True, "nodes": nodes, "edges": edges}}
    figure = gravis.vis(data, graph_height=800, layout_algorithm_active=False)
    return str(figure.to_html_standalone())


if __name__ == "__main__":
    run(draw)
