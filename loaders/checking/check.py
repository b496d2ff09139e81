"""All rules over all that is curated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bankgraph.loaders.reading import Curated, Declared
from bankgraph.ontology import Problem, Schema

from .accepting import Exceptions
from .consistency import Decision, contradictions, duplicates, growths, parts, publications
from .coverage import figures, unnamed
from .findings import Findings
from .mentions import Span
from .proof import Page, Verdict, prove
from .texts import Text, read_texts

_CONSISTENCY = {
    "contradiction": contradictions,
    "growth": growths,
    "part": parts,
    "publication": publications,
}


def check(curated: Curated, schema: Schema, texts: Path | None = None) -> Findings:
    """Hold what was read to every rule; proof and coverage need the directory of the cited texts.

    Raises `UnreachableError` for a directory that cannot be read.
    """
    findings = Findings()
    exceptions = Exceptions(curated)
    _check_consistency(curated, schema, exceptions, findings)
    if texts:
        pages = _pages(curated, schema, read_texts(texts))
        _check_texts(curated, pages, exceptions, findings)
    findings.problems += exceptions.problems(findings.read)
    findings.problems.sort()
    return findings


def _pages(curated: Curated, schema: Schema, texts: Mapping[str, Text]) -> dict[str, Page]:
    sources = curated.knowledge.sources.values()
    return {s.id: Page(curated, s, texts[s.sha256], schema) for s in sources if s.sha256 in texts}


def _check_consistency(curated: Curated, schema: Schema, exceptions: Exceptions, findings: Findings) -> None:
    for name, rule in _CONSISTENCY.items():
        findings.tally(name)
        _judge_statements(((name, d) for d in rule(curated, schema)), exceptions, findings)
    for entity, verdict in duplicates(curated.knowledge.entities.values()):
        tally = findings.tally("duplicate")
        if verdict.wrong is None:
            tally.held += 1
        elif exceptions.excepts_entity("duplicate", entity.id):
            tally.accepted += 1
        else:
            tally.broken += 1
            declaration = curated.entities[entity.id]
            what = f"'{entity.id}' {verdict.wrong}"
            findings.problems.append(declaration.file.problem(declaration.steps, what, _mend(verdict)))


def _judge_statements(
    decisions: Iterable[tuple[str, Decision]], exceptions: Exceptions, findings: Findings
) -> None:
    for name, (declared, verdict) in decisions:
        tally = findings.tally(name)
        if verdict is None:
            tally.unknown += 1
        elif verdict.wrong is None:
            tally.held += 1
        elif exceptions.excepts_statement(name, declared):
            tally.accepted += 1
        else:
            tally.broken += 1
            findings.problems.append(declared.problem(verdict.key, verdict.wrong, _mend(verdict)))


def _mend(verdict: Verdict) -> str:
    return f"{verdict.mend} (rule {verdict.rule})"


def _check_texts(
    curated: Curated, pages: Mapping[str, Page], exceptions: Exceptions, findings: Findings
) -> None:
    by_source: dict[str, list[Declared]] = {}
    for declared in curated.statements:
        by_source.setdefault(declared.statement.evidence[0].source, []).append(declared)
    for source, statements in by_source.items():
        if page := pages.get(source):
            findings.read.add(source)
            proofs = (_named(v, d) for d in statements for v in prove(d, page))
            _judge_statements(proofs, exceptions, findings)
            _check_coverage(statements, page, exceptions, findings)
        else:
            findings.unread[source] += sum(len(d.statement.evidence) for d in statements)


def _named(verdict: Verdict, declared: Declared) -> tuple[str, Decision]:
    return verdict.rule, (declared, verdict)


def _check_coverage(
    statements: list[Declared], page: Page, exceptions: Exceptions, findings: Findings
) -> None:
    for rule, (start, end), what in _coverage(statements, page):
        if what is None:
            findings.tally(rule).held += 1
        elif exceptions.excepts_span(rule, page.source.id, (start, end)):
            findings.tally(rule).accepted += 1
        else:
            findings.tally(rule).unknown += 1
            words = page.text.content[start:end]
            mend = f"curate it, or accept it in {page.source.id} with a reason (rule {rule})"
            place = page.text.place(start)
            left = Problem(str(page.text.file), *place, f"{words!r} at [{start}, {end}] {what}", mend)
            findings.left.append(left)


def _coverage(statements: list[Declared], page: Page) -> Iterator[tuple[str, Span, str | None]]:
    for span, is_covered in figures(statements, page):
        yield "digits", span, None if is_covered else "is quoted by no statement"
    for span, entity in unnamed(statements, page):
        yield "names", span, f"is '{entity}', which is not named" if entity else "is not named"
