"""Help for curators: a source file begun for a text, and the JSON Schema by which editors help on."""

from .draft_yaml import draft_yaml
from .drafts import Draft, draft_source
from .json_schema import SCHEMA_NAME, curated_schema

__all__ = ["SCHEMA_NAME", "Draft", "curated_schema", "draft_source", "draft_yaml"]
