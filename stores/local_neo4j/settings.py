"""How a local Neo4j is run: its releases, its settings (as in neo4j.conf), its command line."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

HOST = "127.0.0.1"
USER = "neo4j"
BOLT_PORT = 7687  # the ports that Neo4j, its drivers and its Browser take for granted
HTTP_PORT = 7474
HEAP = "server.memory.heap.max_size"
PAGE_CACHE = "server.memory.pagecache.size"


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
"""The releases there are, each with a lock of its jars, by name; the first is the default."""

DEFAULTS: Mapping[str, str] = MappingProxyType(
    {
        HEAP: "512m",
        PAGE_CACHE: "64m",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",  # what Neo4j Browser would send
        "db.tx_log.preallocate": "false",  # else 256 MiB of disk a database, before the first node
        "server.config.strict_validation.enabled": "true",
        # Bolt waits out each of these on every stop, even without a connection: 10 s, against 0.3 s.
        "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
        "internal.server.bolt.connection_shutdown_wait_time": "0s",
    }
)
"""The settings that one may change."""

_JVM_FLAGS = (
    "-XX:+UseSerialGC",  # starts 1 s sooner than the default collector and takes 60 MB less
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)


def private(bolt_port: int = 0, http_port: int | None = None) -> dict[str, str]:
    """Return the settings that keep a server private, and are not to be changed; None leaves HTTP off."""
    bolt, http = f"{HOST}:{bolt_port}", f"{HOST}:{http_port or 0}"
    return {
        "dbms.security.auth_enabled": "true",
        "server.default_listen_address": HOST,
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": bolt,
        "server.bolt.advertised_address": bolt,
        "server.http.enabled": "false" if http_port is None else "true",
        "server.http.listen_address": http,
        "server.http.advertised_address": http,
        "server.https.enabled": "false",
    }


def home_argument(home: Path) -> str:
    """Return the argument that names a server's home, by which its process is known."""
    return f"--home-dir={home}"


def command_line(
    java: Path, release: Release, jars: Sequence[Path], home: Path, settings: Mapping[str, str]
) -> list[str]:
    """Return the command that runs a server with its settings in `home`/conf."""
    return [
        str(java),
        f"-Xmx{settings[HEAP]}",
        *_JVM_FLAGS,
        *("-cp", os.pathsep.join(map(str, jars))),
        release.main_class,
        home_argument(home),
        f"--config-dir={home / 'conf'}",
        "--console-mode",
    ]
