"""A terminal of a given width for the command to write to."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

_EXE = Path(sys.executable).with_name("bankgraph")
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(home: Path, columns: int, *args: str) -> str:
    """What `bankgraph ARGS` prints there on the graph in `home`, without colours. It has to succeed."""
    primary, secondary = pty.openpty()
    settings = {"BANKGRAPH_HOME": str(home), "COLUMNS": str(columns), "TERM": "xterm-256color"}
    with subprocess.Popen(
        [_EXE, *args], stdout=secondary, stderr=subprocess.DEVNULL, env={**os.environ, **settings}
    ) as process:
        os.close(secondary)
        written = b""
        while piece := _read(primary):
            written += piece
        assert process.wait() == 0
    os.close(primary)
    return _ESCAPES.sub("", written.decode()).replace("\r", "")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # it has hung up
        return b""
