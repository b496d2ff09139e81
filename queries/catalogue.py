"""All pack queries, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bankgraph.ontology import InvalidDataError, NotFoundError, Problem, suggestion
from bankgraph.ontology.cache import digested

from .pack import Pack, Parameter
from .pack_files import pack_files

if TYPE_CHECKING:
    from pathlib import Path

_KIND = "packs-4"  # to be raised when the form changes in which packs are kept


def read_catalogue(extra: Iterable[Path] = ()) -> Mapping[str, Pack]:
    """Return the shipped packs and those in the `extra` directories, sorted by name.

    Raises `InvalidDataError` for packs that are wrong or share a name, `UnreachableError` for a
    directory that is not there.
    """
    files = pack_files(extra)
    return digested(_KIND, files, lambda: _read(files), (_encoded, _decoded))


def _read(files: Iterable[str]) -> Mapping[str, Pack]:
    from pathlib import Path  # only where a file is new

    from .pack_file import read_pack

    packs: dict[str, Pack] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            pack = read_pack(Path(file).resolve())
        except InvalidDataError as error:
            problems += error.problems
            continue
        if (other := packs.setdefault(pack.name, pack)) is not pack:
            what = f"pack '{pack.name}' is defined in {other.file} already"
            problems.append(Problem(file, 1, 1, what, "rename one of the two"))
    if problems:
        raise InvalidDataError(problems)
    return dict(sorted(packs.items()))


def _encoded(packs: Mapping[str, Pack]) -> list[dict[str, Any]]:
    return [
        pack._asdict() | {"parameters": [p._asdict() for p in pack.parameters]} for pack in packs.values()
    ]


def _decoded(kept: list[dict[str, Any]]) -> Mapping[str, Pack]:
    packs = (
        Pack(
            **known
            | {
                "ask": tuple(known["ask"]),
                "ask_zh": tuple(known["ask_zh"]),
                "means": tuple(known["means"]),
                "parameters": tuple(Parameter(**p) for p in known["parameters"]),
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
