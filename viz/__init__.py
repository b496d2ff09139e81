"""A result or the whole graph as one self-contained page."""

from .document import Page, render
from .folding import fold
from .picture import Citation, Detail, Entity, Picture, Source, Statement
from .saved import saved_views

__all__ = [
    "Citation",
    "Detail",
    "Entity",
    "Page",
    "Picture",
    "Source",
    "Statement",
    "fold",
    "render",
    "saved_views",
]
