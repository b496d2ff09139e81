"""The console as a person meets it: on a real terminal, with keys that go in and a screen to look at."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest

from bankgraph.ontology import Schema
from bankgraph.stores import Graph
from command import EXE, at
from engines import Server
from pages import data_of
from screen import CTRL_C, CTRL_D, CTRL_R, TAB, Terminal

ENDLESS = "MATCH (a:Entity), (b:Entity), (c:Entity), (d:Entity) WHERE a.id + b.id + c.id = 'x' RETURN d.id;"
_SLOW = ["jpype", "neo4j", "rich", "pyvis", "rdflib", "pypinyin", "opencc", "networkx"]
Open = Callable[..., Terminal]


@pytest.fixture
def console(home: Path, tmp_path: Path) -> Iterator[Open]:
    """Open the console in an empty directory, and wait until it can be typed at."""
    with ExitStack() as opened:

        def start(*options: str, columns: int = 100, lines: int = 40, **env: str) -> Terminal:
            environment = {
                **at(home),
                "BANKGRAPH_CACHE": str(tmp_path / "cache"),
                "PAGER": "cat",
                **env,
            }
            command = [str(EXE), "cypher", *options]
            terminal = opened.enter_context(Terminal(command, environment, tmp_path, columns, lines))
            terminal.wait_for("bankgraph (write)>" if "--write" in options else "bankgraph>")
            return terminal

        yield start


def _answer(terminal: Terminal, line: str, until: str) -> str:
    """Type a line and return what was shown since, as soon as it holds `until`."""
    before = len(terminal.settle(0.1))
    terminal.line(line)
    return terminal.wait_for(until, after=before)[before:]


def test_a_query_is_answered_in_a_table_whose_columns_stand_below_each_other(console: Open) -> None:
    terminal = console()
    cypher = "MATCH (b:Bank) WHERE b.id STARTS WITH 'bank-of-' RETURN b.name AS name, b.id AS id ORDER BY id;"
    _answer(terminal, cypher, " rows, ")
    rows = [row for row in terminal.cells() if re.search(r"bank-of-\w+$", row)]
    assert len(rows) > 5
    assert {row.index("bank-of-") for row in rows} == {terminal.row_with("name  ").index("id")}


def test_a_statement_takes_lines_until_its_semicolon(console: Open) -> None:
    terminal = console()
    terminal.line("MATCH (b:Bank {id: 'icbc'})")
    terminal.line("// ; is no end here")
    shown = _answer(terminal, "RETURN b.name AS found;", "1 row,")
    assert "中国工商银行" in shown
    assert "->" in terminal.shown()


def test_labels_are_completed_before_the_engine_has_started(console: Open) -> None:
    terminal = console()
    terminal.send("MATCH (p:Platf")
    terminal.wait_for("平台 Platform", 10)
    terminal.send(f"{TAB}) RETURN count(p) > 0 AS found")
    assert "yes" in _answer(terminal, ";", "1 row,")


def test_a_value_is_completed_by_pinyin_and_taken_with_a_key(console: Open) -> None:
    terminal = console()
    _answer(terminal, "RETURN 1 AS one;", "1 row,")
    terminal.send("MATCH (b:Bank {id: 'nbyh")
    terminal.wait_for("宁波银行 Bank of Ningbo")
    terminal.send(f"{TAB}'}}) RETURN b.name_en AS found")
    assert "Bank of Ningbo" in _answer(terminal, ";", "1 row,")


def test_parameters_are_set_shown_and_used(console: Open) -> None:
    terminal = console()
    assert ":param model => 'deepseek'" in _answer(terminal, ":param model => 'deepseek'", "=> 'deepseek'\n")
    _answer(terminal, ":param least=2", ":param least => 2\n")
    _answer(terminal, ":param years => [y IN range(2020, 2022) | y + 1]", "=> [2021, 2022, 2023]")
    shown = _answer(terminal, ":params", ":param years")
    assert ":param model => 'deepseek'" in shown
    assert ":param least => 2" in shown
    cypher = "MATCH (m:Model {id: $model}) RETURN m.name + toString($least + $years[0]) AS found;"
    assert "DeepSeek2023" in _answer(terminal, cypher, "1 row,")


def test_a_parameter_given_at_the_start_is_set(console: Open) -> None:
    assert "DeepSeek" in _answer(
        console("-p", "model=deepseek"), "MATCH (m:Model {id: $model}) RETURN m.name AS found;", "1 row,"
    )


def test_a_pack_is_run_with_a_name_and_its_result_goes_to_file_and_page(
    console: Open, tmp_path: Path
) -> None:
    terminal = console()
    assert "北京银行" in _answer(terminal, ":run banks-deploying 深度求索", "1 row,")
    assert "北京银行" in _answer(terminal, ":run banks-deploying model=DeepSeek", "1 row,")
    (found,) = json.loads("[" + _answer(terminal, ":last json", "\n]").partition("[")[2])
    assert found["bank_id"] == "bank-of-beijing"
    for file in ("a.csv", "a.tsv", "a.json", "a.jsonl", "a.md"):
        _answer(terminal, f":export {file}", f"{file}: 1 row")
        assert "bank-of-beijing" in (tmp_path / file).read_text(encoding="utf-8")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == [found]
    _answer(terminal, ":viz deploying.html", "nodes, ")
    assert "北京银行" in data_of((tmp_path / "deploying.html").read_text(encoding="utf-8"))


def test_the_last_result_is_drawn_when_it_is_a_graph_only(console: Open, tmp_path: Path) -> None:
    terminal = console()
    _answer(terminal, ":viz", "there is no result yet")
    _answer(terminal, "RETURN 1 AS one;", "1 row,")
    _answer(terminal, ":viz", "is no graph")
    shown = _answer(terminal, "MATCH p = (:Bank)-[:DEPLOYS]->(:Model {id: 'deepseek'}) RETURN p;", "1 row,")
    assert "(:Bank bank-of-beijing 北京银行)-[:DEPLOYS]->(:Model deepseek DeepSeek)" in shown
    _answer(terminal, ":viz", "bankgraph.html: ")
    assert (tmp_path / "bankgraph.html").stat().st_size > 100_000


def test_errors_are_one_line_and_the_console_goes_on(console: Open) -> None:
    terminal = console()
    for line, said in {
        ":qit": "there is no command ':qit'; did you mean ':quit'?",
        "MATCH (b:Bank RETURN b;": "the query was refused: ",
        "RETURN $missing AS x;": "",
        ":run banks-deployin": "did you mean 'banks-deploying'?",
        ":run banks-deploying GPT-5": "no model is named 'GPT-5'",
        ":run": "which pack?",
        ":param x": "sets nothing",
        ":param x =>": "sets nothing",
        ":source nowhere.cypher": "nowhere.cypher: cannot be read",
        ":last": "there is no result yet",
        ":export a.csv": "there is no result yet",
        ":schema Bnak": "did you mean 'Bank'?",
        "CREATE (:Bank {id: 'new'});": "only reading queries may be asked",
    }.items():
        if said:
            _answer(terminal, line, said)
    _answer(terminal, "RETURN 1 AS one;", "1 row,")
    _answer(terminal, ":last xml", "there is no format 'xml'")
    _answer(terminal, ":export", "which file?")
    _answer(terminal, ":export a.xml", "the suffix names no format")
    assert "Traceback" not in terminal.shown()


def test_ctrl_c_cancels_the_query_and_not_the_console(console: Open) -> None:
    terminal = console()
    _answer(terminal, "RETURN 1 AS one;", "1 row,")
    _answer(terminal, ENDLESS, "s; Ctrl-C cancels")
    before = len(terminal.shown())
    terminal.send(CTRL_C)
    terminal.wait_for("Cancelled.", after=before - 30)
    assert "2" in _answer(terminal, "RETURN 1 + 1 AS two;", "1 row,")


def test_ctrl_c_at_the_prompt_clears_the_line_and_ctrl_d_leaves(console: Open) -> None:
    terminal = console()
    terminal.send("MATCH (nonsense")
    terminal.settle()
    terminal.send(CTRL_C)
    _answer(terminal, "RETURN 1 AS one;", "1 row,")
    terminal.settle()
    terminal.send(CTRL_D)
    assert terminal.ended() == 0


@pytest.mark.parametrize("line", [":quit", ":exit", "quit"])
def test_a_command_leaves(console: Open, line: str) -> None:
    terminal = console()
    terminal.line(line)
    assert terminal.ended() == 0


def test_a_query_that_takes_too_long_is_stopped_and_the_limit_named(console: Open) -> None:
    terminal = console("--time-limit", "1.5")
    _answer(terminal, ENDLESS, "stopped after 1.5 s, the time limit")
    _answer(terminal, "RETURN 1 AS one;", "1 row,")


def test_the_embedded_graph_is_not_written_with_write_either(console: Open) -> None:
    terminal = console("--write")
    _answer(terminal, "CREATE (:Bank {id: 'new'});", "is a read-only snapshot")


def test_rows_beyond_the_cap_are_counted_and_not_shown(console: Open, tmp_path: Path) -> None:
    terminal = console()
    shown = _answer(terminal, "UNWIND range(1, 1000) AS n RETURN n;", "1,000 rows,")
    assert "… 900 more rows; :last csv or :export FILE has all" in shown
    assert "\n100\n" in shown
    assert "\n101\n" not in shown
    _answer(terminal, ":export all.csv", "all.csv: 1,000 rows")
    assert len((tmp_path / "all.csv").read_text(encoding="utf-8").split()) == 1001
    assert "\n1000\n" in _answer(terminal, ":last csv", "\n1000\n")


def test_only_what_does_not_fit_goes_through_the_pager(console: Open, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\ncat\necho paged\n", encoding="utf-8")
    pager.chmod(0o755)
    terminal = console(lines=24, PAGER=str(pager))
    assert "paged" not in _answer(terminal, "UNWIND range(1, 15) AS n RETURN n;", "15 rows,")
    assert "paged" in _answer(terminal, "UNWIND range(1, 25) AS n RETURN n;", "25 rows,")


def test_a_file_of_statements_and_commands_is_run(console: Open, tmp_path: Path) -> None:
    statement = "MATCH (m:Model {id: $model})\nRETURN m.name AS found"
    script = f":param model => 'deepseek'\n{statement};\nRETURN 'end' AS e"
    (tmp_path / "some.cypher").write_text(script, encoding="utf-8")
    (tmp_path / "round.cypher").write_text(":source round.cypher", encoding="utf-8")
    terminal = console()
    assert "DeepSeek" in _answer(terminal, ":source some.cypher", "\nend\n")
    _answer(terminal, ":source round.cypher", "take out one :source")


def test_history_is_there_in_the_next_session_and_is_searched(console: Open) -> None:
    first = console()
    _answer(first, "RETURN 'remembered' AS x;", "1 row,")
    first.line(":quit")
    first.ended()
    second = console()
    second.send(f"{CTRL_R}rememb")
    second.wait_for("RETURN 'remembered' AS x;")


def test_a_history_that_cannot_be_kept_keeps_nobody_from_asking(console: Open, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "cypher-history").mkdir()
    terminal = console()
    _answer(terminal, "RETURN 1 AS one;", "1 row,")
    assert "Traceback" not in terminal.shown()


def test_the_schema_and_the_help_fit_a_narrow_terminal(console: Open) -> None:
    terminal = console(columns=80, lines=60)
    assert "DEPLOYS" in _answer(terminal, ":schema Bank", "DEPLOYS")
    assert "banks-deploying" not in terminal.shown()
    shown = _answer(terminal, ":help", "cancels a query.")
    assert ":export FILE" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_results_come_in_the_format_that_was_asked_for(console: Open) -> None:
    shown = _answer(console("--format", "json"), "RETURN 1 AS one;", "1 row,")
    assert '"one": 1' in shown


def test_the_transcript_on_the_page_is_what_happens(console: Open) -> None:
    page = (Path(__file__).parents[1] / "docs" / "commands.md").read_text(encoding="utf-8")
    (transcript,) = re.findall(r"```console\n\$ bankgraph cypher\n(.*?)```", page, re.DOTALL)
    terminal = console()
    for typed in re.findall(r"(?m)^(?:bankgraph>|        ->) (.*)$", transcript):
        terminal.line(typed)
        if not typed.startswith("MATCH"):
            terminal.settle(1)
    assert terminal.ended() == 0
    shown = [line.rstrip() for line in terminal.shown().splitlines()][1:]
    for line, said in zip(transcript.splitlines()[1:], shown, strict=True):
        assert re.fullmatch(re.escape(line).replace("…", ".*"), said), shown


def test_an_engine_that_dies_is_started_again(console: Open) -> None:
    terminal = console()
    _answer(terminal, "RETURN 1 AS one;", "1 row,")
    (worker,) = psutil.Process(terminal.process.pid).children()
    _answer(terminal, ENDLESS, "s; Ctrl-C cancels")
    before = len(terminal.shown()) - 30
    worker.kill()
    terminal.wait_for("the engine has ended", after=before)
    _answer(terminal, "RETURN 1 AS one;", "1 row,")
    terminal.line(":quit")
    assert terminal.ended() == 0


def test_neither_engine_nor_driver_is_imported_before_the_prompt() -> None:
    script = (
        "import sys, bankgraph.cli.main, bankgraph.cli.cypher, bankgraph.cli.console.loop; "
        f"print([m for m in {_SLOW} if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.fixture
def asked_server(server: Server, schema: Schema, graph: Graph) -> Server:
    with server.store(schema) as store:
        store.replace(graph)
    return server


def test_on_a_server_queries_are_asked_cancelled_and_written(
    console: Open, asked_server: Server, schema: Schema
) -> None:
    login = {"NEO4J_USERNAME": asked_server.login.user, "NEO4J_PASSWORD": asked_server.login.password or ""}
    terminal = console("--store", asked_server.uri, **login)
    assert "中国工商银行" in _answer(
        terminal, "MATCH (b:Bank {id: 'icbc'}) RETURN b.name AS found;", "1 row,"
    )
    _answer(terminal, "CREATE (:Note {id: 'new'});", "only reading queries may be asked")
    _answer(terminal, ENDLESS, "s; Ctrl-C cancels")
    before = len(terminal.shown())
    terminal.send(CTRL_C)
    terminal.wait_for("Cancelled.", after=before - 30)
    running = "SHOW TRANSACTIONS YIELD currentQuery AS q WHERE q STARTS WITH 'MATCH (a:Entity)' RETURN q;"
    _answer(terminal, running, "0 rows,")
    terminal.line(":quit")
    assert terminal.ended() == 0
    writing = console("--store", asked_server.uri, "--write", **login)
    assert "(write)" in writing.shown()
    _answer(writing, "CREATE (n:Note {id: 'new'}) RETURN n.id AS id;", "1 row,")
    _answer(writing, "MATCH (n:Note) DETACH DELETE n;", "0 rows,")
    with asked_server.store(schema) as store:
        assert store.query("MATCH (n:Note) RETURN count(n)").rows == ((0,),)


def test_a_server_that_does_not_answer_is_one_line(console: Open) -> None:
    terminal = console("--store", "neo4j://127.0.0.1:1")
    _answer(terminal, "RETURN 1 AS one;", "does not answer; start the server")
    _answer(terminal, ":params", "no parameters")
