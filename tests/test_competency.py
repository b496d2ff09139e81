"""Competency questions are answered in SPARQL as they are in Cypher: row by row, in the same order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bankgraph.loaders import Knowledge
from bankgraph.loaders.rdf.asking import queried
from bankgraph.ontology import NotFoundError, Schema, shipped_turtle
from bankgraph.queries import Pack, read_catalogue
from bankgraph.queries.sparql import as_iris, sparql_of
from bankgraph.stores import Graph, Rows, Store, Value
from bankgraph.stores.embedded import EmbeddedStore
from bankgraph.stores.triples import TripleStore

IN_BOTH = {name: p for name, p in read_catalogue().items() if Path(p.file).with_suffix(".rq").exists()}
ONLY_IN_THE_PROPERTY_GRAPH = {"content_hash", "pinyin", "graph_state"}
MOST = 100  # values of a parameter that a question is asked with, spread over all that it can take


@pytest.fixture(scope="module")
def triples(knowledge: Knowledge, schema: Schema) -> TripleStore:
    return TripleStore("competency-questions", lambda: queried(knowledge, schema, shipped_turtle()))


@pytest.fixture(scope="module")
def store(schema: Schema, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with EmbeddedStore(schema, tmp_path_factory.mktemp("competency")) as store:
        store.replace(graph)
        yield store


def _choices(pack: Pack, schema: Schema, knowledge: Knowledge) -> list[dict[str, str | int]]:
    """Values that the pack's parameter can take, its default first."""
    if not pack.parameters:
        return [{}]
    (parameter,) = pack.parameters
    ids = list(knowledge.sources) if parameter.type == "Source" else []
    ids += [e.id for e in knowledge.entities.values() if schema.is_a(e.cls, [parameter.type])]
    spread = ids[:: max(1, len(ids) // MOST)]
    return [{parameter.name: i} for i in dict.fromkeys((str(parameter.default), *spread))]


def _comparable(rows: Rows) -> list[dict[str, object]]:
    """Rows in which a list of the Cypher, and the text that SPARQL joins it to, are sets of its items."""
    return [{name: _items(name, value) for name, value in row.items()} for row in rows.as_dicts()]


def _items(name: str, value: Value) -> object:
    if name in ("sources", "evidence", "applied_to", "aliases"):
        return frozenset(value.split("; ") if isinstance(value, str) and value else value or ())  # type: ignore[arg-type]
    return value if value != "" else None


def test_ten_questions_or_more_are_there_in_sparql() -> None:
    assert len(IN_BOTH) >= 10


@pytest.mark.parametrize("name", IN_BOTH)
def test_sparql_answers_as_cypher_does(
    name: str, store: Store, triples: TripleStore, schema: Schema, knowledge: Knowledge
) -> None:
    pack, found = IN_BOTH[name], 0
    for given in _choices(pack, schema, knowledge):
        cypher, sparql = store.query(pack.cypher, given), triples.query(sparql_of(pack), as_iris(pack, given))
        assert isinstance(sparql, Rows)
        assert sparql.columns == tuple(c for c in cypher.columns if c not in ONLY_IN_THE_PROPERTY_GRAPH)
        expected = [
            {name: value for name, value in row.items() if name in sparql.columns}
            for row in _comparable(cypher)
        ]
        assert _comparable(sparql) == expected, given
        found += len(expected)
    assert found


def test_a_question_without_sparql_is_named_with_those_that_have_it() -> None:
    with pytest.raises(NotFoundError, match=r"query 'rank' is not there in SPARQL; these are: banks-apply"):
        sparql_of(read_catalogue()["rank"])


def test_the_command_asks_a_question_in_sparql_by_any_name(tmp_path: Path) -> None:
    def rows(*arguments: str) -> Any:
        command = [str(Path(sys.executable).with_name("bankgraph")), *arguments, "--format", "json"]
        environment = {**os.environ, "BANKGRAPH_HOME": str(tmp_path / "home")}
        found = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert found.returncode == 0, found.stderr
        return json.loads(found.stdout)

    found = rows("sparql", "--query", "banks-deploying", "-p", "model=深度求索")
    assert [(row["bank_id"], row["applied_to"]) for row in found] == [("bank-of-beijing", "日常运营")]
