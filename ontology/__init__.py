"""The vocabulary: Turtle files and the reader that turns them into a typed `Schema`."""

from typing import TYPE_CHECKING

from .lazily import lazily

if TYPE_CHECKING:
    from .cache import cache_directory
    from .compiled import load_schema, shipped_ontology, shipped_turtle
    from .errors import (
        BankgraphError,
        InvalidDataError,
        LoadRunningError,
        NotFoundError,
        Problem,
        ShrinkingError,
        UnreachableError,
        UsageError,
        suggestion,
    )
    from .folding import plain
    from .labels import ENTITY
    from .schema import Attribute, Label, NodeClass, Relation, Schema, Unit
else:
    __getattr__ = lazily(
        __name__,
        {
            ".cache": "cache_directory",
            ".compiled": "load_schema shipped_ontology shipped_turtle",
            ".errors": "BankgraphError InvalidDataError LoadRunningError NotFoundError Problem "
            "ShrinkingError UnreachableError UsageError suggestion",
            ".folding": "plain",
            ".labels": "ENTITY",
            ".schema": "Attribute Label NodeClass Relation Schema Unit",
        },
    )

__all__ = [
    "ENTITY",
    "Attribute",
    "BankgraphError",
    "InvalidDataError",
    "Label",
    "LoadRunningError",
    "NodeClass",
    "NotFoundError",
    "Problem",
    "Relation",
    "Schema",
    "ShrinkingError",
    "Unit",
    "UnreachableError",
    "UsageError",
    "cache_directory",
    "load_schema",
    "plain",
    "shipped_ontology",
    "shipped_turtle",
    "suggestion",
]
