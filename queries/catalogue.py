"""All pack queries, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path

from bankgraph.ontology import InvalidDataError, NotFoundError, Problem, UnreachableError, suggestion

from .pack import Pack, read_pack


def shipped_packs() -> Path:
    """Return the directory of the packs that come with bankgraph."""
    return Path(str(resources.files("bankgraph.queries").joinpath("packs")))


def read_catalogue(extra: Iterable[Path] = ()) -> Mapping[str, Pack]:
    """Return the shipped packs and those in the `extra` directories, sorted by name.

    Raises `InvalidDataError` for packs that are wrong or share a name, `UnreachableError` for a
    directory that is not there.
    """
    packs: dict[str, Pack] = {}
    problems: list[Problem] = []
    for directory in dict.fromkeys((shipped_packs(), *extra)):
        if not directory.is_dir():
            raise UnreachableError(f"{directory}: there is no such directory; check the path of the packs")
        for file in sorted(directory.glob("*.cypher")):
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


def find_pack(catalogue: Mapping[str, Pack], name: str) -> Pack:
    """Return the pack of that name. Raises `NotFoundError`, which names the nearest one."""
    if name not in catalogue:
        raise NotFoundError(
            f"there is no query '{name}'{suggestion(name, catalogue, 'list them: bankgraph queries')}"
        )
    return catalogue[name]
