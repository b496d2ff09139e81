"""The stores: what a property graph is, one small protocol, and the engines behind it."""

from .graph import Graph, Node, Path, Properties, Relationship, Rows, Value, content_hash
from .opening import open_store
from .protocol import Changes, LoadOptions, Progress, Store

__all__ = [
    "Changes",
    "Graph",
    "LoadOptions",
    "Node",
    "Path",
    "Progress",
    "Properties",
    "Relationship",
    "Rows",
    "Store",
    "Value",
    "content_hash",
    "open_store",
]
