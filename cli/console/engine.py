"""The store behind the console: in a process of its own, timed, and stopped when it takes too long."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import IO, Any, Generic, TypeVar, cast

from bankgraph.cli.workspace import Workspace
from bankgraph.ontology import BankgraphError, UnreachableError
from bankgraph.stores.stopping import StoppedError

from .requests import Request
from .worker import Message

_T = TypeVar("_T")
_SLICE = 0.1  # seconds between two looks at the clock
_GRACE = 3.0  # seconds that a query gets to stop
_WORKER = (sys.executable, "-P", "-c", "from bankgraph.cli.console.worker import main; main()")


class Engine:
    """Asks the store of a workspace. The process starts with the first request.

    `limit` is in seconds, 0 is none. `say` is told what the store has to say, `tick` how long a request
    takes so far, and 0 when it is over.
    """

    def __init__(
        self, workspace: Workspace, limit: float, say: Callable[[str], None], tick: Callable[[float], None]
    ) -> None:
        self._workspace = workspace
        self._limit = limit
        self._say = say
        self._tick = tick
        self._process: subprocess.Popen[bytes] | None = None
        self._jobs: dict[int, Job[Any]] = {}
        self._asked = 0
        self._sending = Lock()

    def ask(self, request: Request[_T]) -> Job[_T]:
        """Send a request, and do not wait for its answer."""
        with self._sending:
            self._asked += 1
            job: Job[_T] = Job(self._asked, self._running())
            self._jobs[job.number] = job
            _send(job.process, (job.number, request))
        return job

    def answer(self, request: Request[_T]) -> _T:
        """Return the answer to a request. Raises as `timed` does."""
        return self.timed(request)[0]

    def timed(self, request: Request[_T]) -> tuple[_T, float]:
        """Return the answer to a request, and how many seconds it took once the store was open.

        Raises `StoppedError` where the limit is over or Ctrl-C was pressed, and any other
        `BankgraphError` with what the store said.
        """
        job = self.ask(request)
        try:
            return self._result(job)
        except KeyboardInterrupt:
            self._stop(job)
            raise StoppedError("Cancelled.") from None
        finally:
            self._tick(0)

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def _result(self, job: Job[_T]) -> tuple[_T, float]:
        start = time.monotonic()
        while not job.done.wait(_SLICE):
            self._tick(time.monotonic() - start)
            if self._limit and job.asked_at and time.monotonic() - job.asked_at > self._limit:
                self._stop(job)
                raise StoppedError(
                    f"stopped after {self._limit:g} s, the time limit; "
                    "ask for less, or start with a higher --time-limit (0 is none)"
                )
        return job.result()

    def _stop(self, job: Job[_T]) -> None:
        """Stop a job, and where its query goes on, or a second Ctrl-C comes, the process; another will start.

        It is told again and again, since a query that had not begun was not stopped. A store that is only
        being opened is let do that.
        """
        deadline = time.monotonic() + _GRACE
        try:
            while not job.done.is_set() and job.asked_at and time.monotonic() < deadline:
                with self._sending:
                    _send(job.process, (job.number, None))
                job.done.wait(3 * _SLICE)
        except KeyboardInterrupt:
            deadline = 0
        if job.asked_at and not job.done.is_set():
            self.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            windows = {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
            self._process = subprocess.Popen(  # noqa: S603 - all of the command is ours
                _WORKER,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if self._workspace.debug else subprocess.DEVNULL,
                **(windows if sys.platform == "win32" else {"start_new_session": True}),  # Ctrl-C is ours
            )
            _send(self._process, self._workspace)
            Thread(target=self._listen, args=(self._process,), daemon=True).start()
        return self._process

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        """Pass on what the process says, until it ends; what it was asked then has no answer."""
        stream = cast(IO[bytes], process.stdout)
        while (message := _received(stream)) is not None:
            if message.kind == "said":
                self._say(message.value)
            elif job := self._jobs.get(message.number):
                job.take(message)
                if job.done.is_set():
                    del self._jobs[message.number]
        lost = UnreachableError("the engine has ended, and takes up again with the next query")
        for job in [job for job in self._jobs.values() if job.process is process]:
            self._jobs.pop(job.number).fail(lost)


class Job(Generic[_T]):
    """A request that was sent: whether it is done, and since when the store, once open, is busy with it."""

    def __init__(self, number: int, process: subprocess.Popen[bytes]) -> None:
        self.number = number
        self.process = process
        self.done = Event()
        self.asked_at: float | None = None
        self._answer: Message | None = None
        self._error: BankgraphError | None = None

    def take(self, message: Message) -> None:
        """Take in a message about it."""
        if message.kind == "asked":
            self.asked_at = time.monotonic()
        elif message.kind == "failed":
            self.fail(BankgraphError(message.value))
        else:
            self._answer = message
            self.done.set()

    def fail(self, error: BankgraphError) -> None:
        """Have no answer."""
        self._error = error
        self.done.set()

    def result(self) -> tuple[_T, float]:
        """Return the answer and its seconds, or raise what went wrong."""
        if self._answer is None:
            raise self._error or UnreachableError("there is no answer")
        return self._answer.value, self._answer.seconds


def _send(process: subprocess.Popen[bytes], content: object) -> None:
    stream = cast(IO[bytes], process.stdin)
    try:
        stream.write(pickle.dumps(content))
        stream.flush()
    except OSError:
        return  # it has ended, which is noticed where it is listened to


def _received(stream: IO[bytes]) -> Message | None:
    try:
        return cast(Message, pickle.load(stream))  # noqa: S301 - it comes from our own process
    except (EOFError, OSError, pickle.UnpicklingError):
        return None
