"""What a shell offers for the word that is being typed: names of things, and names of packs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from .workspace import Workspace, known

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from bankgraph.queries import Pack
    from bankgraph.queries.name_index import Named

# What completion needs is imported by it alone: the types here are made for every command.

_SPECIAL = frozenset(" \t\n\"'`\\$&|;<>()[]{}*?!#~:=")
"""What a shell takes for something else than a part of a word."""


class ThingName(click.types.StringParamType):
    """What a person calls a thing with the label `kind`, or any thing without one; it stays a text."""

    def __init__(self, kind: str = "") -> None:
        self._kind = kind

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the things with a name that starts so, from the names that are kept beside the graph."""
        return list(_things(known(ctx), self._kind, incomplete))


class PackName(click.types.StringParamType):
    """The name of a pack; it stays a text."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the packs."""
        return offered(titles(known(ctx).catalogue), incomplete)


def titles(packs: Mapping[str, Pack]) -> dict[str, str]:
    """Return what is said of each pack beside its name."""
    return {name: f"{pack.title} {pack.title_zh}" for name, pack in packs.items()}


def offered(helps: Mapping[str, str], incomplete: str) -> list[CompletionItem]:
    """Return those of the words, each with what is said of it, that start as what is typed."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(word, help=text) for word, text in helps.items() if word.startswith(incomplete)]


def _things(workspace: Workspace, kind: str, incomplete: str) -> Iterator[CompletionItem]:
    """Yield things; none where no names are kept, for no graph is built or reached for a key."""
    if "://" in (workspace.store or ""):
        return
    from click.shell_completion import CompletionItem

    from bankgraph.queries.name_index import starting

    from .opening import open_store

    with open_store(lambda: workspace.schema, workspace.store) as store:
        found = starting(store, incomplete, kind)
    named_so = Counter(name for named in found for name in {*named.names})
    words = {_word(named, incomplete, named_so): named for named in found}
    going_on = {word for word in words if word.casefold().startswith(incomplete.casefold())}
    # In place of the text, a shell puts what several words have in common: others are offered one at a time.
    for word, named in words.items():
        if word in going_on or len(words) == 1:
            yield CompletionItem(word, help=f"{named.id} {named.name_zh} {named.name_en}")


def _word(named: Named, incomplete: str, named_so: Mapping[str, int]) -> str:
    """What to put in the place of what is typed: a name that continues it and nothing else has, or the id."""
    typed = incomplete.casefold()
    fit = (name for name in named.names if name.casefold().startswith(typed) and not _SPECIAL & {*name})
    return next((name for name in fit if named_so[name] == 1), named.id)
