"""From curated YAML to typed knowledge, and from there to a store."""

from .facts import facts
from .knowledge import (
    Change,
    Entity,
    Evidence,
    Knowledge,
    Naming,
    Observation,
    Qualifiers,
    Quantity,
    Relation,
    Source,
    Statement,
)
from .load import load
from .property_graph import property_graph
from .reading import Curated, Declared, read_curated, read_knowledge, shipped_data, yaml_files

__all__ = [
    "Change",
    "Curated",
    "Declared",
    "Entity",
    "Evidence",
    "Knowledge",
    "Naming",
    "Observation",
    "Qualifiers",
    "Quantity",
    "Relation",
    "Source",
    "Statement",
    "facts",
    "load",
    "property_graph",
    "read_curated",
    "read_knowledge",
    "shipped_data",
    "yaml_files",
]
