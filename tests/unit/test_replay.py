"""A file of comments comes onto the sandbox once, in order, however often the replay is stopped."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from beadle.domain.errors import CredentialsRefused, MalformedInput, PlatformUnavailable
from local.comments_file import CommentRow
from local.replay import Outcome, Replay
from local.sandbox.faults import Fault, Kind
from tests.sandbox_server import TOKEN, RunningSandbox, running_sandbox

TOKENS = {"corporate": TOKEN, "libraries": "another-token"}


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path) as running:
        for account, token in TOKENS.items():
            running.store.add_account(account, account.title(), token)
        yield running


def replay(sandbox: RunningSandbox, **more: Any) -> Replay:
    return Replay(sandbox.address, TOKENS, more.pop("source", "comments.jsonl"), **more)


def row(number: int, **more: Any) -> CommentRow:
    return CommentRow(row=number, **{"id": str(number), "author": "Jane", "text": f"comment {number}", **more})


def shown(sandbox: RunningSandbox, account: str = "corporate") -> list[tuple[str, str]]:
    """Return post and text of every comment, in order."""
    store = sandbox.store
    return [(store.post(c.post).text, c.text) for c in store.comments_since(account, 0, None, 1000)]


def test_comments_stand_under_their_posts_in_the_order_of_the_file(sandbox: RunningSandbox) -> None:
    rows = [row(1, post="A"), row(2, post="B"), row(3, post="A"), row(4), row(5, channel="libraries", post="A")]
    steps = list(replay(sandbox, post="Default")(rows))
    assert [(step.done, step.total, step.outcome) for step in steps] == [(n, 5, Outcome.WRITTEN) for n in range(1, 6)]
    assert shown(sandbox) == [("A", "comment 1"), ("B", "comment 2"), ("A", "comment 3"), ("Default", "comment 4")]
    assert shown(sandbox, "libraries") == [("A", "comment 5")]
    assert sandbox.store.comment(int(steps[0].comment_id.removeprefix("sandbox:c"))).text == "comment 1"


def test_a_second_run_writes_nothing_again(sandbox: RunningSandbox) -> None:
    rows = [row(n, post="A") for n in range(1, 6)]
    list(replay(sandbox)(rows))
    assert {step.outcome for step in replay(sandbox)(rows)} == {Outcome.KNOWN}
    assert len(shown(sandbox)) == 5
    assert len(sandbox.store.posts("corporate")) == 1


@pytest.mark.parametrize("kind", [Kind.ERROR_BEFORE, Kind.ERROR_AFTER, Kind.CUT])
def test_a_run_that_was_stopped_goes_on_with_the_next_one(sandbox: RunningSandbox, kind: Kind) -> None:
    rows = [row(n, post="A") for n in range(1, 6)]
    with pytest.raises(PlatformUnavailable):  # noqa: PT012 -- the failure comes while the loop writes
        for step in replay(sandbox)(rows):
            if step.done == 2:
                sandbox.faults.add(Fault(kind, path="/comments"))
    list(replay(sandbox)(rows))
    assert shown(sandbox) == [("A", f"comment {n}") for n in range(1, 6)]


def test_the_same_ids_in_another_file_are_other_comments(sandbox: RunningSandbox) -> None:
    for source in ("one.jsonl", "two.jsonl"):
        list(replay(sandbox, source=source)([row(1)]))
    assert len(shown(sandbox)) == 2


def test_a_blocked_author_is_passed_over(sandbox: RunningSandbox) -> None:
    (first,) = replay(sandbox)([row(1, author="Gary")])
    number = int(first.comment_id.removeprefix("sandbox:c"))
    author = sandbox.store.comment(number).author
    assert author is not None
    sandbox.store.set_blocked("corporate", author.user_id, True)
    steps = list(replay(sandbox)([row(2, author="Gary"), row(3)]))
    assert [step.outcome for step in steps] == [Outcome.BLOCKED, Outcome.WRITTEN]


def test_an_unknown_channel_is_named_before_anything_is_written(sandbox: RunningSandbox) -> None:
    with pytest.raises(MalformedInput, match=r"row 2, column channel: 'parks' is none of corporate, libraries"):
        list(replay(sandbox)([row(1), row(2, channel="parks")]))
    assert sandbox.store.posts() == []


def test_a_wrong_token_says_which_to_give(sandbox: RunningSandbox) -> None:
    with pytest.raises(CredentialsRefused, match="Give the token"):
        list(Replay(sandbox.address, {"corporate": "guessed"}, "f")([row(1)]))


def test_the_rate_bounds_how_fast_new_comments_come_and_known_ones_are_not_waited_for(sandbox: RunningSandbox) -> None:
    rows = [row(n) for n in range(1, 5)]
    waits: list[float] = []
    list(replay(sandbox, rate=0.5, sleep=waits.append)(rows))
    # Nobody really sleeps here, so what is due moves ahead of the clock by two seconds a comment.
    assert [round(wait / 2) for wait in waits] == [0, 1, 2, 3]
    waits.clear()
    list(replay(sandbox, rate=0.5, sleep=waits.append)(rows))
    assert waits == [0, 0, 0, 0]
