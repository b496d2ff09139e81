"""The made-up data that benchmarks measure are as good as curated ones."""

from __future__ import annotations

from pathlib import Path

from bankgraph.loaders import Relation, read_curated
from bankgraph.loaders.checking import check
from bankgraph.ontology import Schema
from generate import generate


def test_made_up_data_break_no_rule_and_are_as_many_as_asked_for(schema: Schema, tmp_path: Path) -> None:
    generate(tmp_path / "made", 3000, schema)
    curated = read_curated([tmp_path / "made"], schema)
    findings = check(curated, schema)
    assert findings.problems == []
    assert findings.tally("contradiction").held > 0
    relations = [s for s in curated.knowledge.statements if isinstance(s, Relation)]
    assert 2000 < len(relations) < 3000
    assert any(len({piece.source for piece in s.evidence}) > 1 for s in relations)
    assert len(curated.knowledge.sources) > 5


def test_the_same_seed_makes_the_same_data(schema: Schema, tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate(tmp_path / name, 200, schema)
    one, two = ({f.name: f.read_bytes() for f in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
