"""The line, or lines, where a person types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import has_focus
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer
from prompt_toolkit.patch_stdout import patch_stdout
from pygments.lexers.graph import CypherLexer
from pygments.token import Keyword, Name

from .completer import ConsoleCompleter
from .history import history
from .keywords import KEYWORDS
from .script import split
from .words import Words


class Prompt:
    """Asks for statements and commands."""

    def __init__(self, words: Words, text: str) -> None:
        self._session: PromptSession[str] = PromptSession(
            f"{text}> ",
            lexer=PygmentsLexer(Highlighter),
            completer=ConsoleCompleter(words),
            history=history(),
            key_bindings=_keys(),
            multiline=True,
            prompt_continuation=lambda width, _line, wraps: " " * width if wraps else f"{'-> ':>{width}}",
            tempfile_suffix=".cypher",
            enable_open_in_editor=True,
        )

    def when_shown(self, call: Callable[[], None]) -> None:
        """Call once, as soon as it can be typed at."""
        shown = self._session.app.after_render

        def first(_app: object) -> None:
            shown.remove_handler(first)
            call()

        shown.add_handler(first)

    def ask(self) -> str:
        """Return what was typed. Raises `EOFError` for Ctrl-D and `KeyboardInterrupt` for Ctrl-C."""
        with patch_stdout():
            return self._session.prompt()

    def complete_anew(self) -> None:
        """Look again for what may follow what is typed: another thread has got more words."""
        typed, loop = self._session.default_buffer, self._session.app.loop
        if loop is not None and typed.text and typed.complete_state is None:
            asked = CompleteEvent(text_inserted=True)
            loop.call_soon_threadsafe(lambda: typed.start_completion(complete_event=asked))


class Highlighter(CypherLexer):
    """Cypher, with all the keywords that completion knows."""

    def get_tokens_unprocessed(self, text: str, stack: Iterable[str] = ("root",)) -> Iterator[Any]:
        """Yield place, kind and text of each token."""
        for place, kind, value in super().get_tokens_unprocessed(text, stack):
            yield place, Keyword if kind is Name and value.upper() in KEYWORDS else kind, value


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter", filter=has_focus(DEFAULT_BUFFER))
    def _enter(event: KeyPressEvent) -> None:
        """Take the chosen completion; else run what is complete; else begin a new line."""
        typed = event.current_buffer
        if typed.complete_state and typed.complete_state.current_completion:
            typed.complete_state = None
        elif split(typed.text).rest:
            typed.insert_text("\n")
        else:
            typed.validate_and_handle()

    return keys
