"""From curated YAML to typed knowledge, and from there to a store."""

from .draft_yaml import draft_yaml
from .drafts import Draft, draft_source
from .facts import facts
from .interchange import SUFFIXES, exported, format_of, imported
from .json_schema import SCHEMA_NAME, curated_schema
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
    "SCHEMA_NAME",
    "SUFFIXES",
    "Change",
    "Curated",
    "Declared",
    "Draft",
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
    "curated_schema",
    "draft_source",
    "draft_yaml",
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
