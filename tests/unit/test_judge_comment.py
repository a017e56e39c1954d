"""The moderator's verbs: evidence, strikes, and what is told."""

from datetime import timedelta

import pytest

from beadle.domain.comments import Comment
from beadle.domain.errors import MalformedInput
from beadle.domain.judgements import Verdict
from beadle.events.actions import OfficerDecided
from beadle.events.judgements import CommentJudged, MisinformationFlagged, SanctionDue
from tests.world import PHONE, World

DOUBTFUL = "Follow my page @winners for giveaways"


@pytest.fixture
def world() -> World:
    return World()


def told(world: World) -> list[str]:
    return [type(fact).__name__ for fact in world.bus.facts]


def decided(comment: Comment, world: World, decision: str = "confirmed") -> OfficerDecided:
    now = world.clock.now()
    author_id, channel_id = comment.author.author_id, comment.channel_id
    return OfficerDecided(
        "t", "review", decision, comment.comment_id, comment.revision, author_id, channel_id, "amir", now, "seen"
    )


def test_a_lawful_comment_is_kept_recorded_and_told(world: World) -> None:
    comment = world.platform.say("When does the pool open?")

    judgement = world.judge().received(comment)

    assert judgement.verdict is Verdict.KEEP
    assert world.comments.revisions(comment.comment_id)[0].comment == comment
    assert told(world) == ["CommentJudged"]
    assert not world.strikes.recorded


def test_a_contravening_comment_costs_its_author_a_strike_and_is_evidence(world: World) -> None:
    comment = world.platform.say(PHONE)

    judgement = world.judge().received(comment)

    breach = judgement.breaches[0]
    assert (judgement.verdict, breach.clause, breach.words) == (Verdict.REMOVE, "AU08", "07700 900123")
    strike = world.strikes.of(comment.author.author_id)[0]
    assert (strike.points, strike.expires_at - strike.recorded_at) == (1, timedelta(days=90))
    fact = world.bus.facts[0]
    assert isinstance(fact, CommentJudged)
    assert (fact.verdict, fact.clauses, fact.revision) == ("remove", ("AU08",), comment.revision)
    assert fact.in_part  # the rest of it could stand


def test_what_is_told_holds_no_text_and_no_name(world: World) -> None:
    world.judge().received(world.platform.say(PHONE, "jane-of-the-high-street"))

    assert "07700" not in str([fact.to_detail() | {"author_id": ""} for fact in world.bus.facts])


def test_a_message_that_comes_twice_is_judged_once_and_told_twice(world: World) -> None:
    comment = world.platform.say(PHONE)
    first = world.judge().received(comment)
    world.clock.advance(timedelta(hours=1))

    assert world.judge().received(comment) == first
    assert len(world.strikes.recorded) == 1
    assert world.bus.facts[0] == world.bus.facts[1]


def test_the_authors_third_strike_asks_for_a_block(world: World) -> None:
    for text in (PHONE, "Write to jane.doe@example.com for minutes", "I will find you and kill you"):
        world.judge().received(world.platform.say(text))
        world.clock.advance(timedelta(hours=1))

    due = [fact for fact in world.bus.facts if isinstance(fact, SanctionDue)]
    assert [(fact.kind, fact.points) for fact in due] == [("warning", 2), ("block", 3)]
    assert due[1].comment_ids == ("memory:c1", "memory:c2", "memory:c3")


def test_an_edited_comment_costs_no_second_strike(world: World) -> None:
    comment = world.platform.say(PHONE)
    world.judge().received(comment)
    world.judge().received(world.platform.edit(comment.comment_id, "Or ring 07700 900456", world.clock.now()))

    assert len(world.comments.revisions(comment.comment_id)) == 2
    assert len(world.strikes.recorded) == 1


def test_the_same_message_again_is_a_repetition(world: World) -> None:
    text = "The new bus lane is a waste of everybody's money"
    first = world.judge().received(world.platform.say(text))
    world.clock.advance(timedelta(minutes=1))
    second = world.judge().received(world.platform.say(text))

    assert (first.verdict, second.verdict, second.clauses) == (Verdict.KEEP, Verdict.REMOVE, ("AU06",))


def test_a_first_message_stays_a_first_when_it_is_delivered_again_after_its_copy(world: World) -> None:
    text = "The new bus lane is a waste of everybody's money"
    comment = world.platform.say(text)
    world.judge().received(comment)
    world.clock.advance(timedelta(minutes=1))
    world.judge().received(world.platform.say(text))

    assert world.judge().received(comment).verdict is Verdict.KEEP


def test_a_false_claim_is_flagged(world: World) -> None:
    comment = world.platform.say("They say the library is closing")

    world.judge().received(comment)

    flagged = [fact for fact in world.bus.facts if isinstance(fact, MisinformationFlagged)]
    assert [(fact.claim_id, fact.verdict, fact.revision) for fact in flagged] == [("library", "keep", comment.revision)]


def test_an_officer_who_confirms_a_doubt_has_it_removed_with_a_strike(world: World) -> None:
    comment = world.platform.say(DOUBTFUL)
    assert world.judge().received(comment).verdict is Verdict.REVIEW

    judgement = world.judge().decided(decided(comment, world))

    assert (judgement.verdict, judgement.judged_by) == (Verdict.REMOVE, "amir")
    assert len(world.strikes.recorded) == 1
    assert world.comments.superseded
    assert isinstance(world.bus.facts[-1], CommentJudged)
    assert (world.bus.facts[-1].verdict, world.bus.facts[-1].judged_by) == ("remove", "amir")


def test_an_officer_who_declines_lets_it_stand(world: World) -> None:
    comment = world.platform.say(DOUBTFUL)
    world.judge().received(comment)

    assert world.judge().decided(decided(comment, world, "declined")).verdict is Verdict.KEEP
    assert not world.strikes.recorded


def test_an_officers_word_stands_when_the_comment_is_delivered_again(world: World) -> None:
    comment = world.platform.say(DOUBTFUL)
    world.judge().received(comment)
    world.judge().decided(decided(comment, world, "declined"))

    assert world.judge().received(comment).judged_by == "amir"


def test_a_decision_about_an_unknown_revision_is_malformed(world: World) -> None:
    comment = world.platform.say(DOUBTFUL)

    with pytest.raises(MalformedInput, match="name no recorded comment"):
        world.judge().decided(decided(comment, world))
