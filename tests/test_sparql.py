"""SPARQL over the data: the same answers as elsewhere, nothing changed, no one else asked."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from oxrdflib import OxigraphStore

from bankgraph.loaders import SUFFIXES, Knowledge, Observation, Relation
from bankgraph.loaders.rdf.asking import queried
from bankgraph.ontology import Schema, UsageError, shipped_turtle
from bankgraph.ontology.namespaces import PREFIXES
from bankgraph.stores import Rows
from bankgraph.stores.sparql_text import is_update, refuse_service
from bankgraph.stores.triples import TripleStore
from command import EXE, Run

BANKS = "SELECT ?bank { ?bank a bg:Bank } ORDER BY ?bank"


@pytest.fixture(scope="module")
def quads(knowledge: Knowledge, schema: Schema) -> list[ox.Quad]:
    return list(queried(knowledge, schema, shipped_turtle()))


@pytest.fixture(scope="module")
def triples(quads: list[ox.Quad]) -> TripleStore:
    return TripleStore("of-these-tests", lambda: quads)


def rows(store: TripleStore, sparql: str) -> list[tuple[object, ...]]:
    found = store.query(sparql)
    assert isinstance(found, Rows)
    return [tuple(row) for row in found.rows]


def test_every_statement_is_asked_with_all_that_qualifies_it(
    triples: TripleStore, knowledge: Knowledge
) -> None:
    found = rows(
        triples,
        """
        SELECT ?s ?p ?o (COUNT(DISTINCT ?citation) AS ?n) (SAMPLE(?when) AS ?period) {
          ?statement a bg:RelationStatement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
            bg:evidence ?citation . OPTIONAL { ?statement bg:period ?when }
        } GROUP BY ?statement ?s ?p ?o
        """,
    )
    relations = [s for s in knowledge.statements if isinstance(s, Relation)]
    expected = [
        (PREFIXES["id"] + r.subject, PREFIXES["id"] + r.target, len(r.evidence), r.qualifiers.period)
        for r in relations
    ]
    assert sorted((s, o, n, str(p)) for s, _, o, n, p in found) == sorted(
        (s, o, n, str(p.edtf if p else None)) for s, o, n, p in expected
    )


def test_a_figure_keeps_its_bound_its_unit_and_its_place(triples: TripleStore, knowledge: Knowledge) -> None:
    found = rows(
        triples,
        """
        SELECT ?value ?bound ?unit ?written ?source ?start ?end {
          ?bank bg:reported ?figure .
          ?figure bg:ofMetric id:ai-application-scenarios ; bg:value ?value ; qudt:hasUnit ?unit ;
            bg:comparator/skos:notation ?bound ; bg:evidence ?citation .
          ?citation bg:asWritten ?written ; oa:hasSource ?source ; oa:hasSelector ?span .
          ?span oa:start ?start ; oa:end ?end . FILTER(?value = 300)
        }
        """,
    )
    (figure,) = [
        s
        for s in knowledge.statements
        if isinstance(s, Observation) and s.metric == "ai-application-scenarios" and s.quantity
        if s.quantity.value == 300
    ]
    (piece,) = figure.evidence
    place = (PREFIXES["source"] + piece.source, piece.start, piece.end)
    assert found == [(300.0, ">", f"{PREFIXES['unit']}count", "over 300", *place)]


def test_a_graph_of_a_source_holds_what_it_states(triples: TripleStore, knowledge: Knowledge) -> None:
    found = rows(
        triples, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a bg:Observation } } GROUP BY ?g ORDER BY ?g"
    )
    figures = [s for s in knowledge.statements if isinstance(s, Observation)]
    expected = {
        PREFIXES["source"] + i: sum(any(e.source == i for e in f.evidence) for f in figures)
        for i in knowledge.sources
    }
    assert {str(row[0]): row[1] for row in found} == {source: n for source, n in expected.items() if n}


def test_the_vocabulary_answers_beside_the_data(triples: TripleStore, knowledge: Knowledge) -> None:
    (found,) = rows(triples, "SELECT (COUNT(?o) AS ?n) { ?o a/rdfs:subClassOf* bg:Organization }")
    organizations = [e for e in knowledge.entities.values() if e.cls in ("Organization", "Bank", "BankGroup")]
    assert found == (len(organizations),)


@pytest.mark.parametrize(
    "sparql",
    [
        BANKS,
        "SELECT ?b ?m { ?b bg:deploys ?m } ORDER BY ?b ?m",
        "SELECT ?l { id:deepseek bg:aliases/rdf:rest*/rdf:first ?l } ORDER BY ?l",
        "SELECT ?m (SUM(?v) AS ?all) { ?o bg:ofMetric ?m ; bg:canonicalValue ?v } GROUP BY ?m ORDER BY ?m",
        "SELECT ?s ?d { ?s bg:periodStart ?d FILTER(?d > '2025-01-01'^^xsd:date) } ORDER BY ?s",
    ],
)
def test_rdflib_on_the_oxigraph_store_answers_the_same(
    triples: TripleStore, quads: list[ox.Quad], sparql: str
) -> None:
    store = ox.Store()
    store.extend(quads)
    graph = rdflib.Dataset(store=OxigraphStore(store=store), default_union=False).default_graph
    theirs = graph.query(sparql, initNs=dict(PREFIXES))
    found = [tuple(float(t) if _is_number(t) else str(t) for t in row) for row in theirs]
    ours = [tuple(float(v) if isinstance(v, int | float) else v for v in r) for r in rows(triples, sparql)]
    assert ours
    assert found == ours


def _is_number(term: rdflib.term.Node) -> bool:
    return isinstance(term, rdflib.Literal) and term.datatype in (
        rdflib.XSD.decimal,
        rdflib.XSD.integer,
        rdflib.XSD.double,
    )


# ------------------------------------------------------------------------- the command


def test_rows_come_in_every_format(run: Run, knowledge: Knowledge) -> None:
    banks = sorted(e.id for e in knowledge.entities.values() if e.cls == "Bank")
    iris = [PREFIXES["id"] + bank for bank in banks]
    names = [f"id:{bank}" for bank in banks]
    assert [row["bank"] for row in json.loads(run("sparql", BANKS, "--format", "json").stdout)] == iris
    lines = run("sparql", BANKS, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["bank"] for line in lines] == iris
    text = run("sparql", BANKS, "--format", "csv").stdout
    assert [row["bank"] for row in csv.DictReader(io.StringIO(text))] == iris
    assert run("sparql", BANKS).stdout.splitlines() == ["bank", *names]
    assert run("sparql", BANKS, "--format", "markdown").stdout.splitlines()[2:] == [f"| {n} |" for n in names]


def test_a_query_comes_as_an_argument_a_file_or_on_stdin(run: Run, tmp_path: Path) -> None:
    (tmp_path / "banks.rq").write_text(BANKS, encoding="utf-8")
    asked = run("sparql", BANKS)
    assert asked.returncode == 0
    assert run("sparql", "--file", "banks.rq").stdout == asked.stdout
    assert run("sparql", "-", stdin=BANKS).stdout == asked.stdout
    assert run("sparql", stdin=BANKS).stdout == asked.stdout


@pytest.mark.parametrize(
    ("sparql", "answer"), [("ASK { ?b bg:deploys ?m }", "true"), ("ASK { id:x ?p ?o }", "false")]
)
def test_ask_answers_true_or_false_and_both_are_answers(run: Run, sparql: str, answer: str) -> None:
    found = run("sparql", sparql)
    assert (found.stdout, found.stderr, found.returncode) == (f"{answer}\n", "", 0)


@pytest.mark.parametrize(
    "sparql", ["DESCRIBE id:bank-of-beijing", "CONSTRUCT { ?s bg:deploys ?o } WHERE { ?s bg:deploys ?o }"]
)
def test_described_and_constructed_graphs_come_as_turtle(run: Run, sparql: str) -> None:
    found = run("sparql", sparql)
    graph = rdflib.Graph().parse(data=found.stdout, format="turtle")
    bank, model = (rdflib.URIRef(PREFIXES["id"] + name) for name in ("bank-of-beijing", "deepseek"))
    assert (bank, rdflib.URIRef(f"{PREFIXES['bg']}deploys"), model) in graph
    assert run("sparql", sparql).stdout == found.stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["SELECT ?x { ?x a bg:Nothing }"], 1, "found nothing"),
        (["SELECT ?x {\n ?x a bg:Bank"], 2, "at 2:14: expected"),
        (["SELECT ?x { ?x nope:a bg:Bank }"], 2, "unknown prefix; declare it"),
        (["INSERT DATA { <a:a> <a:b> <a:c> }"], 2, "only reading queries"),
        (["PREFIX x: <x:>\n# SELECT\ndelete where { ?s ?p ?o }"], 2, "only reading queries"),
        (["LOAD <http://127.0.0.1:9/>"], 2, "only reading queries"),
        (["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], 2, "asks another server"),
        ([""], 2, "there is no query"),
        (["ASK {}", "--file", "x.rq"], 2, "cannot both"),
        (["--file", "x.rq"], 3, "cannot be read"),
        (["ASK {}", "--data", "missing"], 3, "check the path of the data"),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(run: Run, args: list[str], code: int, said: str) -> None:
    found = run("sparql", *args)
    assert (found.returncode, found.stdout) == (code, "")
    assert said in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine, and what anyone sends to it."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def listen() -> None:
            try:
                while True:
                    with server.accept()[0] as peer:
                        heard.append(peer.recv(1000))
                        peer.sendall(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            except OSError:
                return

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        server.close()


ASKING_ANOTHER = (
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL>{ ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { id:deepseek bg:x 1SERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?s a bg:Bank OPTIONAL{}SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { ?s a bg:Bank FILTER(true)SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s a bg:Bank FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    'SELECT * { ?s ?p "#" . SERVICE <URL> { ?s ?p ?o } }',
    "SELECT * { ?s ?p '''a\"''' . SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { # it's\n SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { S\\u0045RVICE <URL> { ?s ?p ?o } }",
    "SELECT * { \\u005Cu0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
)


def test_no_query_asks_another_server(triples: TripleStore, listener: tuple[int, list[bytes]]) -> None:
    port, heard = listener
    url = f"http://127.0.0.1:{port}/"
    direct = ox.Store()
    with pytest.raises(OSError, match="500"):
        next(iter(direct.query(ASKING_ANOTHER[0].replace("URL", url))))  # type: ignore[arg-type]
    assert heard, "the engine by itself would ask"
    heard.clear()
    for sparql in ASKING_ANOTHER:
        if " FROM " not in sparql and "GRAPH" not in sparql:
            with pytest.raises(UsageError, match="asks another server"):
                triples.query(sparql.replace("URL", url))
        else:
            triples.query(sparql.replace("URL", url))
    assert heard == []


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT ?service { ?service skos:prefLabel "customer service"@en }',
        "SELECT ?x { ?x a bg:service } # no SERVICE here",
        "SELECT ?x { ?x bg:p <http://example.org/SERVICE> }",
        "SELECT ?x { ?x bg:p '''SERVICE <x> { }''' }",
    ],
)
def test_the_word_service_may_stand_in_names_and_texts(sparql: str) -> None:
    refuse_service(sparql)


@given(st.text(max_size=60))
def test_any_text_is_told_apart_without_an_error(text: str) -> None:
    is_update(text)
    try:
        refuse_service(text)
    except UsageError:
        assert "service" in text.lower() or "\\u" in text.lower()


# ------------------------------------------------------------------------- the cache


def ask_beside(cache: Path, *args: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "BANKGRAPH_CACHE": str(cache)}
    return subprocess.run([EXE, "sparql", *args], capture_output=True, text=True, env=env, check=False)


def stored(cache: Path) -> list[Path]:
    return sorted(p for p in cache.iterdir() if "triples" in p.name)


def test_the_conversion_is_kept_and_made_again_when_data_change(tmp_path: Path) -> None:
    cache, mine = tmp_path / "cache", tmp_path / "mine.yaml"
    assert ask_beside(cache, BANKS).returncode == 0
    (first,) = stored(cache)
    made = first.stat().st_mtime_ns
    assert ask_beside(cache, BANKS).returncode == 0
    assert [p.stat().st_mtime_ns for p in stored(cache)] == [made]
    mine.write_text("Bank:\n  my-bank: {zh: 我的银行, en: My Bank}\n", encoding="utf-8")
    assert "id:my-bank" in ask_beside(cache, BANKS, "--data", str(mine)).stdout
    mine.write_text("Bank:\n  our-bank: {zh: 我们的银行, en: Our Bank}\n", encoding="utf-8")
    found = ask_beside(cache, BANKS, "--data", str(mine)).stdout
    assert "id:our-bank" in found
    assert "id:my-bank" not in found
    assert "id:our-bank" not in ask_beside(cache, BANKS).stdout


def test_old_conversions_go(quads: list[ox.Quad], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANKGRAPH_CACHE", str(tmp_path))
    for number in range(12):
        assert TripleStore(f"n{number}", lambda: quads[:5]).query("ASK { ?s ?p ?o }") is True
    assert len(stored(tmp_path)) == 8
    assert (tmp_path / "triples-n11").is_dir()


@pytest.mark.parametrize("damage", ["truncate", "remove", "empty"])
def test_a_damaged_conversion_is_made_again(
    quads: list[ox.Quad], damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANKGRAPH_CACHE", str(tmp_path))
    whole = TripleStore("x", lambda: quads).query(BANKS)
    for file in (tmp_path / "triples-x").glob("*.sst"):
        if damage == "truncate":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        elif damage == "remove":
            file.unlink()
    if damage == "empty":
        shutil.rmtree(tmp_path / "triples-x")
        (tmp_path / "triples-x").mkdir()
    assert TripleStore("x", lambda: quads).query(BANKS) == whole


def test_where_no_cache_can_be_written_the_answer_comes_all_the_same(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    found = ask_beside(blocked / "cache", BANKS)
    assert found.returncode == 0
    assert "id:bank-of-beijing" in found.stdout


def test_several_processes_convert_at_once(tmp_path: Path) -> None:
    env = {**os.environ, "BANKGRAPH_CACHE": str(tmp_path / "cache")}
    running = [
        subprocess.Popen([EXE, "sparql", BANKS], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
        for _ in range(4)
    ]
    outcomes = {(p.communicate(), p.returncode) for p in running}
    assert len(outcomes) == 1
    ((out, err), code), *_ = outcomes
    assert (code, err) == (0, b"")
    assert b"id:bank-of-beijing" in out
    assert len(stored(tmp_path / "cache")) == 1


def imported_by(*args: str) -> str:
    env = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
    return subprocess.run([EXE, *args], capture_output=True, text=True, env=env, check=True).stderr


def test_libraries_for_rdf_are_imported_by_who_needs_them(tmp_path: Path) -> None:
    assert "pyoxigraph" not in imported_by("queries")
    assert "rdflib" not in imported_by("export", "facts")
    assert ask_beside(tmp_path, BANKS).returncode == 0
    os.environ["BANKGRAPH_CACHE"], before = str(tmp_path), os.environ["BANKGRAPH_CACHE"]
    try:
        asked = imported_by("sparql", BANKS)
    finally:
        os.environ["BANKGRAPH_CACHE"] = before
    assert "pyoxigraph" in asked
    assert not {"rdflib", "edtf", "networkx", "neo4j"} & {
        line.split("|")[-1].strip() for line in asked.splitlines()
    }


# ------------------------------------------------------------------------- export and load


@pytest.mark.parametrize("form", SUFFIXES)
def test_an_export_loads_as_what_it_was(run: Run, home: Path, tmp_path: Path, form: str) -> None:
    file = f"graph{SUFFIXES[form][0]}"
    assert run("export", "graph", "-o", file).returncode == 0
    assert run("export", "graph", "--format", form).stdout == (tmp_path / file).read_text(encoding="utf-8")
    found = run("load", "--from", file)
    assert found.returncode == 0
    assert "unchanged" in found.stdout


def test_a_new_store_holds_what_the_file_says(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("Bank:\n  my-bank: {zh: 我的银行, en: My Bank}\n", encoding="utf-8")
    run("export", "graph", "-o", "more.ttl", "--data", "mine.yaml")
    store = str(tmp_path / "store")
    loaded = json.loads(run("load", "--from", "more.ttl", "--to", store, "--format", "json").stdout)
    curated = json.loads(run("load", "--to", str(tmp_path / "own"), "--format", "json").stdout)
    assert loaded[0]["entities"] == curated[0]["entities"] + 1
    assert loaded[0]["evidence"] == curated[0]["evidence"]
    query = "MATCH (b:Bank {id: 'my-bank'}) RETURN b.name AS name"
    found = run("cypher", query, "--store", store, "--format", "json")
    assert json.loads(found.stdout) == [{"name": "我的银行"}]


@pytest.mark.parametrize("suffix", [".trig", ".graphml"])
def test_a_store_from_a_file_is_that_from_the_yaml_element_by_element(
    run: Run,
    tmp_path: Path,
    suffix: str,
) -> None:
    run("export", "graph", "-o", f"graph{suffix}")
    stores = [str(tmp_path / "from-file"), str(tmp_path / "from-yaml")]
    assert run("load", "--from", f"graph{suffix}", "--to", stores[0]).returncode == 0
    assert run("load", "--to", stores[1]).returncode == 0
    for query in (
        "MATCH (n) RETURN labels(n) AS labels, properties(n) AS said ORDER BY n.id",
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, b.id AS b, properties(r) AS said ORDER BY r.id",
    ):
        found, expected = (run("cypher", query, "--store", s, "--format", "json").stdout for s in stores)
        assert len(json.loads(expected)) > 500
        assert json.loads(found) == json.loads(expected)


def test_a_broken_export_loads_nothing(run: Run, tmp_path: Path) -> None:
    run("export", "graph", "-o", "graph.nt")
    lines = (tmp_path / "graph.nt").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "graph.nt").write_text("".join(lines[:-300]), encoding="utf-8")
    store = str(tmp_path / "store")
    found = run("load", "--from", "graph.nt", "--to", store)
    assert (found.returncode, found.stdout) == (1, "")
    assert "graph.nt:" in found.stderr
    assert not Path(store, "current").exists()


def test_turtle_is_the_format_unless_the_name_says_otherwise(run: Run, tmp_path: Path) -> None:
    assert run("export", "graph").stdout.startswith("@prefix bg:")
    run("export", "graph", "-o", "graph")
    assert (tmp_path / "graph").read_text(encoding="utf-8").startswith("@prefix bg:")
    run("export", "graph", "-o", "graph.ttl", "--format", "n-triples")
    assert (
        (tmp_path / "graph.ttl")
        .read_text(encoding="utf-8")
        .startswith("<https://w3id.org/bankgraph/graph> <")
    )
    found = run("export", "graph", "-o", "no/such/place.ttl")
    assert (found.returncode, found.stdout) == (3, "")
    assert "cannot be written" in found.stderr
