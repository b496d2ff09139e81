"""Rows as pandas has them: nothing added, nothing lost, and one clear line where pandas is not there."""

from __future__ import annotations

import sys

import pandas as pd
import pytest

from bankgraph.ontology import Schema, UsageError
from bankgraph.queries import answer, find_pack, read_catalogue, to_pandas
from bankgraph.stores import Rows, Store


def test_a_frame_holds_the_rows_of_an_answer(loaded: Store, schema: Schema) -> None:
    rows = answer(find_pack(read_catalogue(), "figures-of"), {"bank": "icbc"}, loaded).rows
    frame = to_pandas(rows)
    assert tuple(frame.columns) == rows.columns
    told = [
        [None if value is pd.NA else value for value in row] for row in frame.to_numpy(dtype=object).tolist()
    ]
    assert told == [list(row) for row in rows.rows]


def test_whole_numbers_stay_whole_beside_what_is_absent() -> None:
    frame = to_pandas(Rows(("n", "x", "text"), ((1, 0.5, "一"), (None, None, None))))
    assert [str(kind) for kind in frame.dtypes][:2] == ["Int64", "Float64"]
    assert frame["n"][0] == 1
    assert frame.loc[1].isna().all()


def test_no_rows_are_a_frame_with_columns() -> None:
    frame = to_pandas(Rows(("a", "b"), ()))
    assert (list(frame.columns), len(frame)) == (["a", "b"], 0)


def test_without_pandas_one_line_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="run: pip install pandas"):
        to_pandas(Rows(("a",), ((1,),)))
