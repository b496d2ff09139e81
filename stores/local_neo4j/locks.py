"""Writes the lock of a Neo4j release; for maintainers, in about a minute and a half:

python -m bankgraph.stores.local_neo4j.locks 5.26.20
"""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from .jars import (
    AT_ONCE,
    TIMEOUT_SECONDS,
    Jar,
    LocalServerError,
    lock_path,
    required,
    sha256,
)

SERVER = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server")
"""The two artifacts whose dependencies, taken together, are a whole Community server."""

BROWSER = "org.neo4j.client:neo4j-browser:jar:5.24.0"
"""Neo4j Browser, which a server serves if it is on its class path. Its versions are not the server's."""

NEVER_RUN = frozenset(
    {
        "junit:junit",
        "net.bytebuddy:byte-buddy",
        "net.bytebuddy:byte-buddy-agent",
        "org.hamcrest:hamcrest",
        "org.mockito:mockito-core",
        "org.objenesis:objenesis",
    }
)
"""Test frameworks that jgo 3.2 takes for the server's dependencies, where Maven 3.8 does not: 10 MB."""


def write_lock(release: str) -> Path:
    """Resolve a release, e.g. '5.26.20', in an empty cache, and write its lock; return the lock's path.

    Raises LocalServerError if jgo is not installed or the release cannot be resolved and fetched.
    """
    maven = required("jgo.maven")
    with tempfile.TemporaryDirectory() as empty:
        context = maven.MavenContext(repo_cache=Path(empty), timeout=TIMEOUT_SECONDS)
        try:
            jars = sorted(_resolve(release, context))
        except (OSError, RuntimeError) as error:
            raise LocalServerError(f"could not resolve Neo4j {release}: {error}") from error
    path = lock_path(release)
    path.write_text("".join(f"{jar.coordinate} {jar.sha256}\n" for jar in jars), encoding="ascii")
    return path


def _resolve(release: str, context: Any) -> list[Jar]:
    coordinates = [*(f"{artifact}:jar:{release}" for artifact in SERVER), BROWSER]
    roots = [context.create_dependency(f"{coordinate}:compile") for coordinate in coordinates]
    inputs, others = context.resolver.resolve(roots)
    needed = [other for other in others if other.scope in {"compile", "runtime"} and not _never_run(other)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(_locked, [dependency.artifact for dependency in (*inputs, *needed)]))


def _never_run(dependency: Any) -> bool:
    return f"{dependency.groupId}:{dependency.artifactId}" in NEVER_RUN


def _locked(artifact: Any) -> Jar:
    digest = sha256(artifact.resolve())
    return Jar(
        artifact.groupId,
        artifact.artifactId,
        artifact.packaging,
        artifact.classifier,
        artifact.version,
        digest,
    )


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        sys.stdout.write(f"{write_lock(wanted)}\n")
