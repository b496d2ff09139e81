"""RDF: `Knowledge` → Turtle, TriG, JSON-LD, N-Quads, N-Triples, and back without loss."""

from .serializing import FORMATS, rdf_dataset, to_rdf

__all__ = ["FORMATS", "rdf_dataset", "to_rdf"]
