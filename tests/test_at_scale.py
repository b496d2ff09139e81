"""The benchmark of a million statements runs, here with few: whole commands, with their memory."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "at_scale.py"
STATEMENTS = 300
LOADS = ["first load", "unchanged", "one statement removed", "and added again"]


def test_each_load_has_its_time_and_its_memory(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    command: list[str | Path] = [sys.executable, BENCHMARK, str(STATEMENTS), "--page", page]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    text = page.read_text(encoding="utf-8")
    row = r"^\| (Neo4j [\d.]+|embedded) \| (.+?) \| ([\d.]+) \| ([\d.]+)% \| (\d+) \|$"
    rows = re.findall(row, text, re.M)
    assert [what for _, what, *_ in rows] == LOADS * 2
    assert all(float(seconds) > 0 and 10 < int(memory) < 2000 for *_, seconds, _, memory in rows)
    assert len(re.findall(r"[▁▂▃▄▅▆▇█]{2,}\n    .*wrote \d+ nodes", text)) == 2
