"""Things side by side: like with like, in equal units, bounds kept, every cell cited."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from bankgraph.loaders import load, read_knowledge, shipped_data
from bankgraph.ontology import Schema, UsageError
from bankgraph.queries import Comparison, Names, compare
from bankgraph.queries.comparison import Line
from bankgraph.stores import Store
from bankgraph.stores.embedded import EmbeddedStore
from command import Run, loaded_home
from pages import data_of
from terminal import on_terminal

FIGURES = f"""\
Bank:
  one-bank: {{zh: 甲示例银行, en: One Example Bank}}
  two-bank: {{zh: 乙示例银行, en: Two Example Bank}}
Platform:
  one-app: {{zh: 甲示例应用, en: One example app}}
  two-app: {{zh: 乙示例应用, en: Two example app}}
Metric:
  example-spending: {{zh: 示例支出, en: example spending, quantity_kind: money}}
  example-users: {{zh: 示例用户数, en: example users, quantity_kind: count}}
source:
  id: example-news
  title: 示例
  publisher: 示例报
  published: 2025-07-01
  language: zh
  sha256: {"ab" * 32}
  characters: 1000
statements:
- {{subject: one-bank, metric: example-spending, value: 25.19, unit: 亿元, period: 2024, at: [0, 9]}}
- {{subject: two-bank, metric: example-spending, period: 2024, at: [10, 19],
    value: 2.519, unit: billion yuan}}
- {{subject: two-bank, metric: example-spending, value: 3, unit: billion yuan, comparator: ">", at: [20, 29]}}
- {{subject: one-bank, metric: example-spending, period: 2023, at: [30, 39],
    value: 2, unit: billion yuan, nature: claimed}}
- {{subject: one-bank, metric: example-users, period: 2024, at: [40, 49],
    change: {{value: 20, unit: "%", basis: year on year}}}}
- {{subject: two-bank, metric: example-users, period: 2024, at: [50, 59],
    change: {{value: 20, unit: "%", basis: since the start of the year}}}}
- {{subject: two-bank, metric: example-users, value: 20, unit: 万, period: 2024, at: [60, 69]}}
- {{subject: one-bank, metric: example-users, about: one-app, value: 1, unit: 万, period: 2024, at: [70, 79]}}
- {{subject: two-bank, metric: example-users, about: two-app, value: 2, unit: 万, period: 2024, at: [80, 89]}}
- {{subject: one-bank, predicate: USES, object: artificial-intelligence, status: in use, at: [90, 99]}}
- {{subject: two-bank, predicate: USES, object: artificial-intelligence, status: planned, at: [100, 109]}}
- {{subject: one-bank, predicate: PARTNERS_WITH, object: icbc, at: [110, 119]}}
- {{subject: icbc, predicate: PARTNERS_WITH, object: two-bank, at: [120, 129]}}
- {{subject: two-bank, predicate: DEPLOYS, object: deepseek, at: [130, 139]}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("comparison-data")
    (folder / "example-news.yaml").write_text(FIGURES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(folder: Path, schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with EmbeddedStore(schema, tmp_path_factory.mktemp("comparison")) as store:
        load(read_knowledge([shipped_data(), folder], schema), store, schema)
        yield store


def _compared(store: Store, schema: Schema, *ids: str, metrics: tuple[str, ...] = ()) -> Comparison:
    names = Names.of(store)
    return compare(store, schema, [names.one(i) for i in ids], metrics)


def _lines(found: Comparison, metric: str) -> list[Line]:
    return [line for line in found.lines if line.measure.metric_id == metric]


def _figures(line: Line) -> dict[str, list[tuple[str, float]]]:
    return {thing: [(f.comparator, f.value) for f in some] for thing, some in line.cells.items()}


def test_equal_figures_in_unequal_units_are_made_equal(store: Store, schema: Schema) -> None:
    lines = _lines(_compared(store, schema, "one-bank", "two-bank"), "example-spending")
    (of_2024,) = [line for line in lines if line.measure.period == "2024"]
    assert of_2024.measure.unit == "CNY"
    assert _figures(of_2024) == {"one-bank": [("=", 2519000000.0)], "two-bank": [("=", 2519000000.0)]}


def test_other_periods_are_other_lines_and_an_undated_bound_stays_one(store: Store, schema: Schema) -> None:
    lines = _lines(_compared(store, schema, "one-bank", "two-bank"), "example-spending")
    assert [line.measure.period for line in lines] == ["2024", "2023", None]
    assert _figures(lines[1]) == {"one-bank": [("=", 2000000000.0)]}
    assert _figures(lines[2]) == {"two-bank": [(">", 3000000000.0)]}
    assert lines[1].cells["one-bank"][0].record["nature"] == "claimed"
    assert lines[2].cells["two-bank"][0].record["dated"] == "2025-07-01"


def test_values_and_changes_of_unlike_basis_and_limit_are_never_in_one_line(
    store: Store, schema: Schema
) -> None:
    lines = _lines(_compared(store, schema, "one-bank", "two-bank"), "example-users")
    told = [(x.measure.about_id, x.measure.against, x.measure.unit, _figures(x)) for x in lines]
    assert told == [
        ("", None, "count", {"two-bank": [("=", 200000.0)]}),
        ("one-app", None, "count", {"one-bank": [("=", 10000.0)]}),
        ("two-app", None, "count", {"two-bank": [("=", 20000.0)]}),
        ("", "since the start of the year", "%", {"two-bank": [("=", 20.0)]}),
        ("", "year on year", "%", {"one-bank": [("=", 20.0)]}),
    ]


def test_what_is_measured_by_others_is_compared_as_such(store: Store, schema: Schema) -> None:
    found = _compared(store, schema, "one-app", "two-app")
    (line,) = found.lines
    assert line.measure.by_others
    assert _figures(line) == {"one-app": [("=", 10000.0)], "two-app": [("=", 20000.0)]}


def test_what_is_shared_and_what_only_one_has(store: Store, schema: Schema) -> None:
    found = _compared(store, schema, "one-bank", "two-bank")
    assert [(tie.relation, tie.id) for tie in found.shared] == [
        ("PARTNERS_WITH", "icbc"),
        ("USES", "artificial-intelligence"),
    ]
    uses = found.shared[1].cells
    assert {i: [r["status"] for r in some] for i, some in uses.items()} == {
        "one-bank": ["in use"],
        "two-bank": ["planned"],
    }
    assert found.only("one-bank") == ()
    assert [(tie.relation, tie.id) for tie in found.only("two-bank")] == [("DEPLOYS", "deepseek")]


def test_nothing_of_a_thing_is_lost_and_nothing_made_up(loaded: Store, schema: Schema) -> None:
    ids = ("icbc", "bank-of-communications", "bank-of-beijing")
    found = _compared(loaded, schema, *ids)
    for thing in ids:
        stored = loaded.query(
            "MATCH (:Entity {id: $id})-[:REPORTED]->(o:Observation) RETURN o.canonical_value, o.change_value",
            {"id": thing},
        ).rows
        values = [value for row in stored for value in row if value is not None]
        told = [f for line in found.lines for f in line.cells.get(thing, ())]
        assert len(told) == len(values)
        kept = sorted(
            f.value for line in found.lines for f in line.cells.get(thing, ()) if not line.measure.against
        )
        assert kept == sorted(row[0] for row in stored if isinstance(row[0], float | int))
        (counted,) = loaded.query(
            "MATCH (e:Entity {id: $id})-[r]-(:Entity) RETURN count(r)", {"id": thing}
        ).rows
        assert sum(len(tie.cells.get(thing, ())) for tie in found.ties) == counted[0]
        assert all(f.record["evidence"] for f in told)


def test_every_engine_compares_alike(all_loaded: dict[str, Store], schema: Schema) -> None:
    for ids in (("icbc", "bank-of-communications"), ("ccb", "psbc", "bank-of-beijing")):
        found = [_compared(store, schema, *ids) for store in all_loaded.values()]
        assert found[0].lines
        assert all(other == found[0] for other in found)


def test_things_that_cannot_be_compared_are_refused(loaded: Store, schema: Schema) -> None:
    for ids, why in (
        (("icbc",), "two things or more"),
        (("icbc", "icbc"), "mean 'icbc'"),
        (("icbc", "deepseek"), r"\(icbc\) is a bank, .*\(deepseek\) is a model"),
    ):
        with pytest.raises(UsageError, match=why):
            _compared(loaded, schema, *ids)


# ---------------------------------------------------------------- the command


@pytest.fixture(scope="module")
def home(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded_home(tmp_path_factory, "--data", folder)


def _json(found: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(found.stdout)


def test_json_has_a_cell_for_each_thing_with_its_evidence(run: Run) -> None:
    told = _json(run("compare", "甲示例银行", "Two Example Bank", "--format", "json"))
    assert [thing["id"] for thing in told["things"]] == ["one-bank", "two-bank"]
    for record in (*told["figures"], *told["shared"]):
        assert {*record["cells"]} == {"one-bank", "two-bank"}
        assert all(stated["evidence"] for some in record["cells"].values() for stated in some)
    only_two = [line for line in told["figures"] if not line["cells"]["one-bank"]]
    assert only_two
    assert all(line["cells"]["one-bank"] == [] for line in only_two)


def test_rows_have_a_column_for_each_thing_and_its_evidence_and_none_is_not_0(run: Run) -> None:
    found = run("compare", "one-bank", "two-bank", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(found.stdout)))
    (bound,) = [row for row in rows if row["two-bank"].startswith(">")]
    assert (bound["two-bank"], bound["one-bank"], bound["one-bank_evidence"]) == ("> 3000000000", "", "")
    assert bound["two-bank_evidence"] == "example-news#char=20,29"
    (claim,) = [row for row in rows if row["period"] == "2023"]
    assert claim["one-bank"] == "2000000000 (claimed)"
    assert {row["kind"] for row in rows} == {"figure", "change", "shared", "only"}


def test_a_metric_narrows_and_one_that_none_has_is_not_in_the_data(run: Run) -> None:
    told = _json(run("compare", "one-bank", "two-bank", "--metric", "示例支出", "--format", "json"))
    assert {line["metric_id"] for line in told["figures"]} == {"example-spending"}
    assert told["shared"] == []
    none = run("compare", "one-bank", "two-bank", "--metric", "AI应用场景数")
    assert (none.returncode, none.stdout) == (1, "")
    assert none.stderr.startswith("not in the data: AI application scenarios of One Example Bank")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["icbc", "deepseek"], 2),
        (["icbc"], 2),
        (["工行", "ICBC"], 2),
        (["icbc", "no-such-thing-at-all"], 1),
        (["icbc", "ccb", "--metric", "icbc"], 1),
        (["icbc", "ccb", "--fields", "nonsense"], 2),
    ],
)
def test_errors_are_one_line(run: Run, args: list[str], code: int) -> None:
    found = run("compare", *args)
    assert (found.returncode, found.stdout, len(found.stderr.splitlines())) == (code, "", 1)


@pytest.mark.parametrize("columns", [80, 140])
@pytest.mark.parametrize("things", [("工行", "交行"), ("工行", "交行", "建行", "北京银行")])
def test_a_comparison_fits_the_terminal_and_lacks_nothing(
    home: Path, run: Run, things: tuple[str, ...], columns: int
) -> None:
    seen = on_terminal(home, columns, "compare", *things)
    assert max(cell_len(line.rstrip()) for line in seen.splitlines()) <= columns
    assert "…" not in seen.replace("(…)", "")
    told = _json(run("compare", *things, "--format", "json"))
    only = [tie for ties in told["only"].values() for tie in ties]
    spans = {
        span
        for record in (*told["figures"], *told["shared"], *only)
        for some in record["cells"].values()
        for stated in some
        for span in stated["evidence"]
    }
    footnotes = dict(re.findall(r"\[(\d+)\] (\S+#char=\d+,\d+)", seen))
    assert {*footnotes.values()} == spans
    marks = {*re.findall(r"\[(\d+)\]", re.sub(r"\[\d+\] \S+#char=\d+,\d+", "", seen))}
    assert marks == {*footnotes}


def test_a_terminal_shows_bounds_claims_and_what_is_not_in_the_data(home: Path) -> None:
    seen = on_terminal(home, 140, "compare", "one-bank", "two-bank")
    (row,) = [line for line in seen.splitlines() if "> 3,000,000,000 CNY (2025-07-01)" in line]
    assert "–" in row
    assert "2,000,000,000 CNY (自称 claimed)" in seen
    (both,) = [line for line in seen.splitlines() if line.count("2,519,000,000 CNY") == 2]
    assert "2024" in both


def test_a_picture_of_a_comparison_shows_what_several_have(run: Run, tmp_path: Path) -> None:
    """What only one has is left out: it would hide what they have in common."""
    found = run("viz", "--compare", "甲示例银行", "--compare", "two-bank", "-o", "page.html")
    assert found.returncode == 0, found.stderr
    data = json.loads(data_of((tmp_path / "page.html").read_text(encoding="utf-8")))
    shown = {*data["entities"]["id"]}
    assert shown >= {"one-bank", "two-bank", "example-spending", "artificial-intelligence", "icbc"}
    assert shown >= {"example-users", "one-app", "two-app"}  # both have figures of it
    assert not shown & {"deepseek", "ccb"}
