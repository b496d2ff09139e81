"""The one label that code knows: whatever the vocabulary, what a curator writes about carries it."""

ENTITY = "Entity"
"""The label that every entity carries; the root of the classes that a curator writes."""
METRIC = "Metric"
