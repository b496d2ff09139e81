"""The shipped data keep to the SHACL shapes, and a graph that breaks a rule is refused by that rule."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyshacl
import pytest
import yaml
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareUpdate

from bankgraph.loaders import Knowledge, read_knowledge, shipped_data
from bankgraph.loaders.knowledge import Naming, Observation, Relation, Statement
from bankgraph.loaders.rdf import to_rdf
from bankgraph.ontology import Schema, load_schema, shipped_turtle
from bankgraph.ontology.namespaces import PREFIXES
from bankgraph.ontology.shape_graph import SHAPE
from bankgraph.ontology.shapes import all_shapes, written_shapes
from bankgraph.ontology.whole import whole_ontology
from test_extension import ADDED, TERMS
from test_extension import PREFIXES as TURTLE_PREFIXES

BROKEN: dict[str, str] = yaml.safe_load(Path(__file__).with_name("broken-graphs.yaml").read_text("utf-8"))
"""For each rule a SPARQL update that makes a graph break it."""


def _broken_rules(graph: Graph, shapes: Graph, only: list[str | URIRef] | None = None) -> set[str]:
    """The names of the shapes, all or `only` these, that a graph with the ontology in it does not keep to."""
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True, use_shapes=only)
    assert isinstance(report, Graph)
    named = {str(s).removeprefix(str(SHAPE)) for s in report.objects(None, SH.sourceShape)}
    assert conforms == (not named)
    return named


def _rdf(knowledge: Knowledge, schema: Schema) -> Graph:
    return Graph().parse(data="".join(to_rdf(knowledge, schema, "turtle")), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return all_shapes()


@pytest.fixture(scope="module")
def few(knowledge: Knowledge, schema: Schema) -> Graph:
    """A few of the shipped statements, one for each way in which statements differ, and the ontology."""
    graph = _rdf(_few(knowledge), schema)
    for file in shipped_turtle()[:2]:  # the others say nothing that a shape asks for
        graph.parse(file)
    return graph


def _few(knowledge: Knowledge) -> Knowledge:
    kinds: dict[object, Relation | Observation] = {}
    for statement in knowledge.statements:
        if not isinstance(statement, Naming):
            kinds.setdefault(_kind(statement), statement)
    named = {i for statement in kinds.values() for i in _entities(statement)}
    namings = [s for s in knowledge.statements if isinstance(s, Naming) and s.subject in named]
    entities = {i: knowledge.entities[i] for i in sorted(named)}
    return Knowledge(entities, knowledge.sources, (*kinds.values(), *namings))


def _kind(statement: Relation | Observation) -> object:
    qualifiers = statement.qualifiers
    said = (statement.kind, bool(qualifiers.period), frozenset({*qualifiers.others} - {"role"}))
    if isinstance(statement, Observation):
        return (*said, bool(statement.quantity), bool(statement.change), bool(statement.about))
    return said if qualifiers.others or qualifiers.period else (*said, statement.predicate == "OPERATES")


def _entities(statement: Relation | Observation) -> list[str]:
    ends = [statement.target] if isinstance(statement, Relation) else [statement.metric, statement.about]
    also = statement.qualifiers.others.get("attributed_to")
    return [i for i in (statement.subject, *ends, also) if i]


def test_the_shipped_data_keep_to_every_shape(knowledge: Knowledge, schema: Schema, shapes: Graph) -> None:
    assert _broken_rules(whole_ontology() + _rdf(knowledge, schema), shapes) == set()


def test_the_few_statements_that_are_broken_below_keep_to_every_shape(few: Graph, shapes: Graph) -> None:
    assert _broken_rules(Graph() + few, shapes) == set()


@pytest.mark.parametrize("rule", BROKEN)
def test_a_graph_that_breaks_a_rule_is_refused_by_that_rule(rule: str, few: Graph, shapes: Graph) -> None:
    graph = Graph() + few
    graph.update(prepareUpdate(BROKEN[rule], initNs={p: URIRef(n) for p, n in PREFIXES.items()}))
    assert {*graph} != {*few}, "the edit changed nothing"
    needed = (*shapes.subjects(SH.property, SHAPE[rule]), *shapes.objects(SHAPE[rule], SH.node))
    assert rule in _broken_rules(graph, shapes, [SHAPE[rule], *map(str, needed)])


def test_every_rule_that_is_written_can_be_broken() -> None:
    """Shapes that only hold others have no constraint, and so no message, of their own."""
    written = Graph().parse(written_shapes())
    kinds = (SH.NodeShape, SH.PropertyShape)
    rules = {s for kind in kinds for s in written.subjects(RDF.type, kind)}
    with_constraint = {
        s for s in rules if (s, SH.message, None) in written or (s, SH.sparql, None) in written
    }
    assert {str(s).removeprefix(str(SHAPE)) for s in with_constraint} <= {*BROKEN}


def test_the_shapes_are_themselves_valid_shacl(shapes: Graph) -> None:
    assert pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)[0]


def test_every_shape_says_in_both_languages_what_it_wants(shapes: Graph) -> None:
    for shape in {*shapes.subjects(SH.message)}:
        messages = [m for m in shapes.objects(shape, SH.message) if isinstance(m, Literal)]
        assert sorted(str(m.language) for m in messages) == ["en", "zh"], shape


def test_a_person_s_own_terms_get_shapes_too(tmp_path: Path) -> None:
    ontology, data = tmp_path / "robots.ttl", tmp_path / "robots.yaml"
    ontology.write_text(TURTLE_PREFIXES + TERMS, encoding="utf-8")
    data.write_text(ADDED, encoding="utf-8")
    extended = load_schema([ontology])
    knowledge = read_knowledge([shipped_data(), data], extended)
    own = Knowledge(knowledge.entities, knowledge.sources, tuple(_of_source(knowledge, "robot-news")))
    graph, shapes = whole_ontology([ontology]) + _rdf(own, extended), all_shapes([ontology])
    assert _broken_rules(Graph() + graph, shapes) == set()
    graph.add(
        (URIRef(PREFIXES["id"] + "teller-bot"), URIRef("https://example.org/robots#employsRobot"), BANK)
    )
    assert {"employsRobot-subject", "employsRobot-object"} <= _broken_rules(graph, shapes)


BANK = URIRef(PREFIXES["id"] + "bank-of-beijing")


def _of_source(knowledge: Knowledge, source: str) -> list[Statement]:
    return [s for s in knowledge.statements if any(e.source == source for e in s.evidence)]


def _exported(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("bankgraph")), "export", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_the_command_exports_is_checked_as_its_help_says(tmp_path: Path) -> None:
    parts = [_exported(part).stdout for part in ("ontology", "graph")]
    written = _exported("shapes", "-o", str(tmp_path / "shapes.ttl"))
    assert (written.returncode, written.stdout) == (0, "")
    graph = Graph().parse(data="".join(parts), format="turtle")
    assert _broken_rules(graph, Graph().parse(tmp_path / "shapes.ttl")) == set()


def test_shapes_of_a_vocabulary_that_is_wrong_are_not_exported(tmp_path: Path) -> None:
    ontology = tmp_path / "robots.ttl"
    ontology.write_text(TURTLE_PREFIXES + TERMS.replace('"网点机器人"@zh', '"Robot"@de'), encoding="utf-8")
    found = _exported("shapes", "--ontology", str(ontology))
    assert (found.returncode, found.stdout) == (1, "")
    assert "Robot has no prefLabel in zh" in found.stderr
