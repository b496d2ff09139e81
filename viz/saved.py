"""Saved views: Cypher that is worth drawing, one file each, in the form of packs."""

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from bankgraph.queries import Pack, read_pack


def saved_views() -> Mapping[str, Pack]:
    """Return the views that come with bankgraph, by name. Raises as `read_pack` does."""
    directory = Path(str(resources.files(__package__).joinpath("views")))
    views = (read_pack(file.resolve()) for file in sorted(directory.glob("*.cypher")))
    return {view.name: view for view in views}
