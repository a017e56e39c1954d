"""How facts are put together into calls to the bus."""

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from beadle.adapters.eventbridge import MOST_BYTES, MOST_ENTRIES, OVERHEAD, batches

DETAILS = st.one_of(
    st.text(max_size=20),
    st.integers(1, 60).map(lambda k: "🌻" * (k * 1024)),
    st.integers(1, 250).map(lambda k: "x" * k * 1024),
)


def entry(detail: str) -> dict[str, Any]:
    return {"Source": "beadle.poller", "DetailType": "CommentReceived", "Detail": detail}


def size(entries: list[dict[str, Any]]) -> int:
    return sum(OVERHEAD + len("".join(e.values()).encode()) for e in entries)


@settings(deadline=None)
@given(st.lists(DETAILS, max_size=25))
def test_every_entry_is_sent_once_in_order_within_both_limits(details: list[str]) -> None:
    entries = [entry(detail) for detail in details]
    sent = list(batches(entries))
    assert [e for batch in sent for e in batch] == entries
    assert all(0 < len(batch) <= MOST_ENTRIES and size(batch) <= MOST_BYTES for batch in sent)


@settings(deadline=None)
@given(st.lists(DETAILS, max_size=25))
def test_no_call_is_made_that_the_one_before_had_room_for(details: list[str]) -> None:
    sent = list(batches(entry(detail) for detail in details))
    for batch, following in pairwise(sent):
        assert len(batch) == MOST_ENTRIES or size([*batch, following[0]]) > MOST_BYTES


def test_an_entry_too_long_for_any_call_is_sent_alone_for_the_bus_to_refuse() -> None:
    short, endless = entry("x"), entry("x" * MOST_BYTES)
    assert list(batches([short, endless, short])) == [[short], [endless], [short]]
