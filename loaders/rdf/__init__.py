"""RDF: `Knowledge` → Turtle, TriG, JSON-LD, N-Quads, N-Triples, and back without loss."""

from .reading import from_rdf
from .serializing import FORMATS, rdf_dataset, to_rdf

__all__ = ["FORMATS", "from_rdf", "rdf_dataset", "to_rdf"]
