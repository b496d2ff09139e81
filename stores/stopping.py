"""Stopping a query from another thread than the one that asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from bankgraph.ontology import BankgraphError


class StoppedError(BankgraphError):
    """A query that was stopped before it had its answer."""


class Stop:
    """Stops what is asked under it: `with stop.asking(): store.query(…)` in one thread, `stop()` in another.

    A query that is stopped raises `StoppedError`, and so does each that is asked under it after that.
    """

    def __init__(self) -> None:
        self._ways: list[Callable[[], object]] = []
        self._lock = Lock()
        self._called = False

    def __call__(self) -> None:
        """Stop the query that is running, if any. May be called again where that took no effect yet."""
        with self._lock:
            self._called = True
            ways = [*self._ways]
        for way in ways:
            way()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Put what this thread asks in the block under this stop."""
        before = _current.set(self)
        try:
            yield
        finally:
            _current.reset(before)

    @contextmanager
    def running(self, way: Callable[[], object]) -> Iterator[None]:
        """Tell the way to stop the query that runs in the block. For stores."""
        with self._lock:
            self._ways.append(way)
        try:
            self.check()
            yield
        finally:
            with self._lock:
                self._ways.remove(way)

    def check(self) -> None:
        """Raise `StoppedError` where it was called."""
        if self._called:
            raise StoppedError("the query was stopped")


_current: ContextVar[Stop | None] = ContextVar("stop", default=None)


def current_stop() -> Stop | None:
    """Return the stop under which this thread asks."""
    return _current.get()
