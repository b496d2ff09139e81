"""A reader never holds a snapshot whose lock file is no longer that of its directory."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import portalocker
import pytest

from bankgraph.stores.snapshots import SnapshotDirectory


def test_a_snapshot_that_goes_and_comes_back_while_a_reader_waits_is_held_by_its_new_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = SnapshotDirectory(tmp_path)
    _load(directory, "one")
    lock, waited = portalocker.lock, list[TextIO]()

    def wait(file: TextIO, flags: portalocker.LockFlags) -> None:
        """While a reader waits for the lock, two others load: the snapshot is removed and made again."""
        if not waited:
            waited.append(file)
            _load(directory, "two")
            _load(directory, "one")
        lock(file, flags)

    monkeypatch.setattr(portalocker, "lock", wait)
    with directory.hold() as held:
        assert waited
        _load(directory, "two")
        assert held.database.is_dir()


def _load(directory: SnapshotDirectory, name: str) -> None:
    with directory.loading(), directory.building(name) as path:
        path.mkdir()
