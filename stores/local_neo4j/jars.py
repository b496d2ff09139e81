"""The jars of a Neo4j release, each the very file that this project was tested with.

A lock file beside this module, `neo4j-RELEASE.lock`, has one line a jar, sorted:

    group:artifact:type[:classifier]:version sha256

so nothing is resolved on a user's machine: what the lock names is fetched by jgo into the local Maven
cache and is used only if its SHA-256 agrees. `locks` writes the lock of a new release.
"""

import hashlib
import importlib
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import portalocker

from bankgraph.ontology import UnreachableError

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many jars are there, and how many there are to be."""

AT_ONCE = 8
TIMEOUT_SECONDS = 30
_STAGING = ".bankgraph-"
_LINE = re.compile(
    r"(?P<group>[\w.-]+):(?P<artifact>[\w.-]+):(?P<type>\w+)(:(?P<classifier>[\w.-]+))?:(?P<version>[\w.-]+)"
    r" (?P<sha256>[0-9a-f]{64})"
)


class LocalServerError(UnreachableError):
    """A local Neo4j could not be had; the message says why and what to do about it."""


@dataclass(frozen=True, slots=True, order=True)
class Jar:
    """One jar by its Maven coordinate ('' where it has no classifier), and the SHA-256 it must have."""

    group: str
    artifact: str
    type: str
    classifier: str
    version: str
    sha256: str

    @property
    def coordinate(self) -> str:
        """`group:artifact:type[:classifier]:version`, as Maven writes it."""
        parts = (self.group, self.artifact, self.type, self.classifier, self.version)
        return ":".join(part for part in parts if part)


def lock_path(release: str) -> Path:
    """Return where the lock of a release such as '5.26.20' is, whether or not there is one."""
    return Path(__file__).with_name(f"neo4j-{release}.lock")


def read_lock(path: Path) -> tuple[Jar, ...]:
    """Return the jars that a lock names, in its order.

    Raises LocalServerError, with file and line, if there is no such lock or a line of it is not one.
    """
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        release = path.stem.removeprefix("neo4j-")
        raise LocalServerError(
            f"{path}: there is no such lock; write it: python -m bankgraph.stores.local_neo4j.locks {release}"
        ) from None
    return tuple(_parse(line, f"{path}:{number}") for number, line in enumerate(lines, 1))


def fetch(
    jars: Sequence[Jar], cache: Path | None = None, progress: Progress | None = None
) -> tuple[Path, ...]:
    """Return the path of each jar, in order, fetched where the cache lacks it, and all of them checked.

    `cache` is a local Maven repository; by default Maven's own (M2_REPO, or .m2/repository at home).
    Raises LocalServerError if jgo is not installed, a jar cannot be fetched, or a file is not the locked
    one; such a file is deleted first, so that the next call fetches it anew.
    """
    maven = required("jgo.maven")
    repository = maven.MavenContext(repo_cache=cache)
    paths = {jar: Path(_artifact(jar, repository).cached_path) for jar in jars}
    is_whole = all(path.exists() for path in paths.values())
    with nullcontext() if is_whole else _fetching(repository.repo_cache):
        present = {jar: path for jar, path in paths.items() if path.exists()}
        _check(present)
        tell = progress or _tell_nobody
        tell(len(present), len(jars))
        missing = {jar: path for jar, path in paths.items() if jar not in present}
        for done, _ in enumerate(_fetch_all(missing, repository.repo_cache), len(present) + 1):
            tell(done, len(jars))
    return tuple(paths[jar] for jar in jars)


def required(module: str) -> ModuleType:
    """Import and return a module that only the extra 'server' brings.

    Raises LocalServerError, which says how to install it, if it is not there.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise LocalServerError(
            f"a local Neo4j needs {package}, which is not installed; run: pip install 'bankgraph[server]'"
        ) from error


def _parse(line: str, where: str) -> Jar:
    match = _LINE.fullmatch(line)
    if match is None:
        raise LocalServerError(
            f"{where}: {line!r} is not 'group:artifact:type[:classifier]:version sha256'; write the lock anew"
        )
    return Jar(**match.groupdict(default=""))


def _artifact(jar: Jar, context: Any) -> Any:
    component = context.project(jar.group, jar.artifact).at_version(jar.version)
    return component.artifact(jar.classifier, jar.type)


def _check(present: dict[Jar, Path]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        digests = pool.map(sha256, present.values())
        damaged = [jar for jar, digest in zip(present, digests, strict=True) if digest != jar.sha256]
    for jar in damaged:
        present[jar].unlink(missing_ok=True)
    if damaged:
        raise LocalServerError(
            f"{present[damaged[0]].parent}: damaged or altered, and deleted: {_names(damaged)}; run this "
            "again to fetch what is missing"
        )


@contextmanager
def _fetching(cache: Path) -> Iterator[None]:
    """Hold the right to fetch, waiting for it, and remove what one that was killed has left."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with (cache / f"{_STAGING}lock").open("a") as lock:
            portalocker.lock(lock, portalocker.LOCK_EX)
            for left in cache.glob(f"{_STAGING}*/"):
                shutil.rmtree(left)
            yield
    except (OSError, portalocker.LockException) as error:
        raise LocalServerError(
            f"{cache}: cannot be written ({error}); make room or it writable, or set M2_REPO to another"
        ) from error


def _fetch_all(missing: dict[Jar, Path], cache: Path) -> Iterable[None]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        fetches = [pool.submit(_fetch_one, jar, path, cache) for jar, path in missing.items()]
        try:
            for fetched in as_completed(fetches):
                yield fetched.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _fetch_one(jar: Jar, path: Path, cache: Path) -> None:
    # jgo writes straight into its cache; one of its own for each jar keeps half a file, or a wrong one,
    # out of the user's, also when this process is killed or another fetches the same jar.
    with tempfile.TemporaryDirectory(prefix=_STAGING, dir=cache) as staging:
        context = required("jgo.maven").MavenContext(repo_cache=Path(staging), timeout=TIMEOUT_SECONDS)
        try:
            fetched: Path = _artifact(jar, context).resolve()
        except (OSError, RuntimeError) as error:
            raise LocalServerError(
                f"could not fetch {jar.coordinate} ({' '.join(str(error).split())}); run this again once the "
                f"network (or, behind a proxy, HTTPS_PROXY) is in order: what was fetched is kept in {cache}"
            ) from error
        if sha256(fetched) != jar.sha256:
            raise LocalServerError(
                f"{jar.coordinate} arrived incomplete or altered (its SHA-256 is not the locked one) and "
                "was deleted; run this again, and if it happens twice, see what stands between here and "
                "the repository"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        fetched.replace(path)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _names(jars: Sequence[Jar]) -> str:
    shown = ", ".join(jar.coordinate for jar in jars[:3])
    return shown if len(jars) <= 3 else f"{shown} and {len(jars) - 3} more"


def _tell_nobody(_done: int, _total: int) -> None:
    pass
