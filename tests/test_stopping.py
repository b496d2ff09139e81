"""A query can be stopped from another thread, on every engine, and the store answers as before."""

from __future__ import annotations

import time
from threading import Event, Thread

import pytest

from bankgraph.stores import Store
from bankgraph.stores.stopping import Stop, StoppedError

EVERY_FOUR = "MATCH (a:Entity), (b:Entity), (c:Entity), (d:Entity)"
LONG = {
    "filtered": f"{EVERY_FOUR} WHERE a.id + b.id + c.id = 'x' RETURN d.id",
    "sorted": f"{EVERY_FOUR} RETURN a.id ORDER BY b.id + c.id + d.id DESC LIMIT 5",
    "walked": "MATCH p = (a:Bank)-[*1..14]-(b:Bank) RETURN count(p)",
    "unwound": "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x % 7 + y % 3)",
}


@pytest.mark.parametrize("cypher", LONG.values(), ids=LONG)
def test_a_long_query_is_stopped_and_the_store_goes_on(loaded: Store, cypher: str) -> None:
    stop, raised, ended = Stop(), [], Event()

    def ask() -> None:
        try:
            with stop.asking():
                loaded.query(cypher)
        except StoppedError as error:
            raised.append(error)
        finally:
            ended.set()

    loaded.query("RETURN 1 AS one")
    Thread(target=ask, daemon=True).start()
    assert not ended.wait(1)
    start = time.monotonic()
    while not ended.is_set() and time.monotonic() - start < 10:
        stop()
        ended.wait(0.3)
    assert ended.is_set()
    assert raised
    assert time.monotonic() - start < 3
    assert loaded.query("RETURN 1 AS one").rows == ((1,),)


def test_what_is_asked_after_a_stop_is_not_begun(loaded: Store) -> None:
    stop = Stop()
    stop()
    with stop.asking(), pytest.raises(StoppedError):
        loaded.query("RETURN 1 AS one")


def test_an_error_under_a_stop_that_nobody_called_is_told_as_ever(loaded: Store) -> None:
    from bankgraph.ontology import UsageError

    with Stop().asking(), pytest.raises(UsageError, match="refused"):
        loaded.query("MATCH (b:Bank RETURN b")
