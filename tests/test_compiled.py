"""Files compiled step by step make the graph that they make when read at once."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bankgraph.loaders import compiled, holdings, property_graph, read_knowledge, shipped_data
from bankgraph.loaders.defined import DefinedEntities
from bankgraph.loaders.known import Known
from bankgraph.ontology import InvalidDataError, Schema, UnreachableError, UsageError
from bankgraph.stores import Graph, Node, Relationship
from bankgraph.stores.difference import difference_since, difference_to_stored
from bankgraph.stores.staged import StagedGraph
from generate import generate

Edit = Callable[[Path, random.Random], None]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with nothing in it."""
    place = tmp_path / "cache"
    monkeypatch.setenv("BANKGRAPH_CACHE", str(place))
    return place


@pytest.fixture
def data(tmp_path: Path, schema: Schema) -> Path:
    """Some made-up data that a test may change."""
    generate(tmp_path / "data", 700, schema)
    return tmp_path / "data"


def at_once(data: Path, schema: Schema) -> Graph:
    """What the files make when they are all read."""
    return property_graph(read_knowledge([data], schema), schema)


def elements(graph: Graph | StagedGraph) -> set[tuple[object, ...]]:
    """Every node and relationship, as far as it tells one from another."""
    if isinstance(graph, Graph):
        nodes = [n for n in graph.nodes if n.label != "GraphVersion"]
        return {(n.labels, n.id, n.properties["content_hash"]) for n in nodes} | {
            (r.type, r.id, r.start, r.end, r.properties["content_hash"]) for r in graph.relationships
        }
    run = graph.connection.execute
    found: set[tuple[object, ...]] = {
        (graph.kinds.names(k), i, h) for k, i, h in run("SELECT kind, id, hash FROM node")
    }
    rows = run("SELECT kind, id, start, end, hash FROM relationship")
    return found | {(graph.kinds.names(kind)[0], *rest) for kind, *rest in rows}


def assert_same(staged: StagedGraph, graph: Graph) -> None:
    assert elements(staged) == elements(graph)
    assert staged.fingerprint == graph.fingerprint
    assert staged.holdings == holdings(graph)
    assert staged.version in graph.nodes


def test_the_shipped_data_are_compiled_to_what_they_make_at_once(schema: Schema, graph: Graph) -> None:
    for _ in range(2):
        with compiled([shipped_data()], schema) as staged:
            assert_same(staged, graph)


def test_a_graph_in_memory_is_staged_as_it_is(graph: Graph) -> None:
    with StagedGraph.of(graph, holdings(graph)) as staged:
        assert_same(staged, graph)


def sources(data: Path) -> list[Path]:
    return sorted(data.glob("source-*.yaml"))


def statements_of(file: Path) -> tuple[str, list[str]]:
    head, *statements = file.read_text(encoding="utf-8").split("\n- ")
    return head, [statement.rstrip("\n") for statement in statements]


def write(file: Path, head: str, statements: list[str]) -> None:
    file.write_text("\n- ".join([head, *statements]) + "\n", encoding="utf-8")


def take_a_statement_out(data: Path, chance: random.Random) -> None:
    file = chance.choice(sources(data))
    head, statements = statements_of(file)
    statements.pop(chance.randrange(len(statements)))
    write(file, head, statements)


def let_another_source_say_it_too(data: Path, chance: random.Random) -> None:
    one, other = chance.sample(sources(data), 2)
    _, told = statements_of(one)
    head, statements = statements_of(other)
    write(other, head, [*statements, chance.choice(told)])


def move_a_span(data: Path, chance: random.Random) -> None:
    file = chance.choice(sources(data))
    head, statements = statements_of(file)
    at = chance.randrange(len(statements))
    start = chance.randrange(1000)
    statements[at] = f"{statements[at].rpartition('at:')[0]}at: [{start}, {start + 9}]"
    write(file, head, statements)


def rename_an_entity(data: Path, chance: random.Random) -> None:
    file = data / "entities.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    at = chance.choice([i for i, line in enumerate(lines) if line.startswith("    en: ")])
    lines[at] += " renamed"
    file.write_text("\n".join(lines), encoding="utf-8")


def add_an_entity(data: Path, chance: random.Random) -> None:
    number = chance.randrange(10**9)
    text = f"Bank:\n  added-{number}: {{zh: 加{number}, en: Added {number}}}\n"
    (data / f"added-{number}.yaml").write_text(text, encoding="utf-8")


def take_a_source_out(data: Path, chance: random.Random) -> None:
    if len(sources(data)) > 2:
        chance.choice(sources(data)).unlink()


def rename_a_file(data: Path, chance: random.Random) -> None:
    file = chance.choice(sources(data))
    file.rename(file.with_name(f"source-{chance.randrange(10**9)}.yaml"))


def touch(data: Path, chance: random.Random) -> None:
    os.utime(chance.choice(sources(data)), (0, chance.randrange(10**9)))


EDITS: list[Edit] = [
    take_a_statement_out,
    let_another_source_say_it_too,
    move_a_span,
    rename_an_entity,
    add_an_entity,
    take_a_source_out,
    rename_a_file,
    touch,
]


@pytest.mark.parametrize("seed", range(4))
def test_edits_lead_to_what_reading_at_once_gives(seed: int, data: Path, schema: Schema) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same edits each time
    past: list[Graph] = []
    for _ in range(20):
        with compiled([data], schema) as staged:
            graph = at_once(data, schema)
            assert_same(staged, graph)
            for old in past[-3:]:  # what differs from an earlier state is the same, remembered or read back
                assert remembered(staged, old) == read_back(staged, old, schema)
        past.append(graph)
        for edit in chance.sample(EDITS, chance.randint(1, 3)):
            edit(data, chance)


Steps = list[tuple[object, ...]]


def remembered(staged: StagedGraph, old: Graph) -> Steps:
    state = staged.state_of(old.fingerprint)
    assert state is not None
    with difference_since(staged, state) as difference:
        return sorted((s.action, repr(s.shape), sorted(s.rows)) for s in difference.steps())


def read_back(staged: StagedGraph, old: Graph, schema: Schema) -> Steps:
    nodes = [(n.id, n.labels, n.properties["content_hash"]) for n in old.nodes if n.label != "GraphVersion"]
    edges = [(r.id, r.type, r.start, r.end, r.properties["content_hash"]) for r in old.relationships]
    with difference_to_stored(staged, nodes, edges, schema) as difference:
        return sorted((s.action, repr(s.shape), sorted(s.rows)) for s in difference.steps())


def test_what_is_wrong_is_said_with_its_place_and_changes_nothing(data: Path, schema: Schema) -> None:
    with compiled([data], schema) as staged:
        before = elements(staged)
    file = sources(data)[1]
    right = file.read_text(encoding="utf-8")
    file.write_text(f"{right}- subject: nobody\n  predicate: DEPLOYS\n  object: no-one\n", encoding="utf-8")
    with pytest.raises(InvalidDataError, match=rf"{file}:\d+:\d+: ") as error, compiled([data], schema):
        pass
    with pytest.raises(InvalidDataError) as whole:
        read_knowledge([data], schema)
    assert str(error.value) == str(whole.value)
    file.write_text(right, encoding="utf-8")
    with compiled([data], schema) as staged:
        assert elements(staged) == before


def test_an_entity_that_goes_is_missed_by_the_files_that_name_it(data: Path, schema: Schema) -> None:
    with compiled([data], schema):
        pass
    named = statements_of(sources(data)[0])[1][0].split("\n")[0].removeprefix("subject: ")
    file = data / "entities.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"\n  {named}:\n", f"\n  {named}-gone:\n"), encoding="utf-8")
    with pytest.raises(InvalidDataError, match=named), compiled([data], schema):
        pass


def test_two_files_that_define_one_id_are_both_named(data: Path, schema: Schema) -> None:
    with compiled([data], schema):
        pass
    (data / "again.yaml").write_text("Bank:\n  bank-1: {zh: 又一, en: Again}\n", encoding="utf-8")
    with (
        pytest.raises(InvalidDataError, match=r"bank-1.*entities\.yaml|bank-1.*again\.yaml"),
        compiled([data], schema),
    ):
        pass


def test_an_edit_of_the_same_length_in_the_same_moment_is_seen(data: Path, schema: Schema) -> None:
    file = data / "entities.yaml"
    text = file.read_text(encoding="utf-8")
    now = time.time_ns()
    os.utime(file, ns=(now, now))
    with compiled([data], schema) as staged:
        before = staged.fingerprint
    file.write_text(text.replace("en: ", "en: X", 1).replace(" 0\n", "\n", 1), encoding="utf-8")
    file.write_text(text.replace("    en: d", "    en: D", 1), encoding="utf-8")
    os.utime(file, ns=(now, now))
    with compiled([data], schema) as staged:
        assert staged.fingerprint != before
        assert_same(staged, at_once(data, schema))


def test_another_vocabulary_makes_it_anew(data: Path, schema: Schema, tmp_path: Path) -> None:

    with compiled([data], schema) as staged:
        made_by = staged.made_by
    other = schema._replace(units={**schema.units})
    with compiled([data], other) as staged:
        assert staged.made_by == made_by
    label = schema.classes["Bank"].label._replace(en="other")
    other = schema._replace(classes={**schema.classes, "Bank": schema.classes["Bank"]._replace(label=label)})
    with compiled([data], other) as staged:
        assert staged.made_by != made_by
        assert_same(staged, at_once(data, schema))


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but a text", os.urandom(100_000)])
def test_a_damaged_cache_is_made_anew(data: Path, schema: Schema, cache: Path, damage: bytes) -> None:
    with compiled([data], schema):
        pass
    (file,) = cache.glob("graph-*.sqlite")
    for each in cache.glob("graph-*"):
        each.unlink()
    file.write_bytes(damage)
    with compiled([data], schema) as staged:
        assert_same(staged, at_once(data, schema))


def test_where_nothing_can_be_cached_it_is_made_each_time(
    data: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a directory should be")
    monkeypatch.setenv("BANKGRAPH_CACHE", str(blocked / "cache"))
    for _ in range(2):
        with compiled([data], schema) as staged:
            assert_same(staged, at_once(data, schema))


def test_a_relationship_without_its_end_is_an_error() -> None:
    properties = {"id": "a", "content_hash": "00"}
    node = Node(("Entity", "Bank"), properties)
    dangling = Relationship("DEPLOYS", "a", "gone", {"id": "r", "content_hash": "01"})
    with pytest.raises(UsageError, match="'r' ends in 'gone'"):
        StagedGraph.of(Graph((node,), (dangling,)))


COMPILE = """
import sys
from pathlib import Path
from bankgraph.loaders import compiled
from bankgraph.ontology import load_schema
with compiled([Path(sys.argv[1])], load_schema()) as staged:
    print(staged.fingerprint)
"""


def test_processes_that_compile_at_once_all_get_it(data: Path, schema: Schema) -> None:
    several = [
        subprocess.Popen([sys.executable, "-c", COMPILE, str(data)], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    found = {process.communicate(timeout=120)[0].strip() for process in several}
    assert found == {at_once(data, schema).fingerprint}


def test_a_process_that_is_killed_while_it_compiles_harms_nothing(data: Path, schema: Schema) -> None:
    shutil.copytree(data, data.with_name("more"))
    expected = at_once(data, schema).fingerprint
    for after in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        take_a_statement_out(data, random.Random(after))  # noqa: S311
        expected = at_once(data, schema).fingerprint
        process = subprocess.Popen([sys.executable, "-c", COMPILE, str(data)], stdout=subprocess.DEVNULL)
        time.sleep(after)
        process.kill()
        process.wait()
    with compiled([data], schema) as staged:
        assert staged.fingerprint == expected
        assert_same(staged, at_once(data, schema))
        assert staged.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_kept_file_is_of_sqlite(data: Path, schema: Schema, cache: Path) -> None:
    with compiled([data], schema):
        pass
    (file,) = cache.glob("graph-*.sqlite")
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM file").fetchone() == (len(list(data.iterdir())),)


def test_what_another_process_compiles_meanwhile_is_seen_whole_or_not_at_all(
    data: Path, schema: Schema
) -> None:
    with compiled([data], schema) as old:
        before, version = elements(old), old.version
        take_a_statement_out(data, random.Random(1))  # noqa: S311
        with difference_to_stored(old, (), (), schema) as difference:
            with compiled([data], schema) as new:
                assert new.fingerprint != version.properties["fingerprint"]
            assert {row.id for step in difference.steps() for row in step.rows} == {e[1] for e in before}
            assert old.version == version
        with difference_to_stored(old, (), (), schema) as difference:
            graph = at_once(data, schema)
            assert old.version in graph.nodes, "another difference is one to what the file holds by then"
            assert difference.size == len(graph.nodes) - 1 + len(graph.relationships)


def test_a_graph_that_was_opened_before_another_process_changed_it_is_changed_from_there(
    data: Path, schema: Schema, cache: Path
) -> None:
    with compiled([data], schema):
        (file,) = cache.glob("graph-*.sqlite")
    with StagedGraph(file) as early:
        take_a_statement_out(data, random.Random(2))  # noqa: S311
        with compiled([data], schema) as late:
            expected = late.fingerprint
        with early.changing():
            early.seal(early.holdings)
        assert early.fingerprint == expected


def test_a_file_that_is_wrong_does_not_have_all_others_compiled_again(
    data: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    with compiled([data], schema):
        pass
    cleared: list[int] = []
    monkeypatch.setattr(StagedGraph, "clear", lambda *_: cleared.append(1))
    file = sources(data)[0]
    file.write_text(file.read_text(encoding="utf-8") + "unknown: key\n", encoding="utf-8")
    with pytest.raises(InvalidDataError, match="unknown key 'unknown'"), compiled([data], schema):
        pass
    assert not cleared


def test_data_that_are_mended_while_they_are_read_can_be_read_again(
    data: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sources(data)[0]
    right = file.read_text(encoding="utf-8")
    file.write_text(f"{right}unknown: key\n", encoding="utf-8")

    def mend(files: list[Path], schema: Schema) -> None:
        file.write_text(right, encoding="utf-8")
        read_knowledge(files, schema)

    module = sys.modules["bankgraph.loaders.compiled"]
    monkeypatch.setattr(module, "read_knowledge", mend)
    with (
        pytest.raises(UnreachableError, match="changed while they were read; try again"),
        compiled([data], schema),
    ):
        pass
    with compiled([data], schema) as staged:
        assert_same(staged, at_once(data, schema))


def test_a_cache_with_the_tables_of_another_version_is_made_anew(
    data: Path, schema: Schema, cache: Path
) -> None:
    with compiled([data], schema):
        (file,) = cache.glob("graph-*.sqlite")
    with sqlite3.connect(file) as connection:
        connection.execute("ALTER TABLE state DROP COLUMN counts")
    connection.close()
    with compiled([data], schema) as staged:
        assert_same(staged, at_once(data, schema))


def test_a_statement_less_takes_as_little_of_many_as_of_few(
    tmp_path: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in what SQLite does, by hundreds of its instructions."""
    done: list[int] = []
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def counted(*args: object, **options: object) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.set_progress_handler(lambda: done.append(1), 100)
        return connection

    def work(statements: int) -> int:
        place = tmp_path / str(statements)
        generate(place, statements, schema)
        with compiled([place], schema):
            pass
        file = sources(place)[0]
        file.write_text(file.read_text(encoding="utf-8").rpartition("\n- ")[0] + "\n", encoding="utf-8")
        done.clear()
        with monkeypatch.context() as patched:
            patched.setattr(sqlite3, "connect", counted)
            with compiled([place], schema):
                return len(done)

    assert work(20_000) < 2 * work(1_000)


def test_what_is_known_of_other_files_is_looked_up(data: Path, schema: Schema) -> None:
    with compiled([data], schema) as staged:
        known = DefinedEntities(staged.connection)
        (first, *others) = sorted(known)
        assert len(known) == 1 + len(others)
        assert known[first].id == first
        assert "no-such-thing" not in known
        known["new"] = Known("new", "Bank", None)
        assert known["new"].cls == "Bank"
        assert {"new", first} <= {*known}
        del known["new"]
        assert "new" not in known
