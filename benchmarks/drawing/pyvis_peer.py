"""pyvis's page, with its libraries in line and physics off, since the places are given."""

from __future__ import annotations

from pyvis.network import Network

from .frame import run
from .making import Made


def draw(made: Made) -> str:
    """Return the page."""
    net = Network(height="800px", directed=True, cdn_resources="in_line")
    for place, node in enumerate(made["nodes"]):
        x, y = made["positions"][place]
        net.add_node(node["id"], label=f"{node['zh']} {node['en']}", title=node["title"], x=x, y=y)
    names = [node["id"] for node in made["nodes"]]
    for edge in made["edges"]:
        source = made["sources"][edge["source"]]
        cited = f"{source} {edge['span'][0]}–{edge['span'][1]}"
        net.add_edge(names[edge["start"]], names[edge["end"]], label=edge["type"], title=cited)
    net.toggle_physics(False)
    return str(net.generate_html())


if __name__ == "__main__":
    run(draw)
