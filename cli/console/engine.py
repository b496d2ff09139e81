"""The store behind the console: opened in the background, asked in a thread, stopped in time."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from threading import Event, Lock, Thread
from typing import Any, Generic, TypeVar

from bankgraph.ontology import BankgraphError
from bankgraph.stores import Store
from bankgraph.stores.stopping import Stop, StoppedError

from ..workspace import Workspace

_T = TypeVar("_T")
_SLICE = 0.1  # seconds between two looks at the clock
_GRACE = 3.0  # seconds that a query gets to stop


class Engine:
    """The workspace's store. Nothing is opened before it is first needed. `limit` is in seconds, 0 is none."""

    def __init__(self, workspace: Workspace, limit: float, tick: Callable[[float], None]) -> None:
        self._workspace = workspace
        self._limit = limit
        self._tick = tick
        self._open = ExitStack()
        self._store: Store | None = None
        self._opening = Lock()
        self._jobs: list[Job[Any]] = []

    def store(self) -> Store:
        """Return the open store, in any thread. Raises as `Workspace.opened` does.

        It has been asked something: one thread alone may start an engine or a driver.
        """
        with self._opening:
            if self._store is None:
                with ExitStack() as opening:
                    store = opening.enter_context(self._workspace.opened())
                    store.query("RETURN 1 AS one")
                    self._open = opening.pop_all()
                self._store = store
            return self._store

    def in_background(self, work: Callable[[Store], None]) -> None:
        """Do some work without anyone waiting for it; what is wrong with the store, the first query says."""
        self._started(work)

    def run(self, work: Callable[[Store], _T]) -> _T:
        """Return what some work on the store gives, as soon as it is done.

        `tick` is told how long it takes so far. Raises what the work raises, and `StoppedError` where the
        limit is over or Ctrl-C was pressed; the work is then stopped, or left behind if it does not stop.
        """
        job = self._started(work)
        try:
            return self._result(job)
        except KeyboardInterrupt:
            self._stop(job)
            raise StoppedError("Cancelled.") from None
        finally:
            self._tick(0)

    def close(self) -> None:
        """Stop all work and let go of the store, unless something is busy with it that does not stop."""
        for job in self._jobs:
            self._stop(job)
        if self._opening.acquire(timeout=_GRACE):
            self._open.close()
            self._store = None
            self._opening.release()

    def _started(self, work: Callable[[Store], _T]) -> Job[_T]:
        job = Job(self.store, work)
        self._jobs = [other for other in self._jobs if not other.done.is_set()] + [job]
        job.start()
        return job

    def _result(self, job: Job[_T]) -> _T:
        start = time.monotonic()
        while not job.done.wait(_SLICE):
            self._tick(time.monotonic() - start)
            if self._limit and job.asked_for() > self._limit:
                self._stop(job)
                raise StoppedError(
                    f"stopped after {self._limit:g} s, the time limit; "
                    "ask for less, or start with a higher --time-limit (0 is none)"
                )
        return job.result()

    def _stop(self, job: Job[_T]) -> None:
        """Stop a job, again and again: its query may not have begun. A second Ctrl-C leaves it behind."""
        deadline = time.monotonic() + _GRACE
        try:
            while not job.done.is_set() and time.monotonic() < deadline:
                Thread(target=job.stop, daemon=True).start()
                job.done.wait(5 * _SLICE)
        except KeyboardInterrupt:
            return


class Job(Generic[_T]):
    """Work on the store in a thread of its own, under a `Stop`."""

    def __init__(self, store: Callable[[], Store], work: Callable[[Store], _T]) -> None:
        self.done = Event()
        self.error: BaseException | None = None
        self._store = store
        self._work = work
        self._stop = Stop()
        self._value: list[_T] = []
        self._asked_at: float | None = None

    def start(self) -> None:
        """Begin."""
        Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Stop what it asks of the store, if that can be done."""
        try:
            self._stop()
        except BankgraphError:
            return  # out of reach: there is nothing to stop then

    def asked_for(self) -> float:
        """Return since how many seconds the store, which had to be opened first, is busy with it."""
        return 0.0 if self._asked_at is None else time.monotonic() - self._asked_at

    def result(self) -> _T:
        """Return what the work gave, or raise what it raised."""
        if self.error is not None:
            raise self.error
        return self._value[0]

    def _run(self) -> None:
        try:
            store = self._store()
            self._asked_at = time.monotonic()
            with self._stop.asking():
                self._value.append(self._work(store))
        except BaseException as error:  # raised again by who waits for the result
            self.error = error
        finally:
            self.done.set()
