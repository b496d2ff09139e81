"""Questions: the packs and their catalogue, names, answers, and the part of the graph that they show."""

from typing import TYPE_CHECKING

from bankgraph.ontology.lazily import lazily

if TYPE_CHECKING:
    from bankgraph.stores import Node, Relationship, Rows

    from .answering import Answer, answer, bind, citations, cited
    from .cards import Card, card
    from .catalogue import find_pack, read_catalogue, shipped_packs
    from .lookups import lookup
    from .name_index import Named
    from .names import Names, Resolution
    from .network import to_networkx
    from .pack import Pack, Parameter, read_pack
    from .question import Misread, Reading, read_question
    from .subgraph import Subgraph, among, around, of_rows, whole_graph
else:
    __getattr__ = lazily(
        __name__,
        {
            "bankgraph.stores.values": "Node Relationship Rows",
            ".answering": "Answer answer bind citations cited",
            ".cards": "Card card",
            ".catalogue": "find_pack read_catalogue shipped_packs",
            ".lookups": "lookup",
            ".name_index": "Named",
            ".names": "Names Resolution",
            ".network": "to_networkx",
            ".pack": "Pack Parameter read_pack",
            ".question": "Misread Reading read_question",
            ".subgraph": "Subgraph among around of_rows whole_graph",
        },
    )

__all__ = [
    "Answer",
    "Card",
    "Misread",
    "Named",
    "Names",
    "Node",
    "Pack",
    "Parameter",
    "Reading",
    "Relationship",
    "Resolution",
    "Rows",
    "Subgraph",
    "among",
    "answer",
    "around",
    "bind",
    "card",
    "citations",
    "cited",
    "find_pack",
    "lookup",
    "of_rows",
    "read_catalogue",
    "read_pack",
    "read_question",
    "shipped_packs",
    "to_networkx",
    "whole_graph",
]
