"""The terms of the statement model in RDF. The domain's own terms come from the `Schema`."""

from pyoxigraph import NamedNode

from bankgraph.ontology.namespaces import BASE, PREFIXES


def term(name: str) -> NamedNode:
    """Return the IRI of a prefixed name such as `rdf:type`. Raises `KeyError` for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


GRAPH = NamedNode(f"{BASE}graph")
"""What carries the hash of all that an export says."""

TYPE = term("rdf:type")
FIRST, REST, NIL = term("rdf:first"), term("rdf:rest"), term("rdf:nil")

# entities
PREF_LABEL, ALT_LABEL, NOTE = term("skos:prefLabel"), term("skos:altLabel"), term("skos:note")
ALIASES = term("bg:aliases")

# sources
SOURCE, PROV_ENTITY = term("bg:Source"), term("prov:Entity")
TITLE, PUBLISHER = term("dcterms:title"), term("dc:publisher")
ISSUED, LANGUAGE = term("dcterms:issued"), term("dc:language")
SHA256, CHARACTERS, URL = term("bg:sha256"), term("bg:characters"), term("schema:url")

# statements
RELATION, OBSERVATION, NAMING = term("bg:RelationStatement"), term("bg:Observation"), term("bg:Naming")
SUBJECT, PREDICATE, OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
REPORTED, OF_METRIC, ABOUT = term("bg:reported"), term("bg:ofMetric"), term("bg:about")
VALUE, UNIT, HAS_UNIT = term("bg:value"), term("bg:unit"), term("qudt:hasUnit")
CANONICAL_VALUE, CANONICAL_UNIT = term("bg:canonicalValue"), term("bg:canonicalUnit")
COMPARATOR = term("bg:comparator")
CHANGE_VALUE, CHANGE_UNIT = term("bg:changeValue"), term("bg:changeUnit")
CHANGE_COMPARATOR, CHANGE_BASIS = term("bg:changeComparator"), term("bg:changeBasis")
CHANGE_BASELINE = term("bg:changeBaseline")
PERIOD, PERIOD_INFERRED = term("bg:period"), term("bg:periodInferred")
PERIOD_START, PERIOD_END = term("bg:periodStart"), term("bg:periodEnd")

# evidence
EVIDENCE, PRIMARY_SOURCE = term("bg:evidence"), term("prov:hadPrimarySource")
CITATION, HAS_SOURCE, HAS_SELECTOR = term("bg:Citation"), term("oa:hasSource"), term("oa:hasSelector")
SELECTOR, START, END = term("oa:TextPositionSelector"), term("oa:start"), term("oa:end")
NOTATION, AS_WRITTEN = term("skos:notation"), term("bg:asWritten")

# the whole
VERSION, STATEMENTS = term("bg:GraphVersion"), term("bg:statements")
FINGERPRINT, CONTENT_HASH = term("bg:fingerprint"), term("bg:contentHash")

# datatypes
EDTF, DATE, BOOLEAN = term("bg:edtf"), term("xsd:date"), term("xsd:boolean")
DECIMAL, INTEGER, POSITION = term("xsd:decimal"), term("xsd:integer"), term("xsd:nonNegativeInteger")
ANY_URI, STRING = term("xsd:anyURI"), term("xsd:string")

WHOLE = (INTEGER, POSITION)
NUMERIC = (*WHOLE, DECIMAL)
LONGEST_NUMBER = 20
"""Digits of a whole number that is read as one: far more than any position in a text has."""
