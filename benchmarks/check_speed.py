"""How long a check takes, on the shipped data and on generated ones, beside merely parsing the same files.

Interleaved, after one warm-up of each; medians and spread, and how many times as fast as PyYAML's C loader,
since absolute times waver from machine to machine. Run with: make bench-check
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from rich.cells import set_cell_size

from bankgraph.loaders import read_knowledge, shipped_data, yaml_files
from bankgraph.ontology import load_schema
from generate import generate
from measuring import EXE, headline, wall_seconds

REPEATS = 5
STATEMENTS = 100_000

# Each runs in a process of its own, with the directory of the data as its argument, and prints seconds. What
# is read is kept, since one reads to have it; what is merely parsed is let go file by file.
_CLOCK = """
import sys, time
from pathlib import Path
data = Path(sys.argv[1])
{prepare}
started = time.perf_counter()
{work}
print(time.perf_counter() - started)
"""
_TEXTS = "texts = [file.read_text(encoding='utf-8') for file in sorted(data.rglob('*.yaml'))]"
READING = _CLOCK.format(
    prepare="""
from bankgraph.loaders import read_knowledge
from bankgraph.ontology import load_schema
schema = load_schema()""",
    work="knowledge = read_knowledge([data], schema)",
)
YAML_RS = _CLOCK.format(prepare=f"import yaml_rs\n{_TEXTS}", work="for text in texts: yaml_rs.loads(text)")
PYYAML = _CLOCK.format(
    prepare=f"import yaml\n{_TEXTS}", work="for text in texts: yaml.load(text, Loader=yaml.CSafeLoader)"
)
STEPS = {
    "reading, validating and hashing": READING,
    "yaml-rs, parsing alone": YAML_RS,
    "PyYAML's C loader, parsing alone": PYYAML,
}


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else STATEMENTS
    schema = load_schema()
    print(headline())
    print(f"PyYAML {yaml.__version__}; {REPEATS} runs each, interleaved")
    with tempfile.TemporaryDirectory() as directory:
        made = Path(directory, "made")
        generate(made, number, schema)
        environment = {**os.environ, "BANKGRAPH_CACHE": f"{directory}/cache"}
        for name, data in (("the shipped data", shipped_data()), (f"{number:,} made-up statements", made)):
            added = [] if data == shipped_data() else ["--data", str(data)]
            measured(name, data, [EXE, "check", *added], environment)


def measured(name: str, data: Path, command: list[str], environment: dict[str, str]) -> None:
    """Print the table for one directory of data."""
    knowledge = read_knowledge([data], load_schema())
    count, citations = len(knowledge.statements), knowledge.evidence_count
    del knowledge
    times: dict[str, list[float]] = {"bankgraph check, the whole command": [], **{step: [] for step in STEPS}}
    for repeat in range(REPEATS + 1):
        for step, seconds in times.items():
            code = STEPS.get(step)
            taken = clocked(code, data) if code else wall_seconds(command, str(data), environment)
            if repeat:
                seconds.append(taken)
    print(f"\n{name}: {count:,} statements, {citations:,} citations, {len(yaml_files([data]))} files")
    print(f"{'':<36} {'median s':>9} {'min':>8} {'max':>8} {'statements/s':>13} {'x PyYAML':>9}")
    *_, parsed = times.values()
    for step, seconds in times.items():
        print(row(step, seconds, count, statistics.median(parsed)))


def clocked(code: str, data: Path) -> float:
    found = subprocess.run([sys.executable, "-c", code, data], capture_output=True, text=True, check=True)
    return float(found.stdout)


def row(step: str, taken: list[float], count: int, reference: float) -> str:
    median = statistics.median(taken)
    spread = f"{median:>9.3f} {min(taken):>8.3f} {max(taken):>8.3f}"
    return f"{set_cell_size(step, 36)} {spread} {count / median:>13,.0f} {reference / median:>9.1f}"


if __name__ == "__main__":
    main()
