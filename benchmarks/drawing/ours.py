"""bankgraph's page of a made-up graph.

python -m drawing.ours FILE PAGE
"""

from __future__ import annotations

from bankgraph.ontology import ENTITY, load_schema
from bankgraph.queries import Node, Relationship, Subgraph
from bankgraph.stores import Properties
from bankgraph.viz import render

from .frame import run
from .making import Made, MadeEdge


def subgraph(made: Made) -> Subgraph:
    """Return the graph as a query would give it: names in both languages, every edge cited."""
    names = [node["id"] for node in made["nodes"]]
    nodes = [
        Node(
            (ENTITY, n["type"]),
            {
                "id": n["id"],
                "name": n["zh"],
                "name_zh": n["zh"],
                "name_en": n["en"],
                "description_zh": n["title"],
                "description_en": n["title"],
            },
        )
        for n in made["nodes"]
    ]
    sources = [Node(("Source",), {"id": id_, "title": title}) for id_, title in made["sources"].items()]
    links = [_relationship(e, names, number) for number, e in enumerate(made["edges"])]
    return Subgraph((*nodes, *sources), tuple(links))


def _relationship(edge: MadeEdge, names: list[str], number: int) -> Relationship:
    start, end = edge["span"]
    evidence = [f"{edge['source']}#char={start},{end}"]
    properties: Properties = {"id": f"statement-{number}", "evidence": evidence, "sources": [edge["source"]]}
    return Relationship(edge["type"], names[edge["start"]], names[edge["end"]], properties)


def main() -> None:
    schema = load_schema()
    run(lambda made: render(subgraph(made), schema, title="bankgraph"))


if __name__ == "__main__":
    main()
