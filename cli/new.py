"""`bankgraph new`: start a file of curated data."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bankgraph.loaders.authoring import SCHEMA_NAME, draft_source, draft_yaml
from bankgraph.ontology import UnreachableError, UsageError

from .workspace import Workspace, workspace_options


@click.group("new")
def command() -> None:
    """Start a file of curated data."""


@command.command("source")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, readable=False),
    metavar="OUT",
    help="The YAML file to write; else stdout.",
)
@click.option("--id", "identifier", metavar="ID", help="Its id; else one of publisher and date.")
@click.option("--force", is_flag=True, help="Overwrite OUT.")
@workspace_options
def new_source(
    workspace: Workspace, file: Path, output: Path | None, identifier: str | None, force: bool
) -> None:
    """Start the source file of a text.

    It holds the text's hash, length and language, what may be its title, publisher and date, and where it
    first names what is known. What is left for a person to decide is said on stderr.
    """
    if output and output.exists() and file.exists() and output.samefile(file):
        raise UsageError(f"{output} is the text itself; name another file")
    knowledge = workspace.knowledge()
    draft = draft_source(file, knowledge, identifier)
    schema_file = _schema_above((output or Path("-")).absolute().parent)
    modeline = f"# yaml-language-server: $schema={schema_file or SCHEMA_NAME}"
    begun = draft_yaml(draft, modeline, workspace.schema, knowledge.entities)
    if output is None:
        click.echo(begun, nl=False)
    else:
        _write(output, begun, force=force)
    begun_as = f"{output} is started" if output else f"the file of {draft.source.id} stands on stdout"
    click.echo(f"{begun_as}. What is left to you:", err=True)
    beside = output.parent / SCHEMA_NAME if output else SCHEMA_NAME
    hint = f"modeline: write the file it names with: bankgraph export schema > {beside}"
    no_schema = () if schema_file else (hint,)
    click.echo("\n".join(f"  {line}" for line in (*draft.left, *no_schema)), err=True)


def _schema_above(directory: Path) -> str | None:
    """The way from a directory to the nearest JSON Schema in it or above."""
    places = (parent / SCHEMA_NAME for parent in (directory, *directory.parents))
    nearest = next((place for place in places if place.is_file()), None)
    return Path(os.path.relpath(nearest, directory)).as_posix() if nearest else None


def _write(output: Path, text: str, *, force: bool) -> None:
    try:
        with output.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{output} is there already; name another file, or add --force") from error
    except OSError as error:
        raise UnreachableError(f"{output}: cannot be written ({error.strerror}); check the path") from error
