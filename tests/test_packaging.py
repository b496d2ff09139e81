"""What people install is whole: it works outside the checkout, in an environment of its own."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_CACHES = ("__pycache__", ".ruff_cache", ".mypy_cache")
_USED_WHERE_INSTALLED = {"pandas"}  # `to_pandas` says how to install it
ROOMS = ("cli", "data", "loaders", "ontology", "queries", "stores", "viz")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the wheel and the source archive, built from a copy of what git holds."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        copy = source / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            copy.write_bytes((ROOT / name).read_bytes())
    subprocess.run([sys.executable, "-m", "build", "--outdir", out, source], check=True, capture_output=True)
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


def test_the_wheel_carries_every_file_of_every_room(wheel: Path) -> None:
    carried = {n for n in zipfile.ZipFile(wheel).namelist() if n.startswith("bankgraph/")}
    expected = {
        f"bankgraph/{path.relative_to(ROOT)}"
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and not any(part in _CACHES for part in path.parts)
    }
    assert carried == expected


def test_the_source_archive_builds_the_same_wheel_contents(built: Path, wheel: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        held = {n.split("/", 1)[1] for n in archive.getnames() if "/" in n}
    carried = {n.removeprefix("bankgraph/") for n in zipfile.ZipFile(wheel).namelist()}
    missing = {n for n in carried if not n.startswith("bankgraph-") and n not in held}
    assert missing == set()


def test_the_installed_wheel_runs_the_demo_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "env"
    venv.create(environment, with_pip=True)
    subprocess.run(
        [environment / "bin" / "pip", "install", "--quiet", wheel], check=True, capture_output=True
    )
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("BANKGRAPH_", "PYTHON", "VIRTUAL_ENV"))}
    clean |= {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "d"),
        "XDG_CACHE_HOME": str(tmp_path / "c"),
    }
    found = subprocess.run(
        [environment / "bin" / "bankgraph", "demo"],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    assert "北京银行" in found.stdout
    assert (tmp_path / "bankgraph.html").stat().st_size > 100_000
    assert (tmp_path / "d" / "bankgraph" / "current").exists()


def test_every_import_of_a_room_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *(d for e in project["optional-dependencies"].values() for d in e)]
    names = {re.split(r"[^\w-]", d)[0].lower().replace("-", "_") for d in declared}
    other_names = {"jpype": "jpype1", "yaml": "pyyaml"}
    used = {name for room in ROOMS for path in (ROOT / room).rglob("*.py") for name in _imported(path)}
    foreign = used - {"bankgraph"} - set(sys.stdlib_module_names) - _USED_WHERE_INSTALLED
    assert {other_names.get(name, name) for name in foreign} <= names


def _imported(path: Path) -> Iterator[str]:
    """Yield the top-level names of what a module imports from elsewhere."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
