"""The page: one HTML file that holds all it needs and asks nothing of any network."""

import base64
import hashlib
import importlib.util
import re
from importlib import resources
from pathlib import Path

from bankgraph.ontology import Schema, UnreachableError
from bankgraph.queries import Subgraph

from .data import data
from .folding import fold

_SCRIPTS = (
    *("words.js", "theme.js", "elements.js", "model.js", "labels.js", "canvas.js"),
    *("legend.js", "panel.js", "search.js", "table.js", "page.js"),
)
_LIBRARY = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def render(subgraph: Subgraph, schema: Schema, *, title: str) -> str:
    """Return the page that shows `subgraph`: text to be written as UTF-8, the same for the same input.

    Text from the graph stands in the page as JSON only, and the page's script hands it to the DOM
    as text. The content security policy names the two scripts and the style by their hashes and
    allows nothing else. Raises `UnreachableError` where pyvis is not installed as it should be.
    """
    library, script, style = vis_network(), _script(), _asset("page.css")
    parts = {
        "policy": _policy(library, script, style=style),
        "style": style,
        "data": data(fold(subgraph, schema), title),
        "library": library,
        "script": script,
    }
    return _PLACE.sub(lambda place: parts[place[1]], _asset("page.html"))


def vis_network() -> str:
    """Return vis-network's script, licence comment included, as the installed pyvis has it.

    Line ends are those an HTML parser makes of them, because the hash in the policy is taken over
    what the parser sees. The reference to a source map is left out: a browser's tools would fetch it.
    """
    found = importlib.util.find_spec("pyvis")
    for directory in (found.submodule_search_locations or ()) if found else ():
        file = Path(directory, _LIBRARY)
        if file.is_file():
            text = file.read_bytes().decode("utf-8")
            return re.sub(r"//# sourceMappingURL=\S+", "", _unix(text))
    raise UnreachableError(f"pyvis/{_LIBRARY.as_posix()}: not found; install pyvis 0.3.2 again")


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _script() -> str:
    """The page's own files as one script in which nothing is global."""
    body = "\n".join(_asset(name) for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _asset(name: str) -> str:
    file = resources.files(__package__).joinpath("page", name)
    return _unix(file.read_bytes().decode("utf-8"))


def _policy(*scripts: str, style: str) -> str:
    """Allow these scripts and this style, and pictures that are part of the page; nothing else."""
    allowed = " ".join(map(_hash, scripts))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {allowed}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
