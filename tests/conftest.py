"""What every test may use. No test touches the user's own graph or cache."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bankgraph.loaders import Knowledge, property_graph, read_knowledge, shipped_data
from bankgraph.ontology import Schema, load_schema
from bankgraph.queries import Facts, Names
from bankgraph.stores import Graph, Store
from bankgraph.stores.embedded import EmbeddedStore

pytest_plugins = ["engines", "browser", "command", "pages", "small_disk"]


@pytest.fixture(scope="session", autouse=True)
def _own_directories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the embedded graph, the cache and the environment's settings of the user out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [n for n in os.environ if n.startswith("BANKGRAPH_")]:
            patch.delenv(name)
        patch.setenv("BANKGRAPH_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("BANKGRAPH_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The shipped vocabulary."""
    return load_schema()


@pytest.fixture(scope="session")
def knowledge(schema: Schema) -> Knowledge:
    """The shipped data."""
    return read_knowledge([shipped_data()], schema)


@pytest.fixture(scope="session")
def graph(knowledge: Knowledge, schema: Schema) -> Graph:
    """The shipped data as a property graph."""
    return property_graph(knowledge, schema)


@pytest.fixture(scope="module")
def shipped_store(schema: Schema, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The shipped data in an embedded graph."""
    with EmbeddedStore(schema, tmp_path_factory.mktemp("graph")) as store:
        store.replace(graph)
        yield store


@pytest.fixture(scope="module")
def names(shipped_store: Store) -> Names:
    """The names of the shipped data."""
    return Names.of(shipped_store)


@pytest.fixture(scope="module")
def facts(shipped_store: Store) -> Facts:
    """The facts of the shipped data."""
    return Facts(shipped_store)


@pytest.fixture(scope="session")
def texts() -> Path:
    """The articles that the data cite; they belong to their publishers and are not part of the project."""
    beside = Path(os.environ.get("BANKGRAPH_TEXTS", Path(__file__).parents[2] / "shared" / "sources"))
    if not beside.is_dir():
        pytest.skip("the cited articles are not here; set BANKGRAPH_TEXTS to their directory")
    return beside
