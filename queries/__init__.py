"""Questions: the packs and their catalogue, names, answers, and the part of the graph that they show."""

from typing import TYPE_CHECKING

from bankgraph.ontology.lazily import lazily

if TYPE_CHECKING:
    from bankgraph.stores import Node, Relationship, Rows

    from .answering import Answer, answer, bind, citations, cited
    from .cards import Card, card
    from .catalogue import find_pack, read_catalogue
    from .comparison import Comparison, compare
    from .facts import Facts
    from .frames import to_pandas
    from .lookups import lookup
    from .name_index import Named
    from .names import Names, Resolution
    from .network import to_networkx
    from .pack import Pack, Parameter
    from .pack_file import read_pack
    from .pack_files import pack_files, shipped_packs
    from .preparing import plan, prepare
    from .question import Misread, Reading, known_reading, read_question
    from .subgraph import Subgraph, among, around, of_comparison, of_rows, whole_graph
else:
    __getattr__ = lazily(
        __name__,
        {
            "bankgraph.stores.values": "Node Relationship Rows",
            ".answering": "Answer answer bind citations cited",
            ".cards": "Card card",
            ".catalogue": "find_pack read_catalogue",
            ".comparison": "Comparison compare",
            ".facts": "Facts",
            ".frames": "to_pandas",
            ".lookups": "lookup",
            ".name_index": "Named",
            ".names": "Names Resolution",
            ".network": "to_networkx",
            ".pack": "Pack Parameter",
            ".pack_file": "read_pack",
            ".pack_files": "pack_files shipped_packs",
            ".preparing": "plan prepare",
            ".question": "Misread Reading known_reading read_question",
            ".subgraph": "Subgraph among around of_comparison of_rows whole_graph",
        },
    )

__all__ = [
    "Answer",
    "Card",
    "Comparison",
    "Facts",
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
    "compare",
    "find_pack",
    "known_reading",
    "lookup",
    "of_comparison",
    "of_rows",
    "pack_files",
    "plan",
    "prepare",
    "read_catalogue",
    "read_pack",
    "read_question",
    "shipped_packs",
    "to_networkx",
    "to_pandas",
    "whole_graph",
]
