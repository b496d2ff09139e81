"""A disk of a few megabytes that a test may fill."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines import cannot_run


class SmallDisk:
    """A file system in memory at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        mount = shutil.which("mount")
        made = mount and self._mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(path))
        if not made:
            path.rmdir()
            cannot_run("a disk that is full needs the right to mount one: run the tests as root")

    def leave(self, kilobytes: int) -> None:
        """Make the disk so small that only so much is free."""
        stat = os.statvfs(self.path)
        used = (stat.f_blocks - stat.f_bfree) * stat.f_frsize // 1024
        assert self._mount("-o", f"remount,size={used + kilobytes}k", str(self.path))

    def make_room(self) -> None:
        assert self._mount("-o", "remount,size=512m", str(self.path))

    def close(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.path)], check=True)

    @staticmethod
    def _mount(*options: str) -> bool:
        return subprocess.run(["mount", *options], capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    made = SmallDisk(tmp_path / "disk")
    yield made
    made.close()
