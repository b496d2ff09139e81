"""Rows as a DataFrame, for people who carry on with pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bankgraph.ontology import UsageError
from bankgraph.stores import Rows

if TYPE_CHECKING:
    import pandas


def to_pandas(rows: Rows) -> pandas.DataFrame:
    """Return the rows as a DataFrame of the same columns, in the same order.

    Columns have pandas' nullable types: what is absent is `NA`, and whole numbers stay whole. Raises
    `UsageError` where pandas is not installed, which bankgraph does without.
    """
    try:
        import pandas
    except ImportError as error:
        raise UsageError("to_pandas needs pandas, which is not installed; run: pip install pandas") from error
    return pandas.DataFrame(list(rows.rows), columns=list(rows.columns)).convert_dtypes()
