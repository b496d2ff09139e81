"""The labels that code knows, whatever the vocabulary."""

ENTITY = "Entity"
"""The label that every entity carries; the root of the classes that a curator writes."""
METRIC = "Metric"
"""The label of what figures are of: a share is asked of a metric only where it is one."""
