"""Made-up graphs to draw: a few nodes with many neighbours and many with few, names in Chinese and English.

    python -m drawing.making NODES FILE

Standard library alone, so that every peer's environment can read what it writes.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

EDGES_A_NODE = 3
_SEED = 7
_CLASSES = ("Bank", "Initiative", "Platform", "Product", "Model", "Technology", "BusinessArea")
_RELATIONS = ("DEPLOYS", "LAUNCHED", "OPERATES", "OFFERS", "USES", "APPLIES_TO", "PART_OF")
_ZH = "智慧数字云端金融服务平台风险控制客户管理普惠科技开放信贷运营助手模型网点渠道财富"
_EN = ("smart", "digital", "cloud", "credit", "risk", "retail", "open", "mobile", "service", "platform")


class MadeNode(TypedDict):
    """A node to draw: `title` is what a reader is told of it."""

    id: str
    type: str
    zh: str
    en: str
    title: str


class MadeEdge(TypedDict):
    """An edge to draw, by the places of its ends; it is cited from the characters of a source."""

    start: int
    end: int
    type: str
    source: str
    span: tuple[int, int]


class Made(TypedDict):
    """A graph to draw. `positions` are empty, or give a place in pixels for each node."""

    nodes: list[MadeNode]
    edges: list[MadeEdge]
    sources: dict[str, str]
    positions: list[tuple[int, int]]


def make(nodes: int) -> Made:
    """Return a scale-free graph (Barabási and Albert, 1999), three edges a node, the same for a size."""
    chance = random.Random(_SEED)  # noqa: S311 - it makes up graphs, no secrets
    sources = {f"source-{n:03}": f"{_zh(chance, 14)}（{n}）" for n in range(max(2, nodes // 100))}
    return {
        "nodes": [_node(chance, number) for number in range(nodes)],
        "edges": [_edge(chance, ends, list(sources)) for ends in _attached(chance, nodes)],
        "sources": sources,
        "positions": [],
    }


def _node(chance: random.Random, number: int) -> MadeNode:
    zh = f"{_zh(chance, chance.randint(3, 8))}{number}"
    en = f"{' '.join(chance.sample(_EN, chance.randint(2, 4)))} {number}"
    title = f"{zh}，{_zh(chance, 12)}。 {en}: {' '.join(chance.choices(_EN, k=5))}."
    return {"id": f"node-{number}", "type": chance.choice(_CLASSES), "zh": zh, "en": en, "title": title}


def _edge(chance: random.Random, ends: tuple[int, int], sources: list[str]) -> MadeEdge:
    at = chance.randint(0, 9000)
    return {
        "start": ends[0],
        "end": ends[1],
        "type": chance.choice(_RELATIONS),
        "source": chance.choice(sources),
        "span": (at, at + chance.randint(10, 80)),
    }


def _attached(chance: random.Random, nodes: int) -> Iterator[tuple[int, int]]:
    """Each new node is tied to three earlier ones, drawn by how often they are tied already."""
    ends = list(range(EDGES_A_NODE))
    for node in range(EDGES_A_NODE, nodes):
        chosen: set[int] = set()
        while len(chosen) < EDGES_A_NODE:
            chosen.add(chance.choice(ends))
        for other in sorted(chosen):
            yield node, other
        ends += [*sorted(chosen), *[node] * EDGES_A_NODE]


def _zh(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(_ZH, k=length))


def write(nodes: int, file: Path) -> None:
    """Write the graph of this size as JSON."""
    file.write_text(json.dumps(make(nodes), ensure_ascii=False), encoding="utf-8")


def read(file: Path) -> Made:
    """Return the graph that was written."""
    made: Made = json.loads(file.read_text(encoding="utf-8"))
    return made


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
