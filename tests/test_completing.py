"""Real shells complete commands, packs and names of things in either language, and go on without a graph."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import EXE, Run, at
from screen import TAB, Terminal

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile"], 'eval "$(_BANKGRAPH_COMPLETE=bash_source bankgraph)"'),
    "zsh": (
        ["zsh", "--no-rcs"],
        'autoload -Uz compinit; compinit -u; eval "$(_BANKGRAPH_COMPLETE=zsh_source bankgraph)"',
    ),
    "fish": (["fish", "--no-config"], "_BANKGRAPH_COMPLETE=fish_source bankgraph | source"),
}


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> Iterator[Terminal]:
    """A shell that was told of the completion, as docs/commands.md says."""
    command, telling = SHELLS[request.param]
    environment = {
        **at(home),
        "PATH": f"{EXE.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
    }
    with Terminal(command, environment, tmp_path, columns=120) as terminal:
        terminal.settle(0.5)
        terminal.line(f"{telling}; echo rea''dy")
        terminal.wait_for("ready")
        terminal.settle(0.5)
        yield terminal


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("bankgraph banks-depl", "bankgraph banks-deploying "),
        ("bankgraph show deepse", "bankgraph show deepseek "),
        ("bankgraph banks-deploying deeps", "bankgraph banks-deploying deepseek "),
        ("bankgraph show 宁波", "bankgraph show 宁波银行 "),
        ("bankgraph path icbc 数字工", "bankgraph path icbc 数字工行 "),
    ],
)
def test_a_shell_completes_what_is_typed(shell: Terminal, typed: str, shown: str) -> None:
    shell.send(typed + TAB)
    shell.wait_for(shown.rstrip())


def completed(home: Path, *words: str, **environment: str) -> list[str]:
    """What is offered for the last of the words of a command line."""
    found = subprocess.run(
        [EXE],
        env={
            **at(home),
            "_BANKGRAPH_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(("bankgraph", *words)),
            "COMP_CWORD": str(len(words)),
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert not found.stderr
    return [line.removeprefix("plain,") for line in found.stdout.split()]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("show", "网商银"), "网商银行"),
        (("show", "錢"), "qian-bin"),  # whose name does not start so in simplified characters
        (("show", "shenduqiusuo"), "deepseek"),
        (("show", "wangshang"), None),  # means several: what their ids have in common would replace it
        (("show", "Bank"), "bank-of-ningbo"),
        (("show", "DEEPS"), "deepseek"),
        (("banks-deploying", "deep"), "deepseek"),
        (("compare", "icbc", "cc"), "ccb"),
        (("viz", "--around", "ic"), "icbc"),
        (("queries", "banks-w"), "banks-without"),
        (("viz", "banks-w"), "banks-without"),
        (("nothing",), None),
        (("nothing", "ic"), None),
        (("show", "no-such-thing"), None),
    ],
)
def test_what_is_offered(home: Path, words: tuple[str, ...], offered: str | None) -> None:
    found = completed(home, *words)
    assert offered in found if offered else not found


def test_a_parameter_takes_things_of_its_class_only(home: Path) -> None:
    assert "icbc" in completed(home, "show", "")
    assert "icbc" not in completed(home, "banks-deploying", "")


def test_what_is_offered_means_one_thing(home: Path, run: Run) -> None:
    """A name of two things would be refused, so their ids are offered."""
    offered = completed(home, "show", "青岛")
    assert len(offered) > 3
    assert [word for word in offered if run("show", word).returncode] == []


def test_without_a_graph_nothing_is_offered_and_none_is_built(tmp_path: Path) -> None:
    assert completed(tmp_path, "show", "ic") == []
    assert completed(tmp_path, "show", "ic", BANKGRAPH_STORE="neo4j://127.0.0.1:1") == []
    assert not [*tmp_path.iterdir()]
