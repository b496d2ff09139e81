"""What a command works with: the vocabulary, the data, the packs and the store that were asked for."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from bankgraph.ontology.errors import LoadRunningError, NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from bankgraph.loaders import Curated, Knowledge
    from bankgraph.ontology import Schema
    from bankgraph.queries import Pack
    from bankgraph.stores import Progress, Store
    from bankgraph.stores.staged import StagedGraph

_PATIENCE_SECONDS = 60.0
_MOMENT_SECONDS = 5.0
_FEW = 20_000  # things whose names are prepared in a moment
_F = TypeVar("_F", bound=Callable[..., Any])


class _Given(NamedTuple):
    data: tuple[Path, ...] = ()
    packs: tuple[Path, ...] = ()
    ontology: tuple[Path, ...] = ()
    store: str | None = None
    debug: bool = False


class Workspace(_Given):
    """The shipped ontology, data and packs, and what a person adds to them. `store` is an address."""

    @cached_property
    def schema(self) -> Schema:
        """The vocabulary."""
        from bankgraph.ontology import load_schema

        return load_schema(self.ontology)

    @cached_property
    def catalogue(self) -> Mapping[str, Pack]:
        """The packs."""
        from bankgraph.queries import read_catalogue

        return read_catalogue(self.packs)

    def knowledge(self) -> Knowledge:
        """Read the curated data: the shipped ones and what was added. Raises as `read_knowledge` does."""
        from bankgraph.loaders import read_knowledge, shipped_data

        return read_knowledge([shipped_data(), *self.data], self.schema)

    def compiled(
        self, progress: Progress = lambda _done, _total: None
    ) -> AbstractContextManager[StagedGraph]:
        """Yield the graph of the curated data, the shipped ones and what was added. See `compiled`."""
        from bankgraph.loaders import compiled, shipped_data

        return compiled([shipped_data(), *self.data], self.schema, progress)

    def curated(self, paths: tuple[Path, ...] = ()) -> Curated:
        """Read the curated data with the place of each declaration.

        A file among or below `paths` takes the place of one of those with the same name, or is added
        to them, so that one file, or a copy of the whole data, can be checked. Raises as
        `read_knowledge` does.
        """
        from bankgraph.loaders import read_curated, shipped_data, yaml_files

        own = yaml_files(paths)
        replaced = {file.name for file in own}
        others = [f for f in yaml_files((shipped_data(), *self.data)) if f.name not in replaced]
        return read_curated([*others, *own], self.schema)

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """Open the store for reading. Raises `NotFoundError` where a server holds no graph yet.

        An embedded graph that was never loaded is built first, and one that is asked with data of a
        person's own is brought up to date with them.
        """
        from .opening import open_store

        with open_store(lambda: self.schema, self.store) as store:
            remote = "://" in store.name
            if remote and store.version() is None:
                raise NotFoundError(f"{store.name} holds no graph yet; run: bankgraph load --to {store.name}")
            if not remote and (store.version() is None or self.data):
                self._bring_up_to_date(store)
            yield store

    def prepare(self, store: Store, entities: int, progress: Progress = lambda _done, _total: None) -> None:
        """Work out, for a moment, what people are likely to ask of a graph of so many that was just built."""
        from bankgraph.queries import plan, prepare

        if entities <= _FEW:
            prepare(store, self.catalogue.values(), _MOMENT_SECONDS, progress)
        else:
            plan(store, self.catalogue.values())

    def _bring_up_to_date(self, store: Store) -> None:
        from bankgraph.loaders import load
        from bankgraph.stores.protocol import UNGUARDED

        is_first = store.version() is None
        if is_first:
            click.echo(f"Building the graph in {store.name} for the first time …", err=True)
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                with self.compiled() as graph:
                    if load(graph, store, self.schema, options=UNGUARDED) and not is_first:
                        click.echo(f"{store.name} is up to date with the data.", err=True)
                return
            except LoadRunningError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)  # another process builds the graph that this one is to read


def known(ctx: click.Context) -> Workspace:
    """Return what is known of the workspace before the command runs: what its options so far say."""
    nested = [*_outwards(ctx)]
    store = next((c.params["store"] for c in nested if c.params.get("store")), None)
    packs = tuple(path for c in reversed(nested) for path in c.params.get("packs") or ())
    return Workspace(packs=packs, store=store)


def _outwards(ctx: click.Context | None) -> Iterator[click.Context]:
    while ctx is not None:
        yield ctx
        ctx = ctx.parent


def workspace_options(command: _F) -> _F:
    """Give a command the options that say what it works with, and a `Workspace` as its first argument."""

    @wraps(command)
    def with_workspace(*args: Any, **options: Any) -> Any:
        context = click.get_current_context()
        outer = context.find_object(Workspace) or Workspace()
        inner = outer._replace(
            data=(*outer.data, *options.pop("data")),
            packs=(*outer.packs, *options.pop("packs")),
            ontology=(*outer.ontology, *options.pop("ontology")),
            store=options.pop("store") or outer.store,
            debug=options.pop("debug") or outer.debug,
        )
        return command(inner, *args, **options)

    for option in reversed(_options(environment=False)):
        with_workspace = option(with_workspace)
    return cast(_F, with_workspace)


def root_options(command: _F) -> _F:
    """Give the root command the same options, with the environment as their default."""
    for option in reversed(_options(environment=True)):
        command = option(command)
    return command


class LazyPath(click.Path):
    """A path; pathlib is slow to import, and most commands are given none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return what was given as a `Path`."""
        from pathlib import Path

        return Path(os.fsdecode(super().convert(value, param, ctx)))


def _options(*, environment: bool) -> tuple[Callable[[_F], _F], ...]:
    def option(name: str, text: str, **settings: Any) -> Callable[[_F], _F]:
        variable = f"BANKGRAPH_{name.upper()}"
        help_text = f"{text} [{variable}]"
        return click.option(f"--{name}", help=help_text, envvar=variable if environment else None, **settings)

    path = LazyPath()
    return (
        option("data", "Add curated YAML.", type=path, multiple=True, metavar="DIR"),
        option("packs", "Add pack queries.", type=path, multiple=True, metavar="DIR"),
        option(
            "ontology", "Add classes, relations, units in Turtle.", type=path, multiple=True, metavar="FILE"
        ),
        option("store", "neo4j://… or a directory; else the embedded graph.", metavar="ADDRESS"),
        option("debug", "Show the traceback of an error.", is_flag=True),
    )
