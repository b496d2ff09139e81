"""`bankgraph check`: every error at once."""

from __future__ import annotations

from pathlib import Path

import click

from bankgraph.loaders import Knowledge, Proof, prove
from bankgraph.ontology import InvalidDataError

from .workspace import Workspace, workspace_options


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--texts", type=click.Path(path_type=Path), metavar="DIR", help="Prove each span against these texts."
)
@workspace_options
@click.pass_context
def command(ctx: click.Context, workspace: Workspace, paths: tuple[Path, ...], texts: Path | None) -> None:
    """Check the ontology, the packs and the data, with the YAML in PATHS instead of or beside them.

    A file in PATHS takes the place of a shipped one of the same name.

    Prints each problem as file:line:column: what is wrong; how to mend it. Exit 1 if there is one.
    """
    try:
        workspace.schema, workspace.catalogue  # noqa: B018  # reading them checks them
        knowledge = workspace.knowledge(paths)
    except InvalidDataError as error:
        click.echo("\n".join(map(str, error.problems)))
        click.echo(f"{len(error.problems)} {'problem' if len(error.problems) == 1 else 'problems'}", err=True)
        ctx.exit(1)
    click.echo(_summary(knowledge, len(workspace.catalogue)))
    if texts:
        proof = prove(knowledge, texts)
        click.echo("\n".join([*proof.failures, _proven(proof)]))
        ctx.exit(0 if not proof.failures and any(proof.proven.values()) else 1)


def _summary(knowledge: Knowledge, packs: int) -> str:
    return (
        f"No problems: {len(knowledge.entities)} entities, {len(knowledge.statements)} statements with "
        f"{knowledge.evidence_count} citations of {len(knowledge.sources)} sources, {packs} packs"
    )


def _proven(proof: Proof) -> str:
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(proof.proven.items()))
    return (
        f"{sum(proof.proven.values())} spans proven ({kinds or 'none'}), {len(proof.failures)} failures, "
        f"{proof.unread} without their text"
    )
