"""Two made-up graphs that have much in common, and what tells whether a store holds one of them."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bankgraph.loaders import holdings, property_graph, read_knowledge
from bankgraph.ontology import Schema
from bankgraph.stores import Graph, Node, Relationship, Store
from bankgraph.stores.graph import VERSION, canonical
from bankgraph.stores.staged import Element, StagedGraph
from generate import generate

Facts: TypeAlias = Counter[str]
"""A graph written canonically: how often it has each element, labels and properties included."""

_NODES = "MATCH (n) RETURN labels(n), properties(n)"
_RELATIONSHIPS = "MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)"


@dataclass(frozen=True)
class TwoGraphs:
    """What is loaded in turn, and what must be there at each moment."""

    both: tuple[Graph, Graph]
    facts: tuple[Facts, Facts]

    @classmethod
    def of(cls, one: Graph, other: Graph) -> TwoGraphs:
        return cls((one, other), (facts_of(one), facts_of(other)))

    def assert_between(self, found: Facts) -> None:
        """Fail where an element of both is missing, one of neither is there, or one is there twice.

        Whichever is loaded, one of the two is always there whole, changed elements as before or after:
        what goes is removed when all that comes is there.
        """
        one, other = self.facts
        self.assert_holds_what_both_do(found)
        assert not _content(found).keys() - (one | other).keys(), "what neither graph holds is there"
        assert not [fact for fact, count in found.items() if count > 1], "something is there twice"
        assert any(_ids(facts) <= _ids(found) for facts in self.facts), "something was removed too soon"

    def assert_holds_what_both_do(self, found: Facts) -> None:
        assert not _content(self.facts[0] & self.facts[1]) - _content(found), "what both hold is missing"

    def assert_is_one(self, found: Facts) -> None:
        """Fail where it is neither exactly the one nor exactly the other."""
        assert found in self.facts, f"{_differ(found, self.facts[0])}, {_differ(found, self.facts[1])}"

    def holds_one(self, found: Facts) -> bool:
        """Whether all but the version is exactly that of the one or of the other."""
        return any(_content(found) == _content(facts) for facts in self.facts)

    def staged(self, path: Path) -> None:
        """Keep both as states of one staged graph at `path`, the second being the present one."""
        with StagedGraph(path) as graph, graph.changing():
            _revise(graph, self.both[0])
            _revise(graph, self.both[1])


def turn(graph: StagedGraph, to: Graph) -> None:
    """Change a staged graph into another one, as editing the data does."""
    with graph.changing():
        _revise(graph, to)


def two_graphs(directory: Path, schema: Schema, statements: int) -> TwoGraphs:
    """Make up two graphs: the second has statements, sources and entities that are new, changed and gone."""
    generate(directory / "one", statements, schema)
    shutil.copytree(directory / "one", directory / "other")
    _edit(directory / "other")
    one, other = (
        property_graph(read_knowledge([directory / name], schema), schema) for name in ("one", "other")
    )
    return TwoGraphs.of(one, other)


def facts_of(graph: Graph) -> Facts:
    nodes = (_node(n.labels, dict(n.properties)) for n in graph.nodes)
    edges = (canonical([r.type, r.start, r.end, dict(r.properties)]) for r in graph.relationships)
    return Counter([*nodes, *edges])


def facts_in(store: Store) -> Facts:
    """Read all that a store holds, the node with the version included."""
    nodes = (_node(labels, properties) for labels, properties in store.query(_NODES).rows)  # type: ignore[arg-type]
    return Counter([*nodes, *(canonical(row) for row in store.query(_RELATIONSHIPS).rows)])


def _node(labels: Iterable[str], properties: object) -> str:
    return canonical([sorted(labels), properties])


def _content(facts: Facts) -> Facts:
    """All but the node with the version."""
    return Counter({fact: n for fact, n in facts.items() if not fact.startswith(f'[["{VERSION}"]')})


def _ids(facts: Facts) -> set[str]:
    """The ids of all elements, each with the number of its parts: a node's is none of a relationship's."""
    parts = [json.loads(fact) for fact in facts]
    return {f"{len(one)} {one[-1]['id']}" for one in parts}


def _differ(found: Facts, expected: Facts) -> str:
    return f"{(expected - found).total()} missing and {(found - expected).total()} too many"


def _revise(graph: StagedGraph, to: Graph) -> None:
    new: list[Element] = [*(n for n in to.nodes if n.label != VERSION), *to.relationships]
    if graph.fingerprint:
        graph.revise(_elements(graph), new)
    else:
        graph.add(new)
    graph.seal(holdings(to))


def _elements(graph: StagedGraph) -> list[Element]:
    run = graph.connection.execute
    nodes: list[Element] = [
        Node(graph.kinds.names(kind), json.loads(properties))
        for kind, properties in run("SELECT kind, properties FROM node")
    ]
    edges = run("SELECT kind, start, end, properties FROM relationship").fetchall()
    return nodes + [Relationship(graph.kinds.names(k)[0], s, e, json.loads(p)) for k, s, e, p in edges]


def _edit(data: Path) -> None:
    sources = sorted(data.glob("source-*.yaml"))
    for number, file in enumerate(sources):
        head, *statements = file.read_text(encoding="utf-8").split("\n- ")
        kept = [s for i, s in enumerate(statements) if i % 20 != number % 20]  # removed
        kept[1] = f"{kept[1].rpartition('at:')[0]}at: [7, 9]"  # other evidence
        file.write_text("\n- ".join([head, *kept]).rstrip("\n") + "\n", encoding="utf-8")
    entities = data / "entities.yaml"
    text = entities.read_text(encoding="utf-8")
    entities.write_text(re.sub(r" ([1-3])\n", r" \1 renamed\n", text), encoding="utf-8")
    new = sources[0].read_text(encoding="utf-8").replace("source-0", "source-new")
    head, *statements = new.split("\n- ")
    (data / "source-new.yaml").write_text("\n- ".join([head, *statements[:9]]) + "\n", encoding="utf-8")
    (data / "added.yaml").write_text("Bank:\n  added-bank: {zh: 新增行, en: Added}\n", encoding="utf-8")
