"""A local Neo4j is started, found again, explored and stopped from the command line."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import portalocker
import psutil
import pytest
from neo4j import GraphDatabase
from playwright.sync_api import Browser, Page, expect

from bankgraph.stores import Graph
from bankgraph.stores.local_neo4j import VERSIONS, LocalNeo4j
from bankgraph.stores.local_neo4j.jars import fetch, lock_path, read_lock, required
from bankgraph.stores.local_neo4j.process import find
from bankgraph.stores.local_neo4j.settings import home_argument

EXE = Path(sys.executable).with_name("bankgraph")
FREE_PORTS = ("--bolt-port", "0", "--http-port", "0")
Found = subprocess.CompletedProcess[str]


@dataclass
class Terminal:
    """Where a person types `bankgraph neo4j …`; the servers are in a directory of its own."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *args: str, **environment: str) -> Found:
        found = subprocess.run(
            [EXE, *args],
            capture_output=True,
            text=True,
            env=self._all(environment),
            check=False,
            timeout=180,
        )
        assert "Traceback" not in found.stderr
        return found

    def begin(self, *args: str, **options: Any) -> subprocess.Popen[str]:
        """Start a command and go on."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [EXE, *args], env=self._all({}), text=True, **{"stdout": pipe, "stderr": pipe, **options}
        )

    def start(self, *args: str) -> str:
        """Start a server on free ports and return its address."""
        found = self("neo4j", "start", *args, *FREE_PORTS)
        assert found.returncode == 0, found.stderr
        return found.stdout.strip()

    def status(self, version: str = "5.26") -> dict[str, Any]:
        (row,) = json.loads(self("neo4j", "status", version, "--format", "json").stdout)
        assert isinstance(row, dict)
        return row

    def server(self, version: str = "5.26") -> LocalNeo4j:
        return LocalNeo4j(version, self.home / version)

    def end_all(self) -> None:
        for version in VERSIONS:
            LocalNeo4j(version, self.home / version, stop_within=10).stop()

    def _all(self, environment: dict[str, str]) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
        return others | {"BANKGRAPH_NEO4J_HOME": str(self.home)} | self.environment | environment


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path / "servers")
    yield opened
    opened.end_all()


@pytest.fixture(scope="module", params=VERSIONS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """A terminal in which each version in turn runs, with the graph loaded without a login being given."""
    opened = Terminal(tmp_path_factory.mktemp("servers"))
    try:
        uri = opened.start(request.param, "--heap", "300m", "--page-cache", "32m")
        loaded = opened("load", "--to", uri)
        assert loaded.returncode == 0, loaded.stderr
        yield opened
    finally:
        opened.end_all()


@pytest.fixture
def version(running: Terminal) -> str:
    (version,) = (path.name for path in running.home.iterdir())
    return version


def wait_for(what: Callable[[], Any], seconds: float = 30) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := what():
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come about in time")


def one_line(found: Found, code: int, *parts: str) -> None:
    assert found.returncode == code, found.stderr
    assert len(found.stderr.strip().splitlines()) == 1, found.stderr
    for part in parts:
        assert part in found.stderr


def test_status_tells_where_it_runs_and_since_when(running: Terminal, version: str) -> None:
    row = running.status(version)
    assert row["version"] == VERSIONS[version].number
    assert row["state"] == "running"
    assert row["home"] == str(running.home / version)
    assert row["memory_mib"] == pytest.approx(psutil.Process(row["pid"]).memory_info().rss / 2**20, rel=0.2)
    assert running("neo4j", "status").returncode == 0


def test_the_memory_that_was_asked_for_is_what_the_server_has(running: Terminal, version: str) -> None:
    server = running.server(version)
    settings = ["server.memory.heap.max_size", "server.memory.pagecache.size"]
    query = "SHOW SETTINGS YIELD name, value WHERE name IN $settings RETURN value ORDER BY name"
    with GraphDatabase.driver(server.uri, auth=(server.user, server.files.password())) as driver:
        values = [record["value"] for record in driver.execute_query(query, settings=settings).records]
    assert values == ["300.00MiB", "32.00MiB"]


def test_a_second_start_says_so_and_changes_nothing(running: Terminal, version: str) -> None:
    before = running.status(version)
    again = running("neo4j", "start", version, *FREE_PORTS)
    assert (again.returncode, again.stdout.strip()) == (0, before["uri"])
    assert "runs already" in again.stderr
    assert running.status(version)["pid"] == before["pid"]


def test_the_graph_is_asked_without_giving_a_login(running: Terminal, version: str) -> None:
    uri = running.status(version)["uri"]
    for address in (uri, uri.replace("neo4j://", "bolt://")):
        found = running("banks-deploying", "DeepSeek", "--store", address, "--format", "json")
        assert [row["bank_id"] for row in json.loads(found.stdout)] == ["bank-of-beijing"]


@pytest.mark.parametrize("given", [{"NEO4J_PASSWORD": "not the password"}, {"NEO4J_USERNAME": "somebody"}])
def test_a_login_in_the_environment_goes_first(
    running: Terminal, version: str, given: dict[str, str]
) -> None:
    found = running("banks-deploying", "--store", running.status(version)["uri"], **given)
    one_line(found, 3, "refused the login")


def test_the_password_is_for_the_owner_only_and_for_its_own_server_only(
    running: Terminal, version: str
) -> None:
    home = running.home / version
    assert home.stat().st_mode & 0o077 == 0
    assert (home / "password").stat().st_mode & 0o777 == 0o600
    port = running.status(version)["uri"].rpartition(":")[2]
    by_name = running("banks-deploying", "--store", f"neo4j://localhost:{port}")
    one_line(by_name, 3, "refused the login")


def test_the_exports_that_start_prints_let_others_in(running: Terminal, version: str) -> None:
    again = running("neo4j", "start", version)
    export = again.stderr.partition("export ")[2].splitlines()[0]
    script = f'export {export}; python -c "$1" {running.status(version)["uri"]}'
    program = (
        "import os, sys, neo4j; "
        "login = os.environ['NEO4J_USERNAME'], os.environ['NEO4J_PASSWORD']; "
        "neo4j.GraphDatabase.driver(sys.argv[1], auth=login).verify_connectivity()"
    )
    path = f"{EXE.parent}:{os.environ['PATH']}"
    subprocess.run(["sh", "-c", script, "sh", program], check=True, env={"PATH": path}, capture_output=True)


@pytest.mark.skipif(sys.platform == "win32", reason="sessions are POSIX's")
def test_the_server_has_a_session_of_its_own(running: Terminal, version: str) -> None:
    pid = running.status(version)["pid"]
    assert os.getsid(pid) == pid


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's /proc where the server listens")
def test_it_listens_on_loopback_only(running: Terminal, version: str) -> None:
    sockets = psutil.Process(running.status(version)["pid"]).net_connections("tcp")
    listening = {s.laddr.ip.removeprefix("::ffff:") for s in sockets if s.status == psutil.CONN_LISTEN}
    assert listening == {"127.0.0.1"}


def test_the_browser_asks_the_graph_after_the_login(
    running: Terminal, version: str, chromium: Browser, graph: Graph
) -> None:
    found = running("neo4j", "console-url")
    server = running.server(version)
    assert str(server.files.password_file) in found.stderr
    page = chromium.new_page()
    page.goto(found.stdout.strip())
    expect(page.get_by_test_id("boltaddress")).to_have_value(server.uri.removeprefix("neo4j://"))
    expect(page.get_by_test_id("username")).to_have_value("neo4j")
    log_in(page, server)
    page.keyboard.type("MATCH (b:Bank) RETURN count(b) AS banks")
    page.keyboard.press("Control+Enter")
    banks = sum("Bank" in node.labels for node in graph.nodes)
    expect(page.get_by_role("cell", name=str(banks), exact=True)).to_be_visible(timeout=30_000)
    page.close()


def log_in(page: Page, server: LocalNeo4j) -> None:
    """Give the password in Neo4j Browser's first form."""
    page.get_by_test_id("password").fill(server.files.password())
    page.get_by_test_id("connect").click()
    expect(page.get_by_text("Connected to Neo4j")).to_be_visible(timeout=30_000)


def run_what_is_typed(page: Page, word: str) -> None:
    """Run what stands in the editor as soon as it holds `word`: it is filled some time after the login."""
    expect(page.locator(".view-lines")).to_contain_text(word, timeout=30_000)
    page.keyboard.press("Control+Enter")


def test_a_link_of_the_page_of_questions_shows_the_rows_of_its_example(
    running: Terminal, version: str, chromium: Browser
) -> None:
    server = running.server(version)
    text = (Path(__file__).parents[1] / "docs" / "queries.md").read_text(encoding="utf-8")
    (link,) = re.findall(r"### banks-deploying\n(?:.*\n)*?- \[in Neo4j Browser\]\((.*)\)\n", text)
    base = running("neo4j", "console-url").stdout.strip()
    page = chromium.new_page()
    page.goto(base + link[link.index("&cmd=") :])
    log_in(page, server)
    run_what_is_typed(page, "MATCH")
    expect(page.get_by_role("cell", name='"jinrong-shibao-2025-05-13#char=1887,1987"')).to_be_visible(
        timeout=30_000
    )
    page.close()


def test_what_pastes_into_the_browser_is_taken_for_statements(
    running: Terminal, version: str, chromium: Browser
) -> None:
    """A `:param` line without its semicolon would swallow the query."""
    pasted = running("queries", "banks-deploying").stdout
    page = chromium.new_page()
    page.goto(f"{running('neo4j', 'console-url').stdout.strip()}&cmd=edit&arg={quote(pasted)}")
    log_in(page, running.server(version))
    run_what_is_typed(page, "banks-deploying")
    expect(page.get_by_role("listitem", name="Status: success")).to_have_count(2, timeout=30_000)
    page.keyboard.type("RETURN $model AS model")
    run_what_is_typed(page, "RETURN")
    expect(page.get_by_role("cell", name='"deepseek"')).to_be_visible(timeout=30_000)
    expect(page.get_by_text("ERROR")).to_have_count(0)
    page.close()


def test_doctor_says_that_it_runs(running: Terminal, version: str) -> None:
    rows = json.loads(running("doctor", "--format", "json").stdout)
    (row,) = (row for row in rows if row["what"] == "local neo4j")
    assert (row["ok"], row["found"]) == (True, f"{version} at {running.status(version)['uri']}")


def test_after_a_crash_status_says_so_and_start_finds_the_data(terminal: Terminal) -> None:
    uri = terminal.start()
    assert terminal("load", "--to", uri).returncode == 0
    psutil.Process(terminal.status()["pid"]).kill()
    wait_for(lambda: terminal.status()["state"] == "gone")
    told = terminal("neo4j", "status")
    assert told.returncode == 1
    assert "ended without being stopped" in told.stderr
    assert "ended without being stopped" in terminal("doctor").stdout
    one_line(terminal("banks-deploying", "--store", uri), 3, "does not answer")
    found = terminal("banks-deploying", "DeepSeek", "--store", terminal.start())
    assert (found.returncode, found.stderr) == (0, "")
    assert "bank-of-beijing" in found.stdout


def test_another_process_with_the_id_of_a_crashed_server_is_left_alone(terminal: Terminal) -> None:
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        home = terminal.home / "5.26"
        home.mkdir(parents=True)
        record = {"pid": bystander.pid, "bolt_port": 7687, "http_port": 7474}
        (home / "started.json").write_text(json.dumps(record))
        assert terminal.status()["state"] == "gone"
        one_line(terminal("neo4j", "stop"), 0, "nothing to stop")
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_a_process_is_known_from_its_first_moment(tmp_path: Path) -> None:
    """It has no command line for a moment after it was made."""
    command = [sys.executable, "-c", "import time; time.sleep(60)", home_argument(tmp_path)]
    for _ in range(50):
        process = subprocess.Popen(command)
        found = find(process.pid, tmp_path)
        process.kill()
        process.wait()
        assert found is not None
        assert find(process.pid, tmp_path) is None


@pytest.mark.parametrize("record", ["", "{", "[1]", '{"pid": 1}'])
def test_a_damaged_record_is_as_good_as_none(terminal: Terminal, record: str) -> None:
    home = terminal.home / "5.26"
    home.mkdir(parents=True)
    (home / "started.json").write_text(record)
    assert terminal.status()["state"] == "stopped"


def test_where_nothing_was_ever_started_status_says_how_to(terminal: Terminal) -> None:
    found = terminal("neo4j", "status", "--format", "json")
    assert json.loads(found.stdout) == []
    one_line(found, 1, str(terminal.home), "bankgraph neo4j start")


@pytest.mark.parametrize("option", ["--bolt-port", "--http-port"])
def test_a_taken_port_is_named_with_its_option(terminal: Terminal, option: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        found = terminal("neo4j", "start", *FREE_PORTS, option, port)
    assert found.returncode == 3
    assert found.stderr.splitlines()[-1].startswith(f"port {port} is in use; ")
    assert option in found.stderr


def test_of_two_starts_at_once_one_wins_and_the_other_says_so(terminal: Terminal) -> None:
    both = [terminal.begin("neo4j", "start", *FREE_PORTS) for _ in range(2)]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 3]
    (loser,) = (text for text, process in zip(said, both, strict=True) if process.returncode)
    assert "another start is at work; wait" in loser
    assert len(loser.splitlines()) == 1
    stop_ends_it_and_a_second_stop_has_nothing_to_do(terminal)


def stop_ends_it_and_a_second_stop_has_nothing_to_do(terminal: Terminal) -> None:
    pid = terminal.status()["pid"]
    stopped = terminal("neo4j", "stop")
    assert (stopped.returncode, stopped.stdout) == (0, "")
    assert "stopped" in stopped.stderr
    assert not psutil.pid_exists(pid)
    assert terminal.status()["state"] == "stopped"
    one_line(terminal("neo4j", "stop"), 0, "nothing to stop")
    one_line(terminal("neo4j", "console-url"), 1, "start one with: bankgraph neo4j start")


def test_a_start_that_was_killed_is_taken_up_by_the_next(terminal: Terminal) -> None:
    killed = terminal.begin("neo4j", "start", *FREE_PORTS)
    pid = wait_for(lambda: terminal.server().pid)
    killed.kill()
    killed.communicate()
    terminal.start()
    assert terminal.status()["pid"] == pid
    a_server_that_does_not_end_is_killed(terminal.server())


def a_server_that_does_not_end_is_killed(server: LocalNeo4j) -> None:
    assert server.process is not None
    process = server.process.handle
    process.suspend()
    server.stop_within = 0.5
    assert server.stop() is False
    assert not process.is_running()


def listen_to_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_during_a_start_leaves_no_server(terminal: Terminal) -> None:
    # A job in the background of a shell, as these tests may be, ignores Ctrl-C, and so would its children.
    interrupted = terminal.begin("neo4j", "start", *FREE_PORTS, preexec_fn=listen_to_ctrl_c)
    pid = wait_for(lambda: terminal.server().pid)
    interrupted.send_signal(signal.SIGINT)
    _, said = interrupted.communicate(timeout=60)
    assert (interrupted.returncode, said.splitlines()[-1]) == (130, "Interrupted.")
    assert not psutil.pid_exists(pid)
    assert terminal.status()["state"] == "stopped"


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made otherwise there")
def test_a_download_that_was_killed_goes_on_and_a_terminal_shows_how_far_it_is(
    terminal: Terminal, tmp_path: Path
) -> None:
    cache = cache_without_the_largest(tmp_path / "m2", 2)
    terminal.environment["M2_REPO"] = str(cache)
    killed = terminal.begin("neo4j", "start", *FREE_PORTS)
    wait_for(lambda: any(cache.glob(".bankgraph-*/")))
    killed.kill()
    killed.communicate()
    assert any(cache.glob(".bankgraph-*/"))
    assert terminal.status()["state"] == "stopped"
    screen, keyboard = os.openpty()
    terminal.environment["TERM"] = "xterm"
    goes_on = terminal.begin("neo4j", "start", *FREE_PORTS, stderr=keyboard)
    os.close(keyboard)
    shown = b"".join(iter(lambda: read(screen), b"")).decode()
    assert goes_on.wait(timeout=120) == 0, shown
    jars = len(read_lock(lock_path(VERSIONS["5.26"].number)))
    assert shown.startswith("Fetching Neo4j 5.26.20 from Maven Central")
    assert f"{jars - 1}/{jars}" in shown
    assert "runs; next:" in shown
    assert list(cache.glob(".bankgraph-*/")) == []


def cache_without_the_largest(cache: Path, number: int) -> Path:
    """A Maven cache with links to all jars of the default version but the largest."""
    repository = required("jgo.maven").MavenContext().repo_cache
    jars = sorted(fetch(read_lock(lock_path(VERSIONS["5.26"].number))), key=lambda path: path.stat().st_size)
    for jar in jars[:-number]:
        link = cache / jar.relative_to(repository)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(jar)
    return cache


def read(screen: int) -> bytes:
    try:
        return os.read(screen, 4096)
    except OSError:  # what Linux says where the other end is closed
        return b""


def test_a_directory_that_cannot_be_written_is_named(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a directory should be")
    found = terminal("neo4j", "start", "--home", str(tmp_path / "file"))
    one_line(found, 3, str(tmp_path / "file"), "BANKGRAPH_NEO4J_HOME")


@pytest.mark.parametrize("size", ["2", "2gb", "-1g", "0g", "much"])
def test_a_size_that_is_none_is_wrong_usage(terminal: Terminal, size: str) -> None:
    found = terminal("neo4j", "start", f"--heap={size}")
    assert found.returncode == 2
    assert "is not a size; write it as 512m or 2g" in found.stderr


def test_a_shell_completes_the_versions(terminal: Terminal) -> None:
    found = terminal(_BANKGRAPH_COMPLETE="bash_complete", COMP_WORDS="bankgraph neo4j start ", COMP_CWORD="3")
    assert {f"plain,{version}" for version in VERSIONS} <= {*found.stdout.split()}


def test_while_another_starts_it_the_right_to_start_is_held(terminal: Terminal) -> None:
    home = terminal.home / "5.26"
    home.mkdir(parents=True)
    with (home / "start.lock").open("a") as lock:
        portalocker.lock(lock, portalocker.LOCK_EX | portalocker.LOCK_NB)
        one_line(terminal("neo4j", "start"), 3, "another start is at work")
