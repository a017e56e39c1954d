"""What a run puts together from the facts on the bus, and how it says it."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from beadle.domain.actions import Action, ActionKind, ActionOutcome
from beadle.domain.comments import Author, Comment
from beadle.domain.errors import MalformedInput
from beadle.domain.judgements import Breach, Finding, Judgement, Verdict
from beadle.domain.ports import RecordedComment
from beadle.events.actions import ActionFailed, ActionVerified, OfficerTaskCreated
from beadle.events.comments import CommentEdited, CommentReceived
from beadle.events.fact import Fact
from beadle.events.judgements import CommentJudged, SanctionDue
from beadle.events.posts import PostPublished
from local.demo.board import Board
from local.demo.display import LiveDisplay, PlainDisplay, totals
from local.demo.stage import clock_offset, write_environment
from local.screen import Screen

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


def comment(number: int, author: str = "u1") -> Comment:
    return Comment(f"sandbox:c{number}", "corporate", "p1", Author(f"sandbox:{author}", author), f"text {number}", AT)


def received(number: int, author: str = "u1") -> Fact:
    return CommentReceived.of(comment(number, author))


def judged(number: int, verdict: str = "remove", author: str = "u1", clauses: tuple[str, ...] = ("AU02",)) -> Fact:
    points = 1 if verdict == "remove" else 0
    return CommentJudged(
        f"sandbox:c{number}", "r", "corporate", f"sandbox:{author}", verdict, clauses, (), points, "1", AT, "beadle"
    )


def done(number: int, kind: str = "hide", author: str = "u1") -> Fact:
    return ActionVerified(f"{kind}:r", kind, f"sandbox:c{number}", f"sandbox:{author}", "corporate", "seen")


def told(*facts: Fact) -> Board:
    board = Board()
    for fact in facts:
        board.tell(fact)
    return board


def test_a_comment_goes_from_received_to_hidden_and_its_author_to_blocked() -> None:
    board = told(
        received(1), judged(1), SanctionDue("block:c1", "block", "sandbox:u1", "corporate", "sandbox:c1", 3, ())
    )
    row = board.rows["sandbox:c1"]
    assert (row.standing, row.then) == ("remove AU02", ["strike of 1", "block due"])

    board.tell(done(1))
    board.tell(done(1, "block"))

    assert row.then == ["strike of 1", "block due", "hidden", "author blocked"]
    assert board.outcomes() == {
        "received": 1, "judged": 1, "hidden": 1, "struck": 1, "blocked": 1, "refused": 0,
    }  # fmt: skip


def test_facts_that_come_twice_or_in_another_order_come_to_the_same() -> None:
    facts = [received(1), judged(1), done(1)]
    forwards, backwards = told(*facts, *facts), told(*reversed(facts))

    assert forwards.outcomes() == backwards.outcomes()
    assert set(forwards.rows["sandbox:c1"].then) == set(backwards.rows["sandbox:c1"].then)
    assert backwards.rows["sandbox:c1"].text == "text 1"


def test_an_author_blocked_twice_is_one_blocked_author() -> None:
    board = told(*(fact for number in (1, 2) for fact in (judged(number), done(number, "block"))))

    assert board.outcomes()["blocked"] == 1


def test_the_comment_that_changed_last_comes_last() -> None:
    assert list(told(received(1), received(2), judged(1)).rows) == ["sandbox:c2", "sandbox:c1"]


def test_a_comment_waits_until_it_is_judged() -> None:
    assert told(received(1), received(2), judged(2, "keep", clauses=())).unjudged() == ["sandbox:c1"]


def test_what_an_officer_is_asked_and_what_failed_is_told_with_the_comment() -> None:
    board = told(
        OfficerTaskCreated("review:c1", "review", "corporate", "sandbox:c1", False),
        ActionFailed("hide:r", "hide", "sandbox:c1", "sandbox:u1", "corporate", "refused"),
        OfficerTaskCreated("token:corporate", "by-hand", "corporate", "", True),
    )

    assert board.rows["sandbox:c1"].then == ["an officer looks", "could not hide"]


def test_an_edited_comment_shows_its_new_text() -> None:
    edited = CommentEdited.of(Comment("sandbox:c1", "corporate", "p1", Author("u1", "u1"), "new", AT, edited_at=AT))

    assert told(received(1), edited).rows["sandbox:c1"].text == "new"


def test_a_published_post_is_no_comment() -> None:
    board = told(PostPublished("leaves", "corporate", "p1", "http://127.0.0.1/#p1", AT))

    assert (board.posts, board.rows) == ({"leaves": "http://127.0.0.1/#p1"}, {})


def test_totals_count_by_verdict_and_by_clause() -> None:
    board = told(judged(1), judged(2, clauses=("AU02", "AU08")), judged(3, "keep", clauses=()))

    assert totals(board)[1:] == ["verdicts: 1 keep, 0 review, 2 remove", "clauses: 2 AU02, 1 AU08"]


def test_where_there_is_no_terminal_each_change_is_a_line() -> None:
    written = StringIO()
    board = told(received(1), judged(1))
    with PlainDisplay(Screen(file=written), board) as shown:
        shown.posted(1, 1)
        shown.changed(board.rows["sandbox:c1"])

    lines = written.getvalue().splitlines()
    assert lines[0] == "1 of 1 comments are on the platform"
    assert lines[1] == "sandbox:c1 | remove AU02 | strike of 1 | u1: text 1"
    assert lines[2].startswith("1 received, 1 judged")


def test_on_a_terminal_the_table_the_totals_and_what_is_kept_in_sight_are_drawn() -> None:
    written = StringIO()
    screen = Screen(file=written, force_terminal=True, width=140, height=30)
    board = told(received(1), judged(1), done(1))
    with LiveDisplay(screen, board) as shown:
        shown.posted(1, 1)
        shown.keep("The page: http://127.0.0.1:1")
        shown.draw()

    picture = written.getvalue()
    assert all(words in picture for words in ("sandbox:c1", "remove AU02", "strike of 1, hidden", "http://127.0.0.1:1"))


def test_the_clock_is_set_by_londons_wall_clock() -> None:
    def set_to(at: str) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=clock_offset(at))

    assert abs(set_to("2026-07-01T10:00") - datetime(2026, 7, 1, 9, tzinfo=UTC)) < timedelta(minutes=1)
    assert abs(set_to("2026-11-23T10:00") - AT) < timedelta(minutes=1)
    assert abs(set_to("2026-11-23T10:00+00:00") - AT) < timedelta(minutes=1)
    assert clock_offset(None) == 0


def test_a_clock_cannot_be_set_to_what_is_no_instant() -> None:
    with pytest.raises(MalformedInput, match="2026-11-23T10:00"):
        clock_offset("ten o'clock")


def test_a_shell_can_read_what_it_must_know_and_finds_the_command(tmp_path: Path) -> None:
    write_environment(tmp_path / "environment", {"AWS_ENDPOINT_URL": "http://127.0.0.1:4566/it's"})

    shell = f'. {tmp_path}/environment; echo "$AWS_ENDPOINT_URL $BEADLE_STACK"; command -v beadle'
    told = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True, check=True, env={"PATH": ""}).stdout

    assert told.splitlines() == ["http://127.0.0.1:4566/it's beadle", str(Path(sys.executable).with_name("beadle"))]


def test_a_comment_of_an_earlier_run_that_was_killed_still_waits_for_its_judgement() -> None:
    board = Board()
    row = board.expect("sandbox:c1", "u1", "text 1")

    assert (row.author, row.text, row.standing) == ("u1", "text 1", "received")
    assert board.unjudged() == ["sandbox:c1"]


def test_on_a_narrow_terminal_it_is_still_to_be_read_what_became_of_a_comment() -> None:
    written = StringIO()
    board = told(received(1), judged(1), done(1))
    with LiveDisplay(Screen(file=written, force_terminal=True, width=80, height=24), board) as shown:
        shown.draw()

    assert "strike of 1, hidden" in written.getvalue()


def test_what_an_earlier_run_recorded_is_shown_as_it_was_told_then() -> None:
    finding = Finding("profanity", 1.0, 0, 4, "a swear word")
    breach = Breach("AU02", Verdict.REMOVE, finding, "text")
    judgement = Judgement(Verdict.REMOVE, (breach,), 1, 90, "1", AT)
    hiding = Action("hide:r", ActionKind.HIDE, "sandbox:c1", "sandbox:u1", "corporate", ActionOutcome.VERIFIED, AT)
    remembered = Board()
    remembered.remember(RecordedComment(comment(1), judgement), (hiding,))

    assert remembered.rows == told(received(1), judged(1), done(1)).rows
    assert remembered.outcomes() == told(received(1), judged(1), done(1)).outcomes()
