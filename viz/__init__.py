"""A result or the whole graph as one self-contained page."""

from .document import render
from .folding import fold
from .picture import Citation, Detail, Entity, Picture, Source, Statement

__all__ = ["Citation", "Detail", "Entity", "Picture", "Source", "Statement", "fold", "render"]
