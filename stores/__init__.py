"""The stores: what a property graph is, one small protocol, and the engines behind it."""

from typing import TYPE_CHECKING

from bankgraph.ontology.lazily import lazily

if TYPE_CHECKING:
    from .graph import Graph, content_hash
    from .opening import open_store
    from .protocol import Changes, LoadOptions, Progress, Store
    from .values import Node, Path, Properties, Relationship, Rows, Value
else:
    __getattr__ = lazily(
        __name__,
        {
            ".graph": "Graph content_hash",
            ".values": "Node Path Properties Relationship Rows Value",
            ".opening": "open_store",
            ".protocol": "Changes LoadOptions Progress Store",
        },
    )

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
