"""The Histories port."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beadle.domain.histories import Trace
from beadle.domain.ports import Histories
from tests.contract.samples import COMMENT, comment, trace

AUTHOR = COMMENT.author.author_id
AT_LEAST, AT_MOST = 16, 25  # traces that a history holds once there are enough


def test_the_first_comment_of_an_author_makes_a_history_of_one(histories: Histories) -> None:
    history = histories.record(AUTHOR, trace(1))
    assert (history.author_id, history.traces) == (AUTHOR, (trace(1),))


def test_a_comment_judged_again_leaves_its_first_trace(histories: Histories) -> None:
    histories.record(AUTHOR, trace(1))
    later = replace(trace(1), seen_at=trace(1).seen_at + timedelta(hours=1), signature="another")
    assert histories.record(AUTHOR, later).traces == (trace(1),)


def test_a_redelivery_sees_the_same_earlier_comments(histories: Histories) -> None:
    histories.record(AUTHOR, trace(1))
    first = histories.record(AUTHOR, trace(2)).earlier_than(comment(2).comment_id)
    histories.record(AUTHOR, trace(3))
    again = histories.record(AUTHOR, trace(2)).earlier_than(comment(2).comment_id)
    assert first == again == (trace(1),)


def test_authors_have_histories_of_their_own(histories: Histories) -> None:
    histories.record(AUTHOR, trace(1))
    assert histories.record("bluesky:somebody-else", trace(2)).traces == (trace(2),)


def test_a_history_keeps_the_latest_and_stays_bounded(histories: Histories) -> None:
    for number in range(60):
        history = histories.record(AUTHOR, trace(number))
        latest = {trace(n) for n in range(max(0, number - AT_LEAST + 1), number + 1)}
        assert latest <= set(history.traces)
        assert len(history.traces) <= AT_MOST


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_comments_and_authors_of_any_id_are_told_apart(histories: Histories, comment_id: str) -> None:
    odd = Trace.of(replace(COMMENT, comment_id=comment_id), "", trace(2).seen_at)
    author = f"author of {comment_id}"
    histories.record(author, trace(1))
    assert histories.record(author, odd).earlier_than(comment_id) == (trace(1),)
