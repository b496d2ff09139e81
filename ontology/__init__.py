"""The vocabulary: Turtle files and the reader that turns them into a typed `Schema`."""

from .compiled import cache_directory, load_schema, shipped_ontology, shipped_turtle
from .errors import (
    BankgraphError,
    InvalidDataError,
    LoadRunningError,
    NotFoundError,
    Problem,
    ShrinkingError,
    UnreachableError,
    UsageError,
)
from .folding import plain
from .schema import ENTITY, Attribute, Label, NodeClass, Relation, Schema, Unit, suggestion

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
