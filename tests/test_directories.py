"""Where the user's files go is what platformdirs says, which is not asked on Linux."""

from __future__ import annotations

import platformdirs
import pytest

from bankgraph.ontology.directories import of_the_user


@pytest.mark.parametrize("given", [None, "", "relative/path", "/somewhere/else", " /with/space "])
def test_a_directory_is_where_the_specification_puts_it(
    given: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
        if given is not None:
            monkeypatch.setenv(variable, given)
    assert of_the_user("cache") == platformdirs.user_cache_dir("bankgraph")
    assert of_the_user("data") == platformdirs.user_data_dir("bankgraph")
