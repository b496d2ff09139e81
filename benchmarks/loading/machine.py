"""On what, and of what, something is measured."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from measuring import commit

from .contenders import Contender, installed
from .server import release


def described(contenders: Iterable[Contender], java: str, settings: Mapping[str, str]) -> Iterator[str]:
    """Yield the rows of a table."""
    peers = dict.fromkeys(c.peer for c in contenders if c.peer)
    yield "| measured on | |"
    yield "|---|---|"
    yield f"| date, {commit().split()[0]} | {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {commit().split()[1]} |"
    yield f"| machine | {processor()}, {os.cpu_count()} cores, {memory()} |"
    yield f"| system | {platform.platform()}, {busy()} |"
    yield f"| Python | {platform.python_version()}, {driver()} |"
    yield f"| Neo4j | {release()} Community, {', '.join(f'{k}={v}' for k, v in settings.items())} |"
    yield f"| its Java | {java} |"
    yield f"| embedded engine | arcadedb-embedded {version('arcadedb-embedded')} |"
    for peer in peers:
        yield f"| {peer} | {installed(peer)} |"


def processor() -> str:
    return _told("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()


def memory() -> str:
    kib = _told("/proc/meminfo", "MemTotal")
    return f"{int(kib.split()[0]) / 1024**2:.0f} GiB" if kib else "memory unknown"


def busy() -> str:
    """Return how busy the machine was in the last quarter of an hour, with this and with whatever else."""
    return f"load average {os.getloadavg()[2]:.1f}"


def driver() -> str:
    """Return the versions of Neo4j's driver in this environment."""
    return ", ".join(f"{name} {version(name)}" for name in ("neo4j", "neo4j-rust-ext"))


def _told(file: str, name: str) -> str:
    """Return a value from a file of the kernel, '' where there is none."""
    try:
        found = Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in found if line.startswith(name)), "")
