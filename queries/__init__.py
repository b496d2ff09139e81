"""Questions: the packs and their catalogue, names, answers, and the part of the graph that they show."""

from bankgraph.stores import Node, Relationship, Rows

from .answer import Answer, answer, bind, citations, cited
from .card import Card, card
from .catalogue import find_pack, read_catalogue, shipped_packs
from .comparison import Comparison, compare
from .frames import to_pandas
from .lookups import lookup
from .names import Named, Names, Resolution
from .network import to_networkx
from .pack import Pack, Parameter, read_pack
from .question import Misread, Reading, read_question
from .subgraph import Subgraph, among, around, of_rows, whole_graph

__all__ = [
    "Answer",
    "Card",
    "Comparison",
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
    "lookup",
    "of_rows",
    "read_catalogue",
    "read_pack",
    "read_question",
    "shipped_packs",
    "to_networkx",
    "to_pandas",
    "whole_graph",
]
