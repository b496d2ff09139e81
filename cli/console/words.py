"""What completion knows. Each part is absent until the background has it, and nothing ever waits for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bankgraph.ontology import Schema
    from bankgraph.queries import Pack

    from .values import Values


@dataclass(slots=True)
class Words:
    """The vocabulary, the packs, the graph's values, and the parameters that are set."""

    schema: Schema | None = None
    packs: Mapping[str, Pack] = field(default_factory=dict)
    values: Values | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
