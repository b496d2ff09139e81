"""What the console asks of the store: calls that can be sent to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from bankgraph.cli.workspace import Workspace
from bankgraph.stores import Rows, Store

if TYPE_CHECKING:
    from bankgraph.queries import Subgraph

    from .values import Values

_T_co = TypeVar("_T_co", covariant=True)


class Request(Protocol[_T_co]):
    """A frozen dataclass whose fields and whose answer can be pickled."""

    def __call__(self, store: Store, workspace: Workspace, /) -> _T_co:
        """Return what the store answers. Raises as the store does."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of Cypher."""

    cypher: str
    parameters: Mapping[str, Any]
    write: bool = False

    def __call__(self, store: Store, _workspace: Workspace) -> Rows:
        """Return its rows."""
        return (store.write if self.write else store.query)(self.cypher, self.parameters)


@dataclass(frozen=True, slots=True)
class PackAnswer:
    """A pack, with what is given for its parameters."""

    name: str
    given: Mapping[str, str]

    def __call__(self, store: Store, workspace: Workspace) -> Rows:
        """Return its rows."""
        from bankgraph.queries import answer, find_pack

        pack = find_pack(workspace.catalogue, self.name)
        return answer(pack, self.given, store).rows


@dataclass(frozen=True, slots=True)
class GraphOf:
    """The part of the graph that rows are about."""

    rows: Rows

    def __call__(self, store: Store, _workspace: Workspace) -> Subgraph:
        """Return it."""
        from bankgraph.queries import of_rows

        return of_rows(store, self.rows)


@dataclass(frozen=True, slots=True)
class AllValues:
    """The names of everything."""

    def __call__(self, store: Store, _workspace: Workspace) -> Values:
        """Return them, ready to be searched."""
        from bankgraph.queries.name_index import NameIndex

        from .values import Values

        return Values(NameIndex.of(store).by_id.values())
