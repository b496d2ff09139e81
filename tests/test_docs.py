"""What the documentation shows is what happens: every example is run, every help text compared.

An example is an indented block of `$ command` lines, each with its output; `…` stands for anything.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bankgraph.ontology import Schema
from bankgraph.queries import read_catalogue
from bankgraph.stores.local_neo4j import VERSIONS, LocalNeo4j
from bankgraph.stores.local_neo4j.ports import free_port
from engines import Server

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "docs/commands.md", "docs/rdf.md"]
SERVER = "neo4j://localhost:7687"
LOCAL = "neo4j://127.0.0.1:7687"
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Example:
    page: str
    line: int
    command: str
    output: str


def _examples(page: str, *, own: bool = False) -> Iterator[Example]:
    """Yield the examples of a page, or those on a person's own files (my/)."""
    found: list[tuple[int, str, list[str]]] = []
    inside = False
    for number, line in enumerate((ROOT / page).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("    $ "):
            found.append((number, line.removeprefix("    $ "), []))
            inside = True
        elif inside and (line.startswith("    ") or not line.strip()):
            found[-1][2].append(line.removeprefix("    "))
        else:
            inside = False
    for number, command, output in found:
        if command.startswith("bankgraph") and (" my/" in command) == own:
            yield Example(page, number, command, "\n".join(output).strip())


EXAMPLES = [example for page in PAGES for example in _examples(page)]


def _is_local(example: Example) -> bool:
    """Whether an example is about the server of `bankgraph neo4j`."""
    return LOCAL in example.command or example.command.startswith("bankgraph neo4j ")


def _serves(example: Example) -> bool:
    """Whether an example runs until it is ended."""
    return example.command.startswith("bankgraph serve")


def _is_embedded(example: Example) -> bool:
    return SERVER not in example.command and not _is_local(example) and not _serves(example)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    own = tmp_path_factory.mktemp("docs")
    return {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "BANKGRAPH_HOME": str(own / "graph")}


@pytest.fixture(scope="module")
def _graph(environment: dict[str, str]) -> None:
    subprocess.run([BIN / "bankgraph", "load"], env=environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def fresh_server(server: Server, schema: Schema) -> Server:
    server.wipe(schema)
    return server


def _matches(shown: str, printed: str) -> bool:
    """Whether a shown output fits what was printed; `…` on a line of its own also stands for no line."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + r"\n"
        for line in shown.splitlines()
    )
    return re.fullmatch(pattern, printed.strip() + "\n") is not None


@pytest.mark.usefixtures("_graph")
@pytest.mark.parametrize("example", [e for e in EXAMPLES if _is_embedded(e)], ids=lambda e: e.command)
def test_an_example_does_what_the_page_shows(
    example: Example, environment: dict[str, str], texts: Path, tmp_path: Path
) -> None:
    command = example.command.replace("DIRECTORY-OF-THE-TEXTS", shlex.quote(str(texts)))
    found = subprocess.run(
        ["sh", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=False,
    )
    assert found.returncode in (0, 1), found.stdout
    if example.output:
        assert _matches(example.output, found.stdout), f"{example.page}:{example.line}\n{found.stdout}"


@pytest.mark.usefixtures("_graph")
def test_what_serve_shows_is_shown(environment: dict[str, str]) -> None:
    (example,) = (e for e in EXAMPLES if _serves(e))
    with subprocess.Popen(
        [BIN / "bankgraph", *shlex.split(example.command)[1:]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    ) as serving:
        assert serving.stdout
        printed = "".join(serving.stdout.readline() for _ in example.output.splitlines())
        serving.send_signal(signal.SIGINT)
        assert serving.wait(30) == 0
    assert _matches(example.output, printed), printed


def _fenced(page: str, language: str) -> list[str]:
    """The blocks of a page that are fenced as a language."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_worked_example_of_a_source_is_proven_and_shown_as_the_page_says(
    environment: dict[str, str], tmp_path: Path
) -> None:
    page = "docs/curating.md"
    (article,) = re.findall(r"(?m)^    (示例银行2025年.*)$", (ROOT / page).read_text(encoding="utf-8"))
    curated = next(block for block in _fenced(page, "yaml") if "\nsource:" in block)
    for file, content in {
        "texts/example.txt": f"{article}\n",
        "my/texts/example.txt": f"{article}\n",
        "my/data/example-2025-07-01.yaml": curated,
        "my/my.ttl": _fenced("CONTRIBUTING.md", "turtle")[0],
    }.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(content, encoding="utf-8")
    shown = [e for e in _examples(page, own=True) if " new source " not in e.command]
    assert len(shown) >= 5
    for example in shown:
        found = subprocess.run(
            ["sh", "-c", example.command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=tmp_path,
            env={**environment, "BANKGRAPH_HOME": str(tmp_path / "home")},
            check=False,
        )
        assert found.returncode in (0, 1), found.stdout
        if example.output:
            assert _matches(example.output, found.stdout), f"{page}:{example.line}\n{found.stdout}"


def test_the_examples_on_a_server_do_what_the_pages_show(
    fresh_server: Server, environment: dict[str, str]
) -> None:
    login = {"NEO4J_USERNAME": fresh_server.login.user, "NEO4J_PASSWORD": fresh_server.login.password or ""}
    loads = [e for e in EXAMPLES if SERVER in e.command and e.page == "docs/commands.md"]
    assert loads
    for example in loads:
        found = subprocess.run(
            ["sh", "-c", example.command.replace(SERVER, fresh_server.uri)],
            capture_output=True,
            text=True,
            env={**environment, **login},
            check=False,
        )
        assert _matches(example.output.replace(SERVER, fresh_server.uri), found.stdout), (
            found.stdout + found.stderr
        )


@pytest.mark.parametrize("page", ["README.md", "docs/commands.md"])
def test_the_examples_on_a_local_server_do_what_the_pages_show(
    page: str, environment: dict[str, str], tmp_path: Path
) -> None:
    bolt, http = free_port(), free_port()
    script = [e for e in EXAMPLES if _is_local(e) and e.page == page]
    assert script[0].command == "bankgraph neo4j start"
    own = {name: value for name, value in environment.items() if not name.startswith("NEO4J_")}
    try:
        for example in script:
            on_free_ports = f"bankgraph neo4j start --bolt-port {bolt} --http-port {http}"
            command = example.command.replace("bankgraph neo4j start", on_free_ports)
            found = subprocess.run(
                ["sh", "-c", command.replace(LOCAL, f"neo4j://127.0.0.1:{bolt}")],
                capture_output=True,
                text=True,
                env={**own, "BANKGRAPH_NEO4J_HOME": str(tmp_path)},
                check=False,
            )
            printed = found.stdout.replace(f":{bolt}", ":7687").replace(f":{http}", ":7474")
            assert found.returncode == 0, found.stderr
            assert not example.output or _matches(example.output, printed), f"{printed}\n{found.stderr}"
    finally:
        for version in VERSIONS:
            LocalNeo4j(version, tmp_path / version).stop()


def test_the_releases_of_the_local_server_are_named() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    for version, release in VERSIONS.items():
        assert re.search(rf"`{version}` \({release.number}[,)]", page)


def _help_texts() -> Iterator[tuple[str, str]]:
    """Yield each command and the help that docs/commands.md shows for it."""
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    for block in re.findall(r"(?m)^    Usage: bankgraph.*\n(?:(?:    .*)?\n)*", text):
        shown = re.sub(r"(?m)^    ", "", block).strip()
        words = re.match(r"Usage: bankgraph((?: [a-z][a-z0-9-]*)*)", shown)
        assert words
        yield words[1].strip(), shown


HELP = list(_help_texts())


@pytest.mark.parametrize(("name", "shown"), HELP, ids=[name or "bankgraph" for name, _ in HELP])
def test_a_help_text_is_shown_as_it_is(name: str, shown: str, environment: dict[str, str]) -> None:
    found = subprocess.run(
        [BIN / "bankgraph", *name.split(), "--help"],
        capture_output=True,
        text=True,
        env={**environment, "COLUMNS": "120"},
        check=False,
    )
    assert _matches(shown, found.stdout), found.stdout


def test_every_command_has_its_help_on_the_page(environment: dict[str, str]) -> None:
    asked = [str(BIN / "bankgraph"), "--help"]
    found = subprocess.run(asked, capture_output=True, text=True, env=environment, check=True)
    commands = re.search(r"Commands:\n((?:  .*\n)+)", found.stdout)
    assert commands
    assert {line.split()[0] for line in commands[1].splitlines()} <= {name for name, _ in HELP}


@pytest.mark.usefixtures("_graph")
@pytest.mark.parametrize("page", PAGES)
def test_the_python_examples_print_what_they_say(
    page: str, environment: dict[str, str], tmp_path: Path
) -> None:
    blocks = _fenced(page, "python")
    assert blocks
    for code in blocks:
        said = [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]
        found = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment,
            check=False,
        )
        assert found.returncode == 0, found.stderr
        assert found.stdout.splitlines() == said, found.stderr


def test_the_turtle_on_the_page_is_what_export_writes(environment: dict[str, str]) -> None:
    asked = [str(BIN / "bankgraph"), "export", "graph"]
    found = subprocess.run(asked, capture_output=True, text=True, env=environment, check=True)
    page = (ROOT / "docs/rdf.md").read_text(encoding="utf-8")
    shown = [
        line for block in re.findall(r"```turtle\n(.*?)```", page, re.DOTALL) for line in block.splitlines()
    ]
    assert len(shown) > 20
    assert [line for line in shown if line.strip() != "…" and line not in found.stdout.splitlines()] == []


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in ROOT.rglob("*.md"):
        if {".venv", ".venv-bench", "build", "node_modules"} & {*page.relative_to(ROOT).parts}:
            continue
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} → {target}"


def test_the_graph_model_names_every_class_relation_and_property(schema: Schema) -> None:
    page = (ROOT / "docs/graph-model.md").read_text(encoding="utf-8")
    names = [
        *schema.classes,
        *schema.relations,
        *(p for a in schema.attributes.values() for p in a.properties),
    ]
    assert [name for name in names if not re.search(rf"\b{name}\b", page)] == []
    for relation in (r for r in schema.relations.values() if r.curated):
        ends = f"{', '.join(relation.domain)} | {', '.join(relation.range)}"
        assert f"| `{relation.name}` | {relation.label.zh} / {relation.inverse.zh} | {ends} |" in page


def test_the_page_of_the_ontology_is_what_make_docs_writes() -> None:
    from bankgraph.ontology.page import page
    from bankgraph.ontology.whole import whole_ontology

    assert (ROOT / "docs/ontology.md").read_text(encoding="utf-8") == page(whole_ontology()), "run: make docs"


def test_the_page_of_the_questions_is_what_make_docs_writes() -> None:
    from bankgraph.queries.page import page

    found = (ROOT / "docs/queries.md").read_text(encoding="utf-8")
    assert found == page(read_catalogue().values()), "run: make docs"


@pytest.mark.usefixtures("_graph")
def test_the_python_on_the_page_of_the_questions_runs(environment: dict[str, str]) -> None:
    (code,) = _fenced("docs/queries.md", "python")
    found = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert "'bank_id': 'bank-of-beijing'" in found.stdout
