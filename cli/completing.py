"""What a shell offers for the word that is being typed: names of things, and names of packs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    from click.shell_completion import CompletionItem

    from bankgraph.queries.name_index import starting
    from bankgraph.stores import open_store

    with open_store(lambda: workspace.schema, workspace.store) as store:
        found = starting(store, incomplete, kind) if "://" not in store.name else []
    for named in found:
        yield CompletionItem(
            _word(named, incomplete, found), help=f"{named.id} {named.name_zh} {named.name_en}"
        )


def _word(named: Named, incomplete: str, found: Iterable[Named]) -> str:
    """The name of a thing to put in the place of what is typed: one that continues it, or else the id."""
    others = {name for one in found if one.id != named.id for name in one.names}
    for name in named.names:
        if (
            name.casefold().startswith(incomplete.casefold())
            and not _SPECIAL & {*name}
            and name not in others
        ):
            return name
    return named.id
