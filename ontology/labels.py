"""The labels that code knows, whatever the vocabulary."""

ENTITY = "Entity"
"""The label that every entity carries; the root of the classes that a curator writes."""
