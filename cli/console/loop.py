"""From the first prompt to the last."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from threading import Thread
from typing import Any

from bankgraph.cli.workspace import Workspace
from bankgraph.ontology import BankgraphError

from . import screen
from .commands import Quit
from .engine import Engine
from .prompt import Prompt
from .requests import AllValues
from .session import Session

_HINT = "A statement ends with ;  Tab completes, :help lists the commands, Ctrl-D leaves."
_SWITCH = 0.001  # seconds that what is read in the background may hold up a key


def open_console(
    workspace: Workspace, parameters: Mapping[str, Any], *, write: bool, limit: float, form: str
) -> None:
    """Ask for statements and commands and answer them, until Ctrl-D or `:quit`.

    An error is one line, and the session goes on. Neither an engine nor a driver is touched before the
    first prompt can be typed at.
    """
    sys.setswitchinterval(_SWITCH)
    engine = Engine(workspace, limit, screen.say, screen.tick)
    session = Session(workspace, engine, parameters, write=write, form=form)
    screen.say(_greeting(workspace, write=write))
    prompt = Prompt(session.words, "bankgraph (write)" if write else "bankgraph")
    prompt.when_shown(lambda: _fetch_words(session, prompt))
    with screen.without_echo():
        try:
            while _goes_on(session, prompt):
                pass
        finally:
            engine.close()


def _goes_on(session: Session, prompt: Prompt) -> bool:
    """Ask and answer once; whether the session goes on."""
    try:
        session.run(prompt.ask())
    except (EOFError, Quit):
        return False
    except KeyboardInterrupt:
        return True
    except BankgraphError as error:
        if session.workspace.debug:
            raise
        screen.say(str(error))
    except Exception as error:  # a bug: one line, the traceback on request
        if session.workspace.debug:
            raise
        what = " ".join(f"{type(error).__name__}: {error}".split())
        screen.say(f"a bug in bankgraph: {what}; start again with --debug and report what it shows")
    return True


def _greeting(workspace: Workspace, *, write: bool) -> str:
    from bankgraph.stores.home import default_home

    kind = "may be changed" if write else "read-only"
    return f"{workspace.store or default_home()} ({kind})\n{_HINT}"


def _fetch_words(session: Session, prompt: Prompt) -> None:
    """Get in the background what completion knows. What goes wrong with that, a query will say."""
    job = session.engine.ask(AllValues())

    def fetch() -> None:
        try:
            session.words.schema = session.workspace.schema
            session.words.packs = session.workspace.catalogue
            prompt.complete_anew()
            job.done.wait()
            values, _ = job.result()
            values.found("银", 1)  # the first search for a character reads the table of characters
            session.words.values = values
            prompt.complete_anew()
        except BankgraphError:
            return

    Thread(target=fetch, daemon=True).start()
