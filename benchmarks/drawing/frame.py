"""The frame of every contender's script: read the graph, time the making of the page, write it.

    python -m drawing.NAME FILE PAGE

The last line of stdout is JSON. What is timed is what a user waits for after importing the library.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from .making import Made, read


def run(draw: Callable[[Made], str]) -> None:
    """Time `draw`, and write what it returns."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("page", type=Path)
    given = parser.parse_args()
    made = read(given.file)
    started = time.perf_counter()
    page = draw(made)
    taken = time.perf_counter() - started
    given.page.write_bytes(page.encode("utf-8", errors="surrogatepass"))
    print(f"\n{json.dumps({'seconds': taken})}")
