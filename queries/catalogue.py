"""All pack queries, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bankgraph.ontology import InvalidDataError, NotFoundError, Problem, UnreachableError, suggestion
from bankgraph.ontology.cache import digested

from .pack import Pack, Parameter, read_pack

_KIND = "packs-1"  # to be raised when the form changes in which packs are kept


def shipped_packs() -> Path:
    """Return the directory of the packs that come with bankgraph."""
    return Path(__file__).with_name("packs")


def read_catalogue(extra: Iterable[Path] = ()) -> Mapping[str, Pack]:
    """Return the shipped packs and those in the `extra` directories, sorted by name.

    Raises `InvalidDataError` for packs that are wrong or share a name, `UnreachableError` for a
    directory that is not there.
    """
    files: list[Path] = []
    for directory in dict.fromkeys((shipped_packs(), *extra)):
        if not directory.is_dir():
            raise UnreachableError(f"{directory}: there is no such directory; check the path of the packs")
        files += sorted(directory.glob("*.cypher"))
    return digested(_KIND, files, lambda: _read(files), (_encoded, _decoded))


def _read(files: Iterable[Path]) -> Mapping[str, Pack]:
    packs: dict[str, Pack] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            pack = read_pack(file.resolve())
        except InvalidDataError as error:
            problems += error.problems
            continue
        if (other := packs.setdefault(pack.name, pack)) is not pack:
            what = f"pack '{pack.name}' is defined in {other.file} already"
            problems.append(Problem(str(file), 1, 1, what, "rename one of the two"))
    if problems:
        raise InvalidDataError(problems)
    return dict(sorted(packs.items()))


def _encoded(packs: Mapping[str, Pack]) -> list[dict[str, Any]]:
    return [
        pack._asdict() | {"parameters": [p._asdict() for p in pack.parameters], "file": str(pack.file)}
        for pack in packs.values()
    ]


def _decoded(kept: list[dict[str, Any]]) -> Mapping[str, Pack]:
    packs = (
        Pack(
            **known
            | {
                "ask": tuple(known["ask"]),
                "ask_zh": tuple(known["ask_zh"]),
                "parameters": tuple(Parameter(**p) for p in known["parameters"]),
                "file": Path(known["file"]),
            }
        )
        for known in kept
    )
    return {pack.name: pack for pack in packs}


def find_pack(catalogue: Mapping[str, Pack], name: str) -> Pack:
    """Return the pack of that name. Raises `NotFoundError`, which names the nearest one."""
    if name not in catalogue:
        raise NotFoundError(
            f"there is no query '{name}'{suggestion(name, catalogue, 'list them: bankgraph queries')}"
        )
    return catalogue[name]
