"""Where the names of RDF live: the project's own namespaces and those of the vocabularies that it uses."""

from collections.abc import Mapping
from types import MappingProxyType

BASE = "https://w3id.org/bankgraph/"
"""All IRIs of the project begin with it. Nothing is fetched from there."""

ONTOLOGY = f"{BASE}ontology"
"""The ontology itself; its terms follow after `#`."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "bg": f"{ONTOLOGY}#",
        "id": f"{BASE}id/",
        "source": f"{BASE}source/",
        "statement": f"{BASE}statement/",
        "unit": f"{BASE}unit/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Every prefix that exports declare and that SPARQL may use undeclared."""
