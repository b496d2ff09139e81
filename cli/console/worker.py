"""The process that asks the store for the console, so that neither Java nor a long answer holds up a key.

It reads pickled `(number, request)` from stdin, where None for a request means that the one of that number
is to stop, and writes pickled `Message`s to stdout. It ends with its stdin.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
import traceback
from contextlib import ExitStack
from threading import Lock, Thread
from typing import Any, BinaryIO, Literal, NamedTuple, TextIO, cast

from bankgraph.cli.workspace import Workspace
from bankgraph.ontology import BankgraphError
from bankgraph.stores import Store
from bankgraph.stores.stopping import Stop

from .requests import Request


class Message(NamedTuple):
    """News of a request: the store is open and asked, the answer with its seconds, or why there is none.

    What is said on stderr comes under number 0.
    """

    number: int
    kind: Literal["asked", "done", "failed", "said"]
    value: Any = None
    seconds: float = 0.0


class Worker:
    """Answers each request in a thread of its own. The store is opened for the first of them."""

    def __init__(self, workspace: Workspace, messages: BinaryIO) -> None:
        self._workspace = workspace
        self._messages = messages
        self._writing = Lock()
        self._opening = Lock()
        self._open = ExitStack()
        self._store: Store | None = None
        self._stops: dict[int, Stop] = {}

    def serve(self, requests: BinaryIO) -> None:
        """Answer until there are no more requests."""
        while True:
            try:
                number, request = pickle.load(requests)  # noqa: S301 - it comes from our own console
            except (EOFError, OSError):
                return
            if request is not None:
                self._stops[number] = Stop()
                Thread(target=self._answer, args=(number, request), daemon=True).start()
            elif stop := self._stops.get(number):
                Thread(target=_call, args=(stop,), daemon=True).start()

    def write(self, text: str) -> None:
        """Send what is printed, as a stream does."""
        if text.strip():
            self._send(Message(0, "said", text.strip()))

    def flush(self) -> None:
        """Do nothing: all is sent at once."""

    def _answer(self, number: int, request: Request[object]) -> None:
        try:
            store = self._opened()
            self._send(Message(number, "asked"))
            start = time.monotonic()
            with self._stops[number].asking():
                answer = request(store, self._workspace)
            self._send(Message(number, "done", answer, time.monotonic() - start))
        except BankgraphError as error:
            self._send(Message(number, "failed", str(error)))
        except Exception as error:  # noqa: BLE001 - a bug: the console says so
            if self._workspace.debug:
                traceback.print_exc()
            what = " ".join(f"{type(error).__name__}: {error}".split())
            self._send(Message(number, "failed", f"a bug in bankgraph: {what}; report it with --debug"))
        finally:
            del self._stops[number]

    def _opened(self) -> Store:
        """The open store. It has been asked something: one thread alone may start an engine or a driver."""
        with self._opening:
            if self._store is None:
                with ExitStack() as opening:
                    store = opening.enter_context(self._workspace.opened())
                    store.query("RETURN 1 AS one")
                    self._open = opening.pop_all()
                self._store = store
            return self._store

    def _send(self, message: Message) -> None:
        packed = pickle.dumps(message)
        with self._writing:
            self._messages.write(packed)
            self._messages.flush()


def _call(stop: Stop) -> None:
    try:
        stop()
    except BankgraphError:
        return  # out of reach: there is nothing to stop then


def main() -> None:
    """Serve the workspace that is the first thing on stdin."""
    messages = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no message
    requests = sys.stdin.buffer
    worker = Worker(pickle.load(requests), messages)  # noqa: S301 - it comes from our own console
    sys.stderr = cast(TextIO, worker)
    worker.serve(requests)
    os._exit(0)  # the store is only read, or the server rolls back: Java need not be taken down in order
