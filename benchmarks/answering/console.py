"""How soon the console can be typed at, and how soon a key is seen, in a terminal such as a person has."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pexpect

from measuring import EXE

TYPED = "MATCH (b:Bank {id: 'gsyh'})-[d:DEPLOYS]->(m) WHERE m.name = '北京 RETURN b.name, count(*) "
_WHERE_IS_THE_CURSOR, _THERE = "\x1b[6n", "\x1b[1;1R"
_PATIENCE = 30  # seconds
_MOMENT = 0.03  # seconds in which a screen comes to rest


class Console:
    """A console that was just started; it ends with the block."""

    def __init__(self, options: Sequence[str], directory: Path, environment: Mapping[str, str]) -> None:
        self._started = time.perf_counter()
        self._process = pexpect.spawn(
            EXE,
            ["cypher", *options],
            env={**environment, "TERM": "xterm-256color"},
            cwd=str(directory),
            dimensions=(40, 100),
            encoding="utf-8",
            timeout=_PATIENCE,
        )
        self._process.delaybeforesend = None

    def prompt(self) -> float:
        """Return the seconds from the start to the prompt."""
        seen = ""
        while "bankgraph>" not in seen:
            seen += self._read(_PATIENCE)
        return time.perf_counter() - self._started

    def keys(self, text: str) -> Iterator[float]:
        """Type a text, and yield the seconds until the screen changes after each key."""
        for key in text:
            while self._read(_MOMENT):
                pass
            pressed = time.perf_counter()
            self._process.send(key)
            self._read(_PATIENCE)
            yield time.perf_counter() - pressed

    def _read(self, patience: float) -> str:
        try:
            printed = self._process.read_nonblocking(65536, timeout=patience)
        except pexpect.TIMEOUT:
            return ""
        if _WHERE_IS_THE_CURSOR in printed:
            self._process.send(_THERE)
        return str(printed)

    def __enter__(self) -> Console:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.close(force=True)


def latencies(
    stores: Mapping[str, Sequence[str]], repeats: int, directory: Path, environment: Mapping[str, str]
) -> dict[str, list[float]]:
    """Return the seconds of each start to the prompt, by store, and of every key."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        for name, options in stores.items():
            with Console(options, directory, environment) as console:
                found.setdefault(f"to the prompt, {name}", []).append(console.prompt())
                found.setdefault(f"a key, {name}", []).extend(console.keys(TYPED))
    return found
