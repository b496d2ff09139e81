"""A local server as a process, which may outlive the one that started it.

A process id says little: after a crash, or a restart of the machine, another process has it. The server is
the process with that id, of this user, that has the server's home on its command line.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .jars import required
from .settings import home_argument

if TYPE_CHECKING:
    import psutil

_LOOKS = 20
_BETWEEN_LOOKS_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """A server that runs: since when, and with how many bytes of memory resident."""

    pid: int
    since: datetime
    memory: int
    handle: "psutil.Process" = field(repr=False)


def launch(command: Sequence[str], home: Path, log: Path, *, stays: bool) -> subprocess.Popen[bytes]:
    """Start a server; what it says goes to `log`.

    If it `stays`, neither Ctrl-C nor the end of this process or of its terminal ends it.
    """
    with log.open("wb") as said:
        return subprocess.Popen(  # noqa: S603 - all of the command is ours
            command,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            **(_apart() if stays else {}),
        )


def find(pid: int, home: Path) -> ServerProcess | None:
    """Return the process of the server of `home` if it still is the one with that id.

    Raises LocalServerError if psutil is not installed.
    """
    processes = required("psutil")
    try:
        process: psutil.Process = processes.Process(pid)
        is_ours = home_argument(home) in _command_line(process)
        is_mine = process.username() == processes.Process().username()
        since, memory = datetime.fromtimestamp(process.create_time()), process.memory_info().rss
    except processes.Error:  # gone, ended and not yet buried, or not for us to look at
        return None
    return ServerProcess(pid, since.astimezone(), memory, process) if is_ours and is_mine else None


def _command_line(process: "psutil.Process") -> list[str]:
    for _ in range(_LOOKS):
        if line := process.cmdline():
            break
        time.sleep(_BETWEEN_LOOKS_SECONDS)  # it is empty for a moment while a new process becomes its program
    return line


def end(process: ServerProcess, within: float) -> bool:
    """End a process in good order and return True, or kill it after `within` seconds and return False."""
    processes = required("psutil")
    try:
        process.handle.terminate()
        process.handle.wait(within)
    except processes.TimeoutExpired:
        process.handle.kill()
        process.handle.wait()
        return False
    except processes.NoSuchProcess:  # it ended by itself in between
        pass
    return True


def _apart() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
