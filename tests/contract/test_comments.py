"""The Comments port."""

from dataclasses import replace

import pytest

from beadle.domain.actions import ActionOutcome
from beadle.domain.errors import AlreadyExists, NotFound
from beadle.domain.judgements import Verdict
from beadle.domain.ports import Comments, RecordedComment
from tests.contract.samples import ACTION, COMMENT, JUDGEMENT, KEPT, LATER, MUCH_LATER, NOW

EDITED = replace(COMMENT, text="Sorry, that was too much", edited_at=LATER)
OFFICERS = replace(KEPT, judged_at=MUCH_LATER, judged_by="amir", reason="fair criticism")


def test_what_was_recorded_is_read_back_whole(comments: Comments) -> None:
    assert comments.record(COMMENT, JUDGEMENT) == RecordedComment(COMMENT, JUDGEMENT)
    assert comments.revisions(COMMENT.comment_id) == (RecordedComment(COMMENT, JUDGEMENT),)


def test_a_comment_with_nothing_but_an_image_and_nothing_found_in_it_is_read_back_whole(comments: Comments) -> None:
    bare = replace(COMMENT, text="", url="", post_text="", edited_at=None, parent_id="", read_at=None, alt_texts=())
    comments.record(bare, KEPT)
    assert comments.revisions(bare.comment_id) == (RecordedComment(bare, KEPT),)


def test_a_revision_judged_again_keeps_its_first_judgement(comments: Comments) -> None:
    comments.record(COMMENT, JUDGEMENT)
    again = comments.record(COMMENT, replace(KEPT, judged_at=LATER))
    assert again == RecordedComment(COMMENT, JUDGEMENT)
    assert len(comments.revisions(COMMENT.comment_id)) == 1


def test_an_edited_comment_is_another_revision_and_the_oldest_judgement_comes_first(comments: Comments) -> None:
    comments.record(EDITED, replace(KEPT, judged_at=LATER))
    comments.record(COMMENT, JUDGEMENT)
    recorded = comments.revisions(COMMENT.comment_id)
    assert [r.comment for r in recorded] == [COMMENT, EDITED]


def test_an_officers_judgement_takes_the_place_of_the_machines(comments: Comments) -> None:
    comments.record(COMMENT, JUDGEMENT)
    comments.rejudge(COMMENT, OFFICERS)
    assert comments.revisions(COMMENT.comment_id) == (RecordedComment(COMMENT, OFFICERS),)


def test_a_redelivery_after_an_officers_judgement_is_told_the_officers(comments: Comments) -> None:
    comments.record(COMMENT, JUDGEMENT)
    comments.rejudge(COMMENT, OFFICERS)
    assert comments.record(COMMENT, JUDGEMENT).judgement == OFFICERS


def test_an_officers_judgement_does_not_change_the_order_of_revisions(comments: Comments) -> None:
    comments.record(COMMENT, JUDGEMENT)
    comments.record(EDITED, replace(KEPT, judged_at=LATER))
    comments.rejudge(COMMENT, OFFICERS)
    comments.rejudge(COMMENT, replace(OFFICERS, verdict=Verdict.REMOVE))
    assert [r.comment for r in comments.revisions(COMMENT.comment_id)] == [COMMENT, EDITED]


def test_a_comment_never_recorded_cannot_be_rejudged(comments: Comments) -> None:
    with pytest.raises(NotFound):
        comments.rejudge(COMMENT, OFFICERS)
    assert comments.revisions(COMMENT.comment_id) == ()


def test_a_revision_never_recorded_cannot_be_rejudged(comments: Comments) -> None:
    comments.record(COMMENT, JUDGEMENT)
    with pytest.raises(NotFound):
        comments.rejudge(EDITED, OFFICERS)


def test_an_action_is_begun_once(comments: Comments) -> None:
    comments.begin(ACTION)
    with pytest.raises(AlreadyExists):
        comments.begin(replace(ACTION, at=LATER))
    assert comments.action(COMMENT.comment_id, ACTION.action_id) == ACTION


def test_an_action_is_finished_whether_or_not_it_was_begun(comments: Comments) -> None:
    begun = replace(ACTION, outcome=ActionOutcome.VERIFIED, at=LATER, detail="seen hidden")
    never_begun = replace(ACTION, action_id="block:1", outcome=ActionOutcome.BY_HAND, at=MUCH_LATER)
    comments.begin(ACTION)
    comments.finish(begun)
    comments.finish(never_begun)
    assert comments.actions(COMMENT.comment_id) == (begun, never_begun)


def test_an_action_that_was_finished_cannot_be_begun(comments: Comments) -> None:
    comments.finish(replace(ACTION, outcome=ActionOutcome.FAILED))
    with pytest.raises(AlreadyExists):
        comments.begin(ACTION)


def test_actions_come_oldest_first_and_of_one_comment_only(comments: Comments) -> None:
    second = replace(ACTION, action_id="a-late-one", at=LATER)
    comments.begin(second)
    comments.begin(replace(ACTION, action_id="z-early-one", at=NOW))
    comments.begin(replace(ACTION, comment_id="another"))
    comments.record(COMMENT, JUDGEMENT)
    assert [a.action_id for a in comments.actions(COMMENT.comment_id)] == ["z-early-one", "a-late-one"]


def test_an_action_never_begun_is_none(comments: Comments) -> None:
    assert comments.action(COMMENT.comment_id, "hide:never") is None
    assert comments.actions(COMMENT.comment_id) == ()


def test_every_revision_is_listed_and_nothing_else_that_stands_beside_it(comments: Comments) -> None:
    assert list(comments.list()) == []
    comments.record(COMMENT, JUDGEMENT)
    comments.record(EDITED, replace(KEPT, judged_at=LATER))
    comments.begin(ACTION)
    listed = sorted(comments.list(), key=lambda recorded: recorded.judgement.judged_at)
    assert listed == list(comments.revisions(COMMENT.comment_id))
