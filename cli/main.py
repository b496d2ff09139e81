"""The root command: the fixed commands, each pack as a command of its own, and errors as one clear line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING

import click

from bankgraph.ontology.cache import digested
from bankgraph.ontology.errors import UsageError, suggestion
from bankgraph.queries import pack_files

from . import workspace
from .version import VERSION
from .workspace import Workspace, root_options

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from bankgraph.queries import Pack

_PACKS, _WORKSPACE = "bankgraph.packs", "bankgraph.workspace"

_COMMANDS = {
    "demo": "Build the graph, answer two questions and draw a picture.",
    "init": "Start a workspace for data, questions and words of your own.",
    "load": "Load the curated data or an export into a store.",
    "diff": "Show what a load would change.",
    "new": "Start a file of curated data.",
    "check": "Find every error in the data, the ontology and the packs.",
    "query": "Run a pack query by name.",
    "queries": "List the pack queries.",
    "ask": "Answer a question in Chinese or English.",
    "show": "Show all that is known of one thing.",
    "compare": "Compare things of one class side by side.",
    "path": "Show how two things connect.",
    "names": "Show what a name means.",
    "network": "Show what is central, or belongs together.",
    "cypher": "Run a Cypher query, or open the console.",
    "sparql": "Ask the data in SPARQL.",
    "viz": "Draw the graph, or part of it, as one HTML page.",
    "export": "Write what is curated for other programs.",
    "serve": "Serve the embedded graph over Bolt, read-only.",
    "neo4j": "Run a real Neo4j on this machine.",
    "doctor": "Check the installation and say how to mend it.",
}


class Root(click.Group):
    """Imports a command when it is called, and makes a command of every pack."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the fixed commands; packs are listed apart."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a fixed command, or the pack of that name as a command."""
        if cmd_name in _COMMANDS:
            command: click.Command = import_module(f".{cmd_name}", __package__).command
            return command
        from .shortcut import shortcut

        pack = _workspace(ctx).catalogue.get(cmd_name)
        return shortcut(pack) if pack else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Look for the command in the packs too, those named after it included; say which one was meant."""
        ctx.meta[_PACKS] = tuple(_values_of("--packs", args))
        name = args[0] if args else ""
        if ctx.resilient_parsing:  # a shell asks, and wants no word of an error
            return super().resolve_command(ctx, args)
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            known = [*_COMMANDS, *_workspace(ctx).catalogue]
            raise UsageError(
                f"there is no command '{name}'{suggestion(name, known, 'see: bankgraph --help')}"
            )
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer commands and packs, without importing them, and options."""
        from .completing import offered, titles

        words = {**_COMMANDS, **titles(_workspace(ctx).catalogue)}
        return [*offered(words, incomplete), *click.Command.shell_complete(self, ctx, incomplete)]

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text, kept from when it was last written at this width of the terminal."""
        files = [*pack_files(_workspace(ctx).packs), __file__, workspace.__file__]
        width = f"{os.environ.get('COLUMNS')} {_columns()} {ctx.command_path}"
        return digested(f"help-{VERSION}", files, lambda: super(Root, self).get_help(ctx), (str, str), width)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the fixed commands, then the questions."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))
        packs = _workspace(ctx).catalogue.values()
        with formatter.section("Questions (each a command; add names: bankgraph banks-deploying DeepSeek)"):
            for group, some in groupby(sorted(packs, key=_group), _group):
                with formatter.section(group):
                    formatter.write_dl([(p.name, f"{p.title} {p.title_zh}") for p in some])


def _columns() -> int | None:
    try:
        return os.get_terminal_size().columns
    except OSError:  # not a terminal
        return None


def _group(pack: Pack) -> str:
    return pack.group or "other"


def _workspace(ctx: click.Context) -> Workspace:
    """What is known before the command runs: packs, given before or after its name."""
    packs = (*(ctx.params.get("packs") or ()), *ctx.meta.get(_PACKS, ()))
    known: Workspace | None = ctx.meta.get(_WORKSPACE)
    if known is None or known.packs != packs:
        known = ctx.meta[_WORKSPACE] = Workspace(packs=packs)
    return known


def _values_of(option: str, args: list[str]) -> Iterator[str]:
    """Yield the values of a repeatable option among unparsed arguments."""
    for arg, following in zip(args, [*args[1:], ""], strict=True):
        if arg == option and following:
            yield following
        elif arg.startswith(f"{option}="):
            yield arg.partition("=")[2]


@click.group(cls=Root, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, message="%(prog)s %(version)s")
@root_options
@click.pass_context
def bankgraph(
    ctx: click.Context,
    data: tuple[Path, ...],
    packs: tuple[Path, ...],
    ontology: tuple[Path, ...],
    store: str | None,
    debug: bool,  # click passes flags by name
) -> None:
    """Banks, their AI initiatives, models, platforms and metrics; every fact cited to the character.

    银行及其人工智能举措、模型、平台与指标的知识图谱，每条事实皆可追溯到原文字符。
    """
    ctx.obj = Workspace(data, packs, ontology, store, debug)


def _given() -> tuple[str, ...]:
    return (*sys.argv[1:], os.environ.get("BANKGRAPH_STORE", ""))


def main() -> None:
    """Run the command line and exit.

    0: answered; 1: nothing found, or a check failed; 2: wrong usage; 3: a store or file out of reach.
    """
    debug = "--debug" in sys.argv or bool(os.environ.get("BANKGRAPH_DEBUG"))
    if not debug and any(word in text for text in _given() for word in ("neo4j", "bolt")):
        import logging  # slow to import

        logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # what it logs, our one line says
    try:
        code = bankgraph.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone, and so has the need to tell it
        sys.exit(0)
    except (
        Exception
    ) as error:  # what a user can mend, a full disk, or a bug; the traceback is there on request
        if debug and not isinstance(error, click.ClickException):
            raise
        from .errors import tell

        sys.exit(tell(error))
