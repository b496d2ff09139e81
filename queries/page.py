"""docs/queries.md, written from the packs: `python -m bankgraph.queries.page` prints it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import quote

from .catalogue import read_catalogue
from .pack import Pack

_BROWSER = "http://127.0.0.1:7474/browser/?connectURL=neo4j://neo4j@127.0.0.1:7687"
_HEAD = """\
# The questions 问题

Written from `queries/packs/*.cypher` by `make docs`; do not edit. 由 `make docs` 从问题包生成，请勿手工修改。

Each question is one Cypher text and can be asked in many ways, with the same rows and the same sources. What
a person gives for a parameter may be any name of the thing, in Chinese or English.

每个问题是一段 Cypher，可用多种方式提问，所得行与来源相同。参数可用中文或英文的任何名称。

- On the command line: the line under each title, or `bankgraph ask` with a sentence that fits a pattern.
- In cypher-shell: paste the block.
- In Neo4j Browser: run the `:param` lines of the block, then the query; as one, they run too, but the Browser
  shows no rows of several statements. The link puts the query, with the example's values in place of its
  parameters, into the editor of a server that `bankgraph neo4j start` runs.
- In Python and notebooks, with what the line in Python names:

```python
from bankgraph.ontology import load_schema
from bankgraph.queries import answer, read_catalogue
from bankgraph.stores import open_store

schema, packs = load_schema(), read_catalogue()
with open_store(schema) as store:
    found = answer(packs["banks-deploying"], {"model": "DeepSeek"}, store)
    print(found.rows.as_dicts(), found.evidence)
```
"""


def page(packs: Iterable[Pack]) -> str:
    """Return the page of these packs in Markdown."""
    return "\n".join(_lines(packs)) + "\n"


def _lines(packs: Iterable[Pack]) -> Iterator[str]:
    yield _HEAD
    for group, some in groupby(sorted(packs, key=lambda p: (p.group, p.name)), lambda p: p.group):
        yield f"## {group}\n"
        for pack in some:
            yield from _pack(pack)


def _pack(pack: Pack) -> Iterator[str]:
    yield f"### {pack.name}\n"
    yield f"{pack.title} {pack.title_zh}\n"
    if pack.note:
        yield f"{pack.note} {pack.note_zh}\n"
    yield f"- `{_command(pack)}`"
    yield f"- `{_python(pack)}`"
    for language, patterns in (("en", pack.ask), ("zh", pack.ask_zh)):
        if patterns:
            yield f"- `ask` ({language}): {' · '.join(f'`{pattern}`' for pattern in patterns)}"
    for parameter in pack.parameters:
        default = "required" if parameter.default is None else f"`{parameter.default}` if absent"
        yield f"- parameter `{parameter.name}`: {parameter.type}, {default}"
    yield f"- [in Neo4j Browser]({_BROWSER}&cmd=edit&arg={quote(_example(pack))})\n"
    settings = [f":param {p.name} => '{p.default}';" for p in pack.parameters if p.default is not None]
    yield "\n".join(("```cypher", *settings, f"{pack.cypher};", "```", ""))


def _example(pack: Pack) -> str:
    """The query with the defaults of its parameters written into it."""
    values = {p.name: f"'{p.default}'" for p in pack.parameters if p.default is not None}
    return re.sub(r"\$(\w+)", lambda found: values.get(found[1], found[0]), pack.cypher)


def _command(pack: Pack) -> str:
    return " ".join(("bankgraph", pack.name, *(p.default or p.name.upper() for p in pack.parameters)))


def _python(pack: Pack) -> str:
    given = {p.name: p.default or "…" for p in pack.parameters}
    return f'answer(packs["{pack.name}"], {given}, store)'


if __name__ == "__main__":
    sys.stdout.write(page(read_catalogue().values()))
