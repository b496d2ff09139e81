"""A period on a page is said in words, with its doubt."""

from __future__ import annotations

import pytest

from bankgraph.viz.periods import spoken


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2024", "2024", "2024"),
        ("2025-06-30", "2025-06-30", "2025-06-30"),
        ("2025~", "约 2025", "about 2025"),
        ("2025?", "2025（存疑）", "2025 (uncertain)"),
        ("2022~/2025~", "约 2022 至 约 2025", "about 2022 to about 2025"),
        ("2022/..", "自 2022 起", "since 2022"),
        ("../2025-08", "至 2025-08", "until 2025-08"),
        ("", "", ""),
        ("last year", "last year", "last year"),
        ("1/2", "1/2", "1/2"),
    ],
)
def test_a_period_is_said_in_words(period: str, zh: str, en: str) -> None:
    assert (spoken(period).zh, spoken(period).en) == (zh, en)
