"""The command as a person or a script meets it: streams, formats, exit codes, one clear line of error."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bankgraph.loaders import shipped_data
from bankgraph.stores.snapshots import SnapshotDirectory
from command import EXE, Run, at, loaded_home
from engines import Server


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of this module's own, which questions with `--data` bring up to date with them."""
    return loaded_home(tmp_path_factory)


def _json(found: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(found.stdout)


def test_version_and_help_answer_on_stdout(run: Run) -> None:
    for flag in ("--version", "--help", "-h"):
        found = run(flag)
        assert found.returncode == 0
        assert "bankgraph" in found.stdout
        assert found.stderr == ""


def test_help_lists_every_pack_in_both_languages(run: Run) -> None:
    text = run("--help").stdout
    assert "banks-deploying" in text
    assert "哪些银行部署了某个模型" in text


def test_the_first_question_builds_the_graph_and_says_so(run: Run, tmp_path: Path) -> None:
    found = run("banks-deploying", "DeepSeek", "--format", "json", BANKGRAPH_HOME=str(tmp_path / "new"))
    assert found.returncode == 0
    assert "for the first time" in found.stderr
    assert [row["bank_id"] for row in _json(found)] == ["bank-of-beijing"]


@pytest.mark.parametrize("name", ["DeepSeek", "deepseek", "ＤｅｅｐＳｅｅｋ", "Deep-Seek", "深度求索"])
def test_a_name_is_found_in_whatever_way_it_is_written(run: Run, name: str) -> None:
    assert _json(run("banks-deploying", name, "--format", "json"))[0]["model_id"] == "deepseek"


def test_both_ways_to_run_a_pack_give_the_same_rows(run: Run) -> None:
    by_name = run("query", "rank", "-p", "metric=AI应用场景数", "--format", "json")
    as_command = run("rank", "ai-application-scenarios", "--format", "json")
    assert by_name.stdout == as_command.stdout


def test_every_format_holds_the_same_rows(run: Run) -> None:
    def rank(form: str) -> str:
        return run("rank", "--format", form).stdout

    rows = json.loads(rank("json"))
    banks = [row["bank_id"] for row in rows]
    assert [json.loads(line)["bank_id"] for line in rank("jsonl").splitlines()] == banks
    assert [row["bank_id"] for row in csv.DictReader(io.StringIO(rank("csv")))] == banks
    assert [line.split(" | ")[0].removeprefix("| ") for line in rank("markdown").splitlines()[2:]] == banks
    table = rank("table").splitlines()
    assert table[0].split("\t")[0] == "bank_id"
    assert [line.split("\t")[0] for line in table[1:]] == banks


def test_a_figure_keeps_its_bound_in_every_output(run: Run) -> None:
    row = _json(run("rank", "--format", "json"))[0]
    assert (row["comparator"], row["value"], row["as_written"]) == (">", 300, "over 300")
    assert "> 300" in run("show", "北京银行").stdout


def test_not_in_the_data_is_an_answer_with_exit_1(run: Run) -> None:
    found = run("banks-deploying", "ChatGPT")
    assert found.returncode == 1
    assert found.stdout == ""
    assert "not in the data" in found.stderr


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["query"], 2, "Missing argument"),
        (["query", "banks-deplying"], 1, "did you mean 'banks-deploying'?"),
        (["qurey"], 2, "did you mean 'query'?"),
        (["query", "rank", "-p", "metrc=x"], 2, "did you mean 'metric'?"),
        (["query", "rank", "-p", "metric"], 2, "-p name=value"),
        (["query", "rank", "-p", "metric=AI服务", "-p", "metric=AI应用"], 2, "is given twice"),
        (["banks-deploying", "DeepSeek V9"], 1, "DeepSeek (deepseek)"),
        (["show", "北京银杏"], 1, "北京银行"),
        (["names", "zzzzzz"], 1, "nothing is named"),
        (["cypher", "MATCH (b:Bank RETURN b"], 2, "the query was refused"),
        (["cypher", "CREATE (b:Bank {id: 'x'})"], 2, "only reading queries"),
        (["cypher", "CREATE (b:Bank {id: 'x'})", "--write"], 2, "read-only"),
        (["cypher"], 2, "there is no query"),
        (["load", "--to", "neo4j://127.0.0.1:9"], 3, "start the server"),
        (["load", "--to", "http://127.0.0.1:9"], 3, "is not a Neo4j address"),
        (["load", "--data", "missing"], 3, "check the path of the data"),
        (["load", "--ontology", "missing.ttl"], 3, "cannot be read"),
        (["queries", "--packs", "missing"], 3, "there is no such directory"),
        (["viz", "-o", "no/such/directory/page.html"], 3, "cannot be written"),
        (["viz", "rank", "--around", "icbc"], 2, "only one of"),
        (["viz", "--compare", "icbc"], 2, "two things or more"),
        (["viz", "--compare", "icbc", "--compare", "deepseek"], 2, "only things of one class"),
        (["viz", "--around", "nobody-of-that-name"], 1, "no entity is named"),
    ],
)
def test_an_error_is_one_clear_line_and_an_exit_code(run: Run, args: list[str], code: int, said: str) -> None:
    found = run(*args)
    assert found.returncode == code
    assert found.stdout == ""
    assert said in found.stderr
    assert len(found.stderr.strip().splitlines()) <= (4 if "Usage" in found.stderr else 1)


def test_debug_shows_the_traceback(home: Path) -> None:
    env = at(home)
    found = subprocess.run(
        [EXE, "query", "nothing", "--debug"], capture_output=True, text=True, env=env, check=False
    )
    assert "Traceback" in found.stderr


def test_cypher_is_read_from_stdin_and_takes_parameters(run: Run) -> None:
    found = run(
        "cypher",
        "-p",
        "id=icbc",
        "--format",
        "json",
        stdin="MATCH (b:Bank {id: $id}) RETURN b.name AS name;\n",
    )
    assert _json(found) == [{"name": "中国工商银行"}]


def test_ask_answers_in_both_languages_and_shows_its_query(run: Run) -> None:
    answers = [
        _json(run("ask", q, "--format", "json"))
        for q in ("哪些银行部署了ＤeepSeek？", "Which banks deploy DeepSeek?")
    ]
    assert answers[0] == answers[1]
    assert answers[0]["query"] == "banks-deploying"
    assert "DEPLOYS" in answers[0]["cypher"]
    assert answers[0]["sources"][0]["publisher"] == "金融时报"


@pytest.mark.parametrize(
    "question",
    [
        "how much did ICBC invest in 2024?",
        "which banks deploy Llama",
        "哪些银行部署了",
        "",
        "DeepSeek 好吗",
        "为什么",
    ],
)
def test_ask_does_not_answer_what_it_does_not_understand(run: Run, question: str) -> None:
    found = run("ask", question, "--format", "json")
    assert found.returncode == 1
    answer = _json(found)
    assert answer["answered"] is False
    assert answer["rows"] == []
    assert answer["message"]


def test_names_lists_candidates_where_a_name_is_not_enough(run: Run) -> None:
    found = run("names", "Beijing", "--format", "json")
    assert found.returncode == 1
    answer = _json(found)
    assert answer["resolved"] is None
    assert "bank-of-beijing" in [c["id"] for c in answer["candidates"]]


def test_exported_facts_are_one_line_for_each_piece_of_evidence(run: Run) -> None:
    facts = [json.loads(line) for line in run("export", "facts").stdout.splitlines()]
    summary = _json(run("load", "--format", "json"))[0]
    assert len(facts) == summary["evidence"]
    figure = next(f for f in facts if f["as_written"] == "2.519 billion yuan")
    assert figure["canonical_value"] == 2_519_000_000
    assert figure["canonical_unit"] == "CNY"
    assert figure["change"] == {
        "value": 3.15,
        "unit": "%",
        "basis": "year on year",
        "baseline": None,
        "comparator": "=",
    }
    named = {f["subject"]["id"] for f in facts if f["predicate"] == "type"}
    assert {f["subject"]["id"] for f in facts} <= named


def test_check_proves_every_span_against_the_texts(run: Run, texts: Path) -> None:
    found = run("check", "--texts", str(texts))
    assert found.returncode == 0
    assert ", 0 failures, 0 without their text" in found.stdout
    counts = {line.split("\t")[0]: line.split("\t")[1:] for line in found.stdout.splitlines() if "\t" in line}
    assert counts["rule"] == ["held", "broken", "accepted", "undecided", "left"]
    assert int(counts["span"][0]) > 1000
    assert all(broken == "0" for _, broken, *_ in list(counts.values())[1:])


def test_the_counts_of_a_proof_are_read_by_programs(run: Run, texts: Path) -> None:
    found = run("check", "--texts", str(texts), "--format", "json")
    assert {row["rule"] for row in json.loads(found.stdout)} >= {"span", "figure", "bound", "period"}
    assert "spans proven" in found.stderr


def test_problems_do_not_stand_among_counts_for_programs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "twin.yaml").write_text("Bank:\n  twin: {zh: 青岛银行, en: Twin}\n", encoding="utf-8")
    found = run("check", "twin.yaml", "--format", "json")
    assert found.returncode == 1
    assert [row["rule"] for row in json.loads(found.stdout) if row["broken"]] == ["duplicate"]
    assert "shares the name '青岛银行' with 'bank-of-qingdao'" in found.stderr


def test_the_rules_of_the_check_are_explained(run: Run) -> None:
    rules = json.loads(run("check", "--explain", "--format", "json").stdout)
    assert {"rule": "figure", "kind": "proof"}.items() <= next(
        r for r in rules if r["rule"] == "figure"
    ).items()


def test_check_without_the_right_texts_proves_nothing_and_fails(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("another text", encoding="utf-8")
    found = run("check", "--texts", str(tmp_path))
    assert found.returncode == 1
    assert found.stdout.splitlines()[-1].startswith("0 spans proven")


def test_check_prints_every_problem_on_stdout(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("Bank:\n  one bank: {zh: 一, en: one}\n  two-bank: {zh: 二}\nBnak: {}\n", encoding="utf-8")
    found = run("check", "bad.yaml")
    assert found.returncode == 1
    problems = found.stdout.splitlines()
    assert len(problems) == 3
    assert [p.split(": ")[0] for p in problems] == [f"{bad}:2:3", f"{bad}:3:3", f"{bad}:4:1"]
    assert "did you mean 'Bank'?" in problems[2]


def test_wrong_data_load_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("Bank:\n  a-bank: {zh: 甲}\n", encoding="utf-8")
    new = {"BANKGRAPH_HOME": str(tmp_path / "new")}
    assert run("load", **new).returncode == 0
    before = run("cypher", "MATCH (n) RETURN count(n) AS n", "--format", "json", **new).stdout
    found = run("load", "--data", "bad.yaml", **new)
    assert found.returncode == 1
    assert "bad.yaml:2:3" in found.stderr
    assert run("cypher", "MATCH (n) RETURN count(n) AS n", "--format", "json", **new).stdout == before


def test_loading_twice_changes_nothing(run: Run) -> None:
    run("load")
    assert "unchanged" in run("load").stdout


def test_own_data_and_packs_are_added(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("Bank:\n  my-bank: {zh: 我的银行, en: My Bank}\n", encoding="utf-8")
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "all-banks.cypher").write_text(
        "// name: all-banks\n// title: All banks\n// title_zh: 所有银行\n"
        "MATCH (b:Bank) RETURN b.id AS bank_id ORDER BY bank_id;\n",
        encoding="utf-8",
    )
    store = str(tmp_path / "store")
    assert run("load", "--data", "mine.yaml", "--to", store).returncode == 0
    found = run("--packs", "packs", "all-banks", "--store", store, "--format", "json")
    assert {"bank_id": "my-bank"} in _json(found)


def test_viz_writes_a_page_to_a_file_or_to_stdout(run: Run, tmp_path: Path) -> None:
    assert run("viz", "banks-deploying", "-o", "page.html").returncode == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html")
    assert run("viz", "banks-deploying", "-o", "-").stdout.rstrip() == page.rstrip()


def test_doctor_says_what_to_do_about_what_is_missing(run: Run, tmp_path: Path) -> None:
    found = run("doctor", "--format", "json", BANKGRAPH_HOME=str(tmp_path / "none"))
    findings = {f["what"]: f for f in _json(found)}
    assert found.returncode == 0
    assert "bankgraph load" in findings["store"]["mend"]
    down = run("doctor", "--store", "neo4j://127.0.0.1:9", "--format", "json")
    assert down.returncode == 1
    assert "start the server" in {f["what"]: f for f in _json(down)}["store"]["mend"]


def test_doctor_finds_a_loaded_server_up_to_date(run: Run, server: Server) -> None:
    login = {"NEO4J_USERNAME": server.login.user, "NEO4J_PASSWORD": server.login.password or ""}
    run("load", "--to", server.uri, **login)
    found = run("doctor", "--store", server.uri, "--format", "json", **login)
    assert found.returncode == 0
    assert "up to date" in {f["what"]: f for f in _json(found)}["store"]["found"]


def test_a_login_in_the_address_is_refused_and_not_repeated(run: Run) -> None:
    found = run("load", "--to", "neo4j://someone:secret@localhost")
    assert found.returncode == 2
    assert "secret" not in found.stderr
    assert "NEO4J_PASSWORD" in found.stderr


def test_packs_are_found_before_and_after_the_command(run: Run, tmp_path: Path) -> None:
    (tmp_path / "some-banks.cypher").write_text(
        "// name: some-banks\n// title: Some banks\n// title_zh: 若干银行\n// ask: (list|show) {n} banks\n"
        "// param n: integer = 2\n:param n => 2\n"
        "MATCH (b:Bank) RETURN b.id AS bank_id ORDER BY bank_id LIMIT toInteger($n);\n",
        encoding="utf-8",
    )
    before = run("--packs", str(tmp_path), "some-banks", "3", "--format", "json")
    after = run("some-banks", "3", "--packs", str(tmp_path), "--format", "json")
    asked = run("ask", "Show 3 banks", "--packs", str(tmp_path), "--format", "json")
    assert len(_json(before)) == 3
    assert before.stdout == after.stdout
    assert _json(asked)["rows"] == _json(before)


def test_data_given_with_a_question_are_asked_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("Bank:\n  own-bank: {zh: 自家银行, en: Own Bank}\n", encoding="utf-8")
    own = {"BANKGRAPH_HOME": str(tmp_path / "own")}
    found = run("names", "Own Bank", "--data", "mine.yaml", "--format", "json", **own)
    assert _json(found)["resolved"]["id"] == "own-bank"


def test_one_file_is_checked_among_the_others(run: Run) -> None:
    (file,) = (p for p in (shipped_data() / "sources").iterdir() if "caijing" in p.name)
    assert run("check", str(file)).returncode == 0


def test_a_name_that_was_mistyped_is_answered_and_said(run: Run) -> None:
    found = run("banks-deploying", "DeepSeak", "--fields", "bank_id", "--format", "tsv")
    assert found.stdout.splitlines() == ["bank_id", "bank-of-beijing"]
    assert found.stderr.splitlines() == ["'DeepSeak' is read as DeepSeek (deepseek)"]


def test_fields_pick_columns_in_their_order(run: Run) -> None:
    found = run("rank", "--fields", "value, bank", "--format", "tsv").stdout.splitlines()
    assert found[0] == "value\tbank"
    assert found[1] == "300\t北京银行"
    asked = json.loads(
        run("ask", "rank banks by AI应用场景数", "--fields", "bank", "--format", "json").stdout
    )
    assert asked["rows"][0] == {"bank": "北京银行"}
    wrong = run("rank", "--fields", "bnk")
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("there is no column 'bnk'; did you mean 'bank'?")
    assert not wrong.stdout


def test_the_cypher_of_a_question_pastes_with_its_parameters(run: Run) -> None:
    for command in (["banks-deploying", "深度求索"], ["query", "banks-deploying", "-p", "model=DeepSeek"]):
        found = run(*command, "--cypher").stdout.splitlines()
        assert found[0] == ":param model => 'deepseek';"
        assert found[1].startswith("MATCH (b:Bank)")
        assert found[-1].endswith(";")


def test_a_card_holds_the_same_facts_in_every_format(run: Run) -> None:
    card = _json(run("show", "宁波银行", "--format", "json"))
    rows = list(csv.DictReader(io.StringIO(run("show", "宁波银行", "--format", "csv").stdout)))
    assert len(rows) == len(card["figures"]) + len(card["relations"])
    assert {r["predicate"] for r in card["relations"]} <= {row["predicate"] for row in rows}


def test_a_card_shows_what_this_vocabulary_does_not_know(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my.ttl").write_text(
        "@prefix bg: <https://w3id.org/bankgraph/ontology#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "bg:Rule a owl:Class ; rdfs:subClassOf bg:Entity ; skos:prefLabel 'Rule'@en, '规则'@zh ;\n"
        "  skos:definition 'A rule.'@en, '规则。'@zh .\n",
        encoding="utf-8",
    )
    (tmp_path / "my.yaml").write_text("Rule:\n  a-rule: {zh: 某规则, en: A rule}\n", encoding="utf-8")
    store = str(tmp_path / "store")
    assert run("load", "--data", "my.yaml", "--ontology", "my.ttl", "--to", store).returncode == 0
    found = run("show", "a-rule", "--store", store)
    assert "Rule" in found.stdout


def test_a_question_about_a_class_of_another_vocabulary_is_no_bug(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my.ttl").write_text(
        "@prefix bg: <https://w3id.org/bankgraph/ontology#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "bg:Rule a owl:Class ; rdfs:subClassOf bg:Entity ; skos:prefLabel 'Rule'@en, '规则'@zh ;\n"
        "  skos:definition 'A rule.'@en, '规则。'@zh .\n",
        encoding="utf-8",
    )
    (tmp_path / "my.yaml").write_text("Rule:\n  a-rule: {zh: 某规则, en: A rule}\n", encoding="utf-8")
    store = str(tmp_path / "store")
    assert run("load", "--data", "my.yaml", "--ontology", "my.ttl", "--to", store).returncode == 0
    named = run("named-in", "某规则", "--store", store)
    assert (named.returncode, "not in the data" in named.stderr) == (1, True)
    assert run("figures-of", "某规则", "--store", store).returncode == 1
    assert run("viz", "--around", "某规则", "-o", "-", "--store", store).returncode == 0


def test_a_second_load_at_the_same_moment_is_told_so_with_exit_3(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "busy"
    with SnapshotDirectory(home).loading():
        found = run("load", BANKGRAPH_HOME=str(home))
    assert found.returncode == 3
    assert "another load is running" in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1


def test_a_picture_of_nothing_says_so_and_exits_1(run: Run, tmp_path: Path) -> None:
    found = run("viz", "MATCH (b:Bank) RETURN b.name", "-o", "page.html")
    assert found.returncode == 1
    assert "nothing to draw" in found.stderr
    assert (tmp_path / "page.html").exists()


def test_a_server_gives_the_same_answers_as_the_embedded_graph(run: Run, server: Server) -> None:
    login = {"NEO4J_USERNAME": server.login.user, "NEO4J_PASSWORD": server.login.password or ""}
    assert run("load", "--to", server.uri, **login).returncode == 0
    assert "unchanged" in run("load", "--to", server.uri, **login).stdout
    for args in (["rank"], ["show", "工行"], ["ask", "which banks deploy DeepSeek"], ["viz", "-o", "-"]):
        form = [] if args[0] == "viz" else ["--format", "json"]
        remote, embedded = run(*args, *form, "--store", server.uri, **login), run(*args, *form)
        assert remote.returncode == embedded.returncode == 0
        assert remote.stdout == embedded.stdout


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["cypher", "RETURN $x AS x", "-p", "x=123456789012345678901234567890"], 2),
        (["cypher", "RETURN $x AS x", "-p", 'x="\\ud800"'], 2),
        (["viz", "-o", ""], 3),
        (["viz", "-o", "."], 3),
    ],
)
def test_odd_input_is_no_bug(run: Run, args: list[str], code: int) -> None:
    assert run(*args).returncode == code


def test_what_json_cannot_hold_is_null(run: Run) -> None:
    found = run("cypher", "RETURN 0.0/0.0 AS nan, 1e300 * 1e10 AS infinite, 1.5 AS x", "--format", "json")
    assert _json(found) == [{"nan": None, "infinite": None, "x": 1.5}]


def test_text_formats_keep_every_digit_and_tell_lists_apart(run: Run) -> None:
    query = "RETURN 1.2345678901234567 AS x, ['a;b', 'c'] AS list, 'a\\\\|b' AS text"
    row = next(csv.DictReader(io.StringIO(run("cypher", query, "--format", "csv").stdout)))
    assert row == {"x": "1.2345678901234567", "list": '["a;b", "c"]', "text": "a\\|b"}
    assert "| a\\\\\\|b |" in run("cypher", query, "--format", "markdown").stdout


def test_several_first_questions_at_once_are_all_answered(tmp_path: Path) -> None:
    env = {**os.environ, "BANKGRAPH_HOME": str(tmp_path / "new")}
    asked = [
        subprocess.Popen([EXE, "names", "工行"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
        for _ in range(3)
    ]
    assert [process.wait() for process in asked] == [0, 0, 0]


def test_a_closed_pipe_is_no_error(home: Path) -> None:
    env = at(home)
    piped = ["sh", "-c", '"$0" export facts | head -n 1', str(EXE)]
    found = subprocess.run(piped, capture_output=True, text=True, env=env, check=False)
    assert len(found.stdout.splitlines()) == 1
    assert found.stderr == ""


def test_demo_answers_draws_and_says_what_to_try_next(run: Run, tmp_path: Path) -> None:
    first, second = run("demo"), run("demo")
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    assert "北京银行" in first.stdout
    assert "jinrong-shibao-2025-05-13#char=" in first.stdout
    assert (tmp_path / "bankgraph.html").exists()
    lines = first.stdout.partition("Try next:")[2].splitlines()
    tries = [line.split("#")[0].strip() for line in lines if line]
    assert len(tries) == 3
    for line in tries:
        command = ["sh", "-c", line]
        tried = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)
        assert tried.returncode == 0, line


def test_a_query_that_takes_long_ends_when_it_is_told_to(home: Path) -> None:
    query = "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN sum((x + y) % 7)"
    environment = at(home)
    asked = [str(EXE), "cypher", query]
    with subprocess.Popen(
        asked, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=5)  # by then Java runs
            process.terminate()
            assert process.wait(timeout=5) == -signal.SIGTERM
        finally:
            process.kill()
        assert process.stdout
        assert process.stdout.read() == b""


@pytest.mark.parametrize(
    ("args", "kind", "code"),
    [
        (["query", "banks-deplying"], "not found", 1),
        (["banks-deploying", "ChatGPT"], "not found", 1),
        (["load", "--data", "bad.yaml"], "invalid data", 1),
        (["qurey"], "usage", 2),
        (["queries", "--no-such-option"], "usage", 2),
        (["cypher", "CREATE (:Foo)"], "usage", 2),
        (["cypher", "RETURN 1", "--store", "neo4j://127.0.0.1:9"], "unreachable", 3),
    ],
)
@pytest.mark.parametrize("form", [["--format", "json"], ["--format=json"]])
def test_an_error_is_json_where_json_was_asked_for(
    run: Run, args: list[str], kind: str, code: int, form: list[str], tmp_path: Path
) -> None:
    (tmp_path / "bad.yaml").write_text("Bank:\n  a-bank: {zh: 甲}\n", encoding="utf-8")
    plain, found = run(*args), run(*args, *form)
    assert found.returncode == plain.returncode == code
    assert found.stdout == ("[]\n" if args[0] == "banks-deploying" else "")
    (line,) = found.stderr.splitlines()
    error = json.loads(line)["error"]
    assert (error["kind"], error["exit"]) == (kind, code)
    assert error["message"] in plain.stderr
    if kind == "invalid data":
        (problem,) = error["problems"]
        assert (problem["line"], problem["column"]) == (2, 3)
        assert problem["file"].endswith("bad.yaml")


def test_a_question_that_is_not_answered_keeps_its_own_object(run: Run) -> None:
    found = run("ask", "为什么", "--format", "json")
    assert _json(found)["answered"] is False
    assert json.loads(found.stderr)["error"]["kind"] == "not found"
