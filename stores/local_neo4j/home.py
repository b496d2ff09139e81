"""The directory of a local Neo4j.

HOME/password         the random one; like all that is written here, for its owner only
HOME/conf/neo4j.conf  written anew at every start
HOME/data/            Neo4j's own
HOME/logs/            Neo4j's own, and console.log: what the server and its Java say
HOME/started.json     process and ports of the last start; removed by an orderly stop, left by a crash
HOME/start.lock       held by the one process that starts the server
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import portalocker

from bankgraph.stores.home import default_home

from .jars import LocalServerError
from .settings import USER


def servers_directory() -> Path:
    """Return the directory with a home for each version; `BANKGRAPH_NEO4J_HOME` names another."""
    return Path(os.environ.get("BANKGRAPH_NEO4J_HOME") or Path(default_home()) / "neo4j")


@dataclass(frozen=True, slots=True)
class Started:
    """What a start leaves for later commands: the process, and where it listens."""

    pid: int
    bolt_port: int
    http_port: int | None


@dataclass(frozen=True, slots=True)
class ServerHome:
    """The directory `path`, absolute, which need not exist before the first start."""

    path: Path

    @property
    def log(self) -> Path:
        """The file with all that the server and its Java say, anew from every start."""
        return self.path / "logs" / "console.log"

    @property
    def password_file(self) -> Path:
        """The file with the random password."""
        return self.path / "password"

    @contextmanager
    def starting(self) -> Iterator[None]:
        """Hold the right to start the server.

        Raises LocalServerError where another process has it, or where nothing can be written.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            with (self.path / "start.lock").open("a") as lock:
                portalocker.lock(lock, portalocker.LOCK_EX | portalocker.LOCK_NB)
                yield
        except portalocker.LockException as error:
            raise LocalServerError(
                f"{self.path}: another start is at work; wait until it has ended, see: bankgraph neo4j status"
            ) from error
        except OSError as error:
            raise LocalServerError(
                f"{error.filename or self.path}: cannot be written ({error.strerror}); make room or the "
                "directory writable, or set BANKGRAPH_NEO4J_HOME to another one"
            ) from error

    def password(self) -> str:
        """Return the random password, '' if there is none."""
        try:
            return self.password_file.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""

    def prepare(self, settings: Mapping[str, str], password: str = "") -> None:
        """Write what the server reads when it starts; without a `password`, make a random one and keep it.

        Raises LocalServerError if there are data already, and neither a password given nor one kept.
        """
        for directory in (self.log.parent, self._conf.parent, self._initial_password.parent):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._was_started():
            _write_private(self._initial_password, _credential(USER, password or self._kept_or_new()))
        elif not (password or self.password()):
            raise LocalServerError(
                f"{self.path} has data, made with a password that was given then: give the same now (or "
                f"write it into {self.password_file}), or delete the directory to begin afresh"
            )
        _write_private(self._conf, "".join(f"{name}={value}\n" for name, value in settings.items()))

    def started(self) -> Started | None:
        """Return what the last start left; None if it was stopped in good order, or never started."""
        try:
            return Started(**json.loads(self._record.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):  # none, or none that we wrote
            return None

    def remember(self, started: Started) -> None:
        """Leave a start's record, whole or not at all."""
        new = self._record.with_suffix(".new")
        _write_private(new, json.dumps(asdict(started)))
        new.replace(self._record)

    def forget(self) -> None:
        """Remove the record of the last start."""
        self._record.unlink(missing_ok=True)

    def _kept_or_new(self) -> str:
        if not self.password():
            _write_private(self.password_file, f"{secrets.token_urlsafe(18)}\n")
        return self.password()

    def _was_started(self) -> bool:
        return (self.path / "data" / "databases" / "system").exists()

    @property
    def _record(self) -> Path:
        return self.path / "started.json"

    @property
    def _conf(self) -> Path:
        return self.path / "conf" / "neo4j.conf"

    @property
    def _initial_password(self) -> Path:
        return self.path / "data" / "dbms" / "auth.ini"


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
