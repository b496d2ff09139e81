"""The directory of embedded graphs: immutable snapshots, and a pointer to the one in force.

    home/current            the name of the snapshot in force, replaced by an atomic rename
    home/load.lock          held by the one process that loads
    home/snapshots/NAME/    a finished snapshot: database/, the sizes of its files, a lock that readers
                            hold shared, and kept.sqlite, answers that were worked out of it
    home/snapshots/.new-*   one being built; what a crash leaves is removed by the next load

A crash at any moment leaves the old snapshot in force. Readers never wait for a load.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TextIO

import portalocker

from bankgraph.ontology import LoadRunningError, NotFoundError, UnreachableError

from .home import current, unreadable

_LOCK = "in-use.lock"
_SIZES = "sizes.json"
_NEW = ".new-"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot held open for reading; it is not removed before `release`."""

    name: str
    database: Path
    _held: TextIO | None

    def release(self) -> None:
        """Let the snapshot go."""
        if self._held:
            self._held.close()

    def __enter__(self) -> Self:
        """Return the snapshot itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the snapshot go."""
        self.release()


@dataclass(frozen=True, slots=True)
class SnapshotDirectory:
    """The directory `home`, which need not exist before the first load."""

    home: Path

    def current(self) -> str | None:
        """Return the name of the snapshot in force, None before the first load."""
        return current(str(self.home))

    def hold(self) -> Snapshot:
        """Return the snapshot in force, held. Raises `NotFoundError` where nothing has been loaded."""
        while name := self.current():
            path = self.home / "snapshots" / name
            held = _hold(path / _LOCK)
            if held and (path / "database").is_dir() and _is_still(held, path / _LOCK):
                return Snapshot(name, path / "database", held)
            if held:
                held.close()
            is_gone = not ((path / _LOCK).exists() and (path / "database").is_dir())
            if is_gone and self.current() == name:
                break  # not a load that went by, but a snapshot that is gone
        raise NotFoundError(f"{self.home}: no graph has been loaded here yet; run: bankgraph load")

    def is_whole(self, name: str) -> bool:
        """Whether that snapshot is there with every file as long as it was when it was finished."""
        path = self.home / "snapshots" / name
        try:
            sizes = json.loads((path / _SIZES).read_text(encoding="utf-8"))
            return bool(sizes == _sizes(path / "database"))
        except (OSError, ValueError):
            return False

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Hold the right to load, and remove what a load that crashed has left.

        Raises `LoadRunningError` where another process has it, `UnreachableError` where nothing can be
        written.
        """
        try:
            self.home.joinpath("snapshots").mkdir(parents=True, exist_ok=True)
            with self.home.joinpath("load.lock").open("a") as lock:
                portalocker.lock(lock, portalocker.LOCK_EX | portalocker.LOCK_NB)
                for left in (self.home / "snapshots").glob(f"{_NEW}*"):
                    shutil.rmtree(left)
                yield
        except portalocker.LockException as error:
            raise LoadRunningError(
                f"{self.home}: another load is running; wait until it has ended, then load again"
            ) from error
        except OSError as error:
            raise UnreachableError(
                f"{error.filename or self.home}: cannot be written ({_reason(error)}); "
                "make room or the directory writable, or set BANKGRAPH_HOME to another one"
            ) from error

    @contextmanager
    def building(self, name: str) -> Iterator[Path]:
        """Yield the path for a new database; when the block ends well, put it in force as `name`.

        Called while `loading`.
        """
        snapshots = self.home / "snapshots"
        new = snapshots / f"{_NEW}{os.getpid()}"
        new.mkdir()
        try:
            yield new / "database"
            (new / _LOCK).touch()
            (new / _SIZES).write_text(json.dumps(_sizes(new / "database")), encoding="utf-8")
            if (snapshots / name).exists():  # damaged, or once in force: it goes when no reader holds it
                (snapshots / name).rename(snapshots / f"{name}-{os.urandom(4).hex()}")
            new.rename(snapshots / name)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        self._point_to(name)
        self._remove_unused()

    def _point_to(self, name: str) -> None:
        pointer = self.home / f"{_NEW}current"
        with pointer.open("w", encoding="utf-8") as stream:
            stream.write(name + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        pointer.replace(self.home / "current")

    def _remove_unused(self) -> None:
        for path in (self.home / "snapshots").iterdir():
            if path.name == self.current():
                continue
            try:
                with (path / _LOCK).open("a") as lock:
                    portalocker.lock(lock, portalocker.LOCK_EX | portalocker.LOCK_NB)
                    shutil.rmtree(path)
            except portalocker.LockException:
                continue  # a reader needs it; the next load tries again


def _sizes(database: Path) -> dict[str, int]:
    """The length of each file, in bytes, by name."""
    return {file.name: file.stat().st_size for file in sorted(database.iterdir())}


def _hold(lock: Path) -> TextIO | None:
    """Hold a snapshot's lock shared; None where the snapshot is gone."""
    try:
        held = lock.open(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(lock, error) from error
    try:
        portalocker.lock(held, portalocker.LOCK_SH)
    except portalocker.LockException:  # a file system that cannot lock: nothing removes a snapshot there
        return held
    return held


def _is_still(held: TextIO, lock: Path) -> bool:
    """Whether that file is at `lock`, and not one of a snapshot that went and came back meanwhile."""
    try:
        return os.path.samestat(os.fstat(held.fileno()), lock.stat())
    except FileNotFoundError:
        return False


def _reason(error: OSError) -> str:
    """Why, and where many files were copied, why the first of them was not."""
    return str(error.args[0][0][-1] if isinstance(error, shutil.Error) else error.strerror)
