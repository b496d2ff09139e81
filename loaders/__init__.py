"""From curated YAML to typed knowledge, and from there to a store."""

from .compiled import compiled
from .facts import facts
from .interchange import SUFFIXES, exported, format_of, imported
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
from .load import holdings, load
from .property_graph import property_graph
from .reading import Curated, Declared, read_curated, read_knowledge, shipped_data, yaml_files

__all__ = [
    "SUFFIXES",
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
    "compiled",
    "exported",
    "facts",
    "format_of",
    "holdings",
    "imported",
    "load",
    "property_graph",
    "read_curated",
    "read_knowledge",
    "shipped_data",
    "yaml_files",
]
