"""The page: one HTML file that holds all it needs and asks nothing of any network."""

import base64
import hashlib
import html
import importlib.util
import re
import zlib
from importlib import resources
from pathlib import Path

from bankgraph.ontology import Schema, UnreachableError
from bankgraph.queries import Subgraph

from .data import data
from .folding import fold

_SCRIPTS = (
    *("elements.js", "unpacking.js", "words.js", "theme.js", "model.js", "seeking.js", "folding.js"),
    *("visibility.js", "labels.js", "canvas.js", "time.js", "saving.js", "tools.js", "chart.js"),
    *("legend.js", "panel.js", "search.js", "table.js", "page.js"),
)
_LIBRARY = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_SURROGATES = re.compile("[\ud800-\udfff]")
_PLACE = re.compile(r"\{\{(\w+)\}\}")


class Page(str):
    """A page as text, which a notebook shows in a frame of its own."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        framed = html.escape(self, quote=True)
        allowed = "allow-scripts allow-downloads allow-modals allow-popups"
        return (
            f'<iframe srcdoc="{framed}" sandbox="{allowed}" '
            'style="width: 100%; height: 640px; border: 0"></iframe>'
        )


def render(subgraph: Subgraph, schema: Schema, *, title: str) -> Page:
    """Return the page that shows `subgraph`: text to be written as UTF-8, the same for the same input.

    Text from the graph stands in the page as packed JSON only, and the page's script hands it to the
    DOM as text. The content security policy names the two scripts and the style by their hashes and
    allows nothing else; the library is packed too, and only what has its hash runs. Raises
    `UnreachableError` where pyvis is not installed as it should be.
    """
    library, script, style = vis_network(), _script(), _asset("page.css")
    parts = {
        "policy": _policy(library, script, style=style),
        "style": style,
        "data": packed(data(fold(subgraph, schema), title)),
        "licence": licence(library),
        "library": packed(library),
        "script": script,
    }
    return Page(_PLACE.sub(lambda place: parts[place[1]], _asset("page.html")))


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


def licence(library: str) -> str:
    """Return the comment with which the library begins, so that it can stand in a comment of HTML."""
    found = re.match(r"\s*/\*\*?!?(.*?)\*/", library, re.DOTALL)
    return re.sub(r"[<>&-]+", " ", found[1]) if found else ""


def packed(text: str) -> str:
    """Return text as zlib's compressed UTF-8 in base64; lone surrogates become U+FFFD."""
    encoded = _SURROGATES.sub("\ufffd", text).encode("utf-8")
    return base64.b64encode(zlib.compress(encoded, 9)).decode("ascii")


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _script() -> str:
    """The page's own files as one script in which nothing is global."""
    body = "\n".join(_asset(name) for name in _SCRIPTS)
    return f'(async () => {{\n"use strict";\n{body}}})();\n'


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
            "trusted-types bankgraph",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
