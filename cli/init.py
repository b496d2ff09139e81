"""`bankgraph init`: start a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import click

from bankgraph.ontology import UnreachableError, UsageError

from .workspace import Workspace, workspace_options


@click.command("init")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path, readable=False))
@workspace_options
def command(_workspace: Workspace, directory: Path) -> None:
    """Start a workspace in DIR: data, questions and words of your own, with a worked example of each.

    Nothing that is there is overwritten.
    """
    files = {directory / name: content for name, content in _example().items()}
    _write(files)
    click.echo("\n".join(map(str, files)))
    click.echo(f"What to try next stands in {directory / 'README.md'}", err=True)


def _example() -> Mapping[Path, bytes]:
    """The files of the example, by their way from the workspace."""
    root = Path(str(resources.files("bankgraph.cli").joinpath("example")))
    return {f.relative_to(root): f.read_bytes() for f in sorted(root.rglob("*")) if f.is_file()}


def _write(files: Mapping[Path, bytes]) -> None:
    """Write new files. Raises `UsageError` where one is there already, before anything is written."""
    try:
        for file in files:
            if file.exists() or file.is_symlink():
                raise UsageError(f"{file} is there already, and nothing was written; name another directory")
        for file, content in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as stream:
                stream.write(content)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreachableError(f"{file}: cannot be written ({reason}); name another directory") from error
