"""Versions of the policy: four eyes, one pointer, and functions that follow it within a minute."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from beadle.domain.errors import (
    AlreadyExists,
    Contended,
    MalformedInput,
    NotAllowedNow,
    NotFound,
    PolicyInvalid,
    StoreUnavailable,
)
from beadle.domain.judgements import Verdict
from beadle.domain.policies import SHIPPED, LivePolicy, PolicyVersion
from beadle.events.actions import OfficerDecided
from beadle.events.comments import CommentReceived
from beadle.events.judgements import CommentJudged
from beadle.events.policies import PolicyChanged
from beadle.policy.live import FRESH, LiveRulebooks
from beadle.policy.loader import load, rulebook_of
from beadle.usecases.explain_comment import ExplainComment
from beadle.usecases.judge_comment import JudgeComment
from tests.policies import changed, named, observing
from tests.world import World

SECOND = changed(("review_at = 0.50", "review_at = 0.55"))
THIRD = changed(("review_at = 0.50", "review_at = 0.60"), version=3)
WATCHING = observing("AU08", changed())


@pytest.fixture
def world() -> World:
    return World()


def live(world: World) -> LiveRulebooks:
    """The policy as a process finds it that starts now."""
    return LiveRulebooks(world.policies, world.clock)


def approved(world: World, *texts: str) -> None:
    for text in texts:
        version = world.change_policy().propose(text, "amir", "a test")
        world.change_policy().approve(version.number, "beth")


# ── Proposing ──


def test_a_proposal_is_kept_as_it_was_written_and_changes_nothing(world: World) -> None:
    version = world.change_policy().propose(SECOND, "amir", "More lenient")
    assert version == PolicyVersion(2, named(SECOND), SECOND, "amir", world.clock.now(), "More lenient")
    assert live(world).live() == load()
    assert world.bus.facts == []


def test_the_same_proposal_again_is_the_first(world: World) -> None:
    first = world.change_policy().propose(SECOND, "amir", "More lenient")
    world.clock.advance(timedelta(hours=1))
    assert world.change_policy().propose(SECOND, "amir", "More lenient") == first


@pytest.mark.parametrize("number", [1, 3, 7])
def test_a_version_has_the_next_number(world: World, number: int) -> None:
    with pytest.raises(MalformedInput, match="version: must be 2, the next number"):
        world.change_policy().propose(changed(version=number), "amir", "")
    assert world.policies.list() == ()


def test_of_two_that_are_written_from_one_version_the_second_is_told(world: World) -> None:
    world.change_policy().propose(SECOND, "amir", "")
    with pytest.raises(AlreadyExists, match="proposed by amir"):
        world.change_policy().propose(WATCHING, "carl", "")


def test_what_is_wrong_with_a_policy_is_said_before_it_is_kept(world: World) -> None:
    with pytest.raises(PolicyInvalid, match="AU03: detectors"):
        world.change_policy().propose(changed(('"insult"', '"insults"')), "amir", "")
    assert world.policies.list() == ()


# ── Approving ──


@pytest.mark.parametrize("name", ["amir", "Amir", " amir ", "A mir"])
def test_whoever_proposed_it_cannot_approve_it(world: World, name: str) -> None:
    world.change_policy().propose(SECOND, "amir", "")
    with pytest.raises(NotAllowedNow, match="proposed by amir: another must approve it"):
        world.change_policy().approve(2, name)
    assert live(world).live() == load()


def test_another_officer_puts_it_in_force_and_it_is_told(world: World) -> None:
    world.change_policy().propose(SECOND, "amir", "More lenient")
    world.clock.advance(timedelta(hours=1))
    now = world.clock.now()
    assert world.change_policy().approve(2, "beth") == LivePolicy(2, "beth", now, "More lenient")
    assert world.policies.get(2).approved_by == "beth"
    assert live(world).live().version == named(SECOND)
    assert world.bus.facts == [PolicyChanged(named(SECOND), "beth", now, "More lenient")]


def test_what_only_stops_a_rule_from_acting_one_officer_may_put_in_force(world: World) -> None:
    world.change_policy().propose(WATCHING, "amir", "AU08 is wrong about the library's number")
    world.change_policy().approve(2, "amir")
    assert live(world).live().version == named(WATCHING)


@pytest.mark.parametrize(
    "text",
    [
        observing("AU08", SECOND),
        WATCHING.replace('state = "observe"', 'state = "off"'),
        WATCHING.replace("at = 3", "at = 4"),
        WATCHING.replace('"01632 960501"', '"01632 960502"'),
        WATCHING + '\n[[channel]]\nid = "libraries"\n[channel.rule.AU07]\nstate = "off"\n',
    ],
    ids=["a threshold", "off", "a sanction", "a parameter", "a channel"],
)
def test_what_does_more_besides_takes_four_eyes(world: World, text: str) -> None:
    world.change_policy().propose(text, "amir", "")
    with pytest.raises(NotAllowedNow, match="another must approve it"):
        world.change_policy().approve(2, "amir")


def test_letting_a_rule_act_again_takes_four_eyes(world: World) -> None:
    approved(world, WATCHING)
    world.change_policy().propose(changed(version=3), "amir", "")
    with pytest.raises(NotAllowedNow, match="another must approve it"):
        world.change_policy().approve(3, "amir")


def test_an_older_proposal_does_not_undo_a_newer_version(world: World) -> None:
    world.change_policy().propose(SECOND, "amir", "")
    approved(world, THIRD)
    with pytest.raises(NotAllowedNow, match="version 3 is live, and newer"):
        world.change_policy().approve(2, "beth")
    assert world.policies.pointer is not None
    assert world.policies.pointer.number == 3


def test_there_is_no_approving_what_was_not_proposed(world: World) -> None:
    with pytest.raises(NotFound, match="no version 2"):
        world.change_policy().approve(2, "beth")


def test_an_approval_does_not_overwrite_one_that_came_between(world: World) -> None:
    world.change_policy().propose(SECOND, "amir", "")
    world.change_policy().propose(THIRD, "amir", "")
    read = world.policies.live

    def read_before_another() -> LivePolicy | None:
        standing = read()
        world.policies.go_live(LivePolicy(3, "carl", world.clock.now(), ""), standing)
        return standing

    world.policies.live = read_before_another  # type: ignore[method-assign]  # somebody else, meanwhile
    with pytest.raises(Contended):
        world.change_policy().approve(2, "beth")


# ── The way back ──


def test_one_officer_can_go_back_to_what_was_approved_before(world: World) -> None:
    approved(world, SECOND, THIRD)
    world.bus.facts.clear()
    back = world.change_policy().roll_back(2, "carl", "Too many reviews")
    assert live(world).live().version == named(SECOND)
    assert world.bus.facts == [PolicyChanged(named(SECOND), "carl", back.since, "Too many reviews")]


def test_one_officer_can_go_back_to_the_policy_that_comes_with_beadle(world: World) -> None:
    approved(world, SECOND)
    world.change_policy().roll_back(SHIPPED, "carl", "Too many reviews")
    assert live(world).live() == load()


def test_there_is_no_way_back_to_what_nobody_approved(world: World) -> None:
    approved(world, SECOND)
    world.change_policy().propose(THIRD, "amir", "")
    with pytest.raises(NotAllowedNow, match="never approved"):
        world.change_policy().roll_back(3, "carl", "")


# ── Following ──


def test_a_process_asks_once_a_minute_and_not_once_a_comment(world: World) -> None:
    rulebooks = live(world)
    for _ in range(100):
        rulebooks.live()
    assert world.policies.asked == 1
    world.clock.advance(FRESH)
    rulebooks.live()
    assert world.policies.asked == 2


def test_a_change_is_followed_within_a_minute_and_by_whole_comments(world: World) -> None:
    judge = JudgeComment(world.clock, live(world), world.comments, world.histories, world.strikes, world.bus)
    assert judge.received(world.platform.say("His number is 07700 900123")).clauses == ("AU08",)
    approved(world, WATCHING)
    world.clock.advance(FRESH)
    judgement = judge.received(world.platform.say("Or it is 07700 900456"))
    assert (judgement.clauses, judgement.points) == ((), 0)
    assert judgement.policy_version == named(WATCHING)
    assert [(breach.clause, breach.would) for breach in judgement.breaches] == [("AU08", Verdict.REMOVE)]
    assert [fact.watched for fact in world.bus.facts if isinstance(fact, CommentJudged)] == [(), ("AU08",)]


def test_an_officers_decision_costs_what_the_version_says_that_had_the_doubt(world: World) -> None:
    dearer = changed(
        ("review_at = 0.60\nstrike = { points = 1, days = 60 }", "review_at = 0.60\nstrike = { points = 9, days = 60 }")
    )
    judge = JudgeComment(world.clock, live(world), world.comments, world.histories, world.strikes, world.bus)
    comment = world.platform.say("Rubbish clearance from £30, free quotes, message me today")
    assert judge.received(comment).verdict is Verdict.REVIEW
    approved(world, dearer)
    world.clock.advance(FRESH)
    ids = comment.comment_id, comment.revision, comment.author.author_id, comment.channel_id
    decision = OfficerDecided("t", "review", "confirmed", *ids, "amir", world.clock.now(), "seen")
    assert judge.decided(decision).points == 1


def test_a_failed_question_is_asked_again_by_the_next_message(world: World) -> None:
    rulebooks, ask = live(world), world.policies.live

    def fail() -> None:
        raise StoreUnavailable("no answer")

    world.policies.live = fail  # type: ignore[method-assign]  # a table that gives no answer
    with pytest.raises(StoreUnavailable):
        rulebooks.live()
    world.policies.live = ask  # type: ignore[method-assign]  # it is back
    assert rulebooks.live() == load()


def test_messages_wait_while_the_live_version_is_one_that_this_release_cannot_use(world: World) -> None:
    version = PolicyVersion(2, "2+00000000", "from = 'a later release'", "amir", world.clock.now(), approved_by="beth")
    world.policies.add(version)
    world.policies.go_live(LivePolicy(2, "beth", world.clock.now(), ""), None)
    rulebooks = live(world)
    with pytest.raises(StoreUnavailable, match="cannot use version 2 of the policy"):
        rulebooks.live()
    world.change_policy().roll_back(SHIPPED, "carl", "")
    assert rulebooks.live() == load()


def test_every_version_that_judged_is_found_again_by_the_name_in_its_judgements(world: World) -> None:
    approved(world, SECOND, THIRD)
    rulebooks = live(world)
    names = [load().version, named(SECOND), named(THIRD)]
    assert [rulebooks.of(name).version for name in names] == names


@pytest.mark.parametrize("version", ["2+00000000", "9+3fa9c2d1", "1+00000000", "0+3fa9c2d1", "one", ""])
def test_where_a_version_is_gone_the_live_one_stands_for_it(world: World, version: str) -> None:
    approved(world, SECOND, THIRD)
    assert live(world).of(version).version == named(THIRD)


def test_what_a_rule_only_watched_is_counted_by_its_clause(world: World) -> None:
    world.rulebook = rulebook_of(WATCHING.encode(), "test")
    seen = CommentReceived.of(world.platform.say("His number is 07700 900123"))
    body = json.dumps({"detail-type": "CommentReceived", "detail": seen.to_detail()})
    assert world.receivers()["moderator"](body) == ("CommentReceived", "WatchedAU08")


def test_a_comment_is_explained_by_the_version_that_judged_it_and_by_the_live_one_where_that_is_gone(
    world: World,
) -> None:
    approved(world, SECOND, THIRD)
    explain = ExplainComment(world.comments, world.strikes, world.tasks, live(world))
    recorded = world.comments.revisions(world.recorded().comment_id)[0]
    for judged_by, explained_by in ((named(SECOND), named(SECOND)), ("1+of an earlier release", named(THIRD))):
        asked = replace(recorded, judgement=replace(recorded.judgement, policy_version=judged_by))
        assert explain.policy(asked).version == explained_by
