"""A name means one thing, or none is guessed."""

from __future__ import annotations

import pytest

from bankgraph.queries.names import Named, Names

NAMES = Names(
    [
        Named("artificial-intelligence", "Technology", "人工智能", "artificial intelligence", ("AI",)),
        Named("ai-plus", "Initiative", "“AI+”行动", "AI+ action plan", ("“AI+”",)),
        Named("ai-plus-finance", "Initiative", "AI+金融", "AI + finance", ()),
        Named("the-daily", "Organization", "某日报", "The Daily", ()),
        Named("the-daily-2025", "Source", "标题", "标题", (), ("某日报",)),
        Named("a-site-2025", "Source", "文章", "文章", (), ("某网",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("AI", "artificial-intelligence"),
        ("ai+", "ai-plus"),
        ("ＡＩ＋", "ai-plus"),
        ("AI + finance", "ai-plus-finance"),
        ("某日报", "the-daily"),
        ("某网", "a-site-2025"),
    ],
)
def test_a_name_resolves_to_what_it_is_a_name_of(text: str, identifier: str) -> None:
    resolved = NAMES.resolve(text).resolved
    assert resolved
    assert resolved.id == identifier
