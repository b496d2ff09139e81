"""`bankgraph check`: every error at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from bankgraph.loaders import Knowledge
from bankgraph.loaders.checking import RULES, Findings, Kind, check
from bankgraph.loaders.memory import stop_cycle_collection
from bankgraph.ontology import InvalidDataError, Problem

from .output import emit, format_option
from .workspace import Workspace, workspace_options


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option(
    "--texts",
    type=click.Path(path_type=Path, readable=False),
    metavar="DIR",
    help="Prove each span against these texts.",
)
@click.option("--explain", is_flag=True, help="List the rules and what each demands.")
@format_option
@workspace_options
@click.pass_context
def command(
    ctx: click.Context,
    workspace: Workspace,
    paths: tuple[Path, ...],
    texts: Path | None,
    explain: bool,  # click passes flags by name
    form: str,
) -> None:
    """Check the ontology, the packs and the data, with the YAML in PATHS instead of or beside them.

    A file in PATHS takes the place of a shipped one of the same name.

    Prints each problem as file:line:column: what is wrong; how to mend it. Exit 1 if there is one. With
    --texts it also counts what was proven, by rule, and lists what the texts say and no statement holds.
    """
    if explain:
        emit(list(_explained()), form)
        return
    stop_cycle_collection()
    try:
        workspace.schema, workspace.catalogue  # noqa: B018  # reading them checks them
        curated = workspace.curated(paths)
    except InvalidDataError as error:
        _report(error.problems, form)
        ctx.exit(1)
    findings = check(curated, workspace.schema, texts)
    _report(findings.problems, form)
    if not findings.problems:
        click.echo(_summary(curated.knowledge, len(workspace.catalogue)), err=form != "table")
    if texts and findings.unread:
        click.echo(f"no text in {texts} has the sha256 of: {', '.join(findings.unread)}", err=True)
    if texts or form != "table":
        _report_counts(findings, form)
    ctx.exit(1 if findings.problems or (texts and not findings.proven) else 0)


def _explained() -> Iterator[dict[str, str]]:
    for rule in RULES.values():
        yield {"rule": rule.name, "kind": rule.kind, "demand": rule.demand.en, "demand_zh": rule.demand.zh}


def _report(problems: Sequence[Problem], form: str) -> None:
    if problems:
        lines = "\n".join(str(p._replace(file=_shown(p.file))) for p in problems)
        click.echo(lines, err=form != "table")
        click.echo(f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}", err=True)


def _shown(file: str) -> str:
    """The path as a person would open it: where a link leads to."""
    try:
        return str(Path(file).resolve(strict=True))
    except (OSError, RuntimeError):  # a link in a circle
        return file


def _summary(knowledge: Knowledge, packs: int) -> str:
    return (
        f"No problems: {len(knowledge.entities)} entities, {len(knowledge.statements)} statements with "
        f"{knowledge.evidence_count} citations of {len(knowledge.sources)} sources, {packs} packs"
    )


def _report_counts(findings: Findings, form: str) -> None:
    for left in findings.left:
        click.echo(str(left._replace(file=_shown(left.file))), err=form != "table")
    emit([_row(findings, name) for name in RULES if name in findings.tallies], form)
    click.echo(
        f"{findings.proven} spans proven, {len(findings.problems)} failures, {sum(findings.unread.values())} "
        f"without their text, {len(findings.left)} places of the texts left to curate",
        err=form != "table",
    )


def _row(findings: Findings, name: str) -> dict[str, Any]:
    tally = findings.tallies[name]
    undecided = "left" if RULES[name].kind is Kind.COVERAGE else "undecided"
    counts = {"held": tally.held, "broken": tally.broken, "accepted": tally.accepted}
    return {"rule": name, **counts, "undecided": 0, "left": 0} | {undecided: tally.unknown}
