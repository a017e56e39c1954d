"""Another process at work at the same time: whatever it does between two calls, the end is right."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from beadle.domain.comments import Visibility
from beadle.domain.emergencies import Emergency
from beadle.domain.errors import BeadleError, NotAllowedNow
from beadle.domain.judgements import Verdict
from beadle.domain.posts import PostStatus
from beadle.events.actions import StrikeWithdrawn
from beadle.events.emergencies import EmergencyEnded
from beadle.events.judgements import SanctionDue
from beadle.usecases.poll_comments import WokenBy
from tests.faults import Fault, Injector, Killed
from tests.redelivery import as_expected
from tests.scenarios import SCENARIOS
from tests.world import PHONE, World

MOST_CALLS = 80
TURN = timedelta(minutes=2)  # from one poll to the next
POSTED_AT = datetime(2026, 11, 24, 9, 58, tzinfo=UTC)
SEVERAL_SCHEDULES = {"poll_two_channels", "an_emergency_runs_out", "publish_what_is_due"}


def at_every_call(scenario: Callable[[int], Injector]) -> None:
    """Run a scenario with something happening before its first call, its second, and so on through its last."""
    for position in range(MOST_CALLS):
        injector = scenario(position)
        if injector.meanwhile:  # its calls came to an end before the one at which it was to happen
            assert position
            return
    raise AssertionError(f"more than {MOST_CALLS} calls")


def _left() -> float:
    return 110.0


@pytest.mark.parametrize("name", sorted(set(SCENARIOS) - SEVERAL_SCHEDULES))
def test_the_same_message_or_request_twice_at_the_same_time_takes_effect_once(name: str) -> None:
    def once() -> World:
        world = World()
        for step in SCENARIOS[name](world):
            step.do(Injector())
            world.clock.advance(step.every)
        return world

    def twice_at_once(position: int) -> Injector:
        world = World()
        steps = SCENARIOS[name](world)
        now_running = steps[0]
        by = Injector(meanwhile={position: lambda: now_running.do(Injector())})
        for now_running in steps:
            for _ in range(now_running.times):
                try:
                    now_running.do(by)
                except BeadleError:
                    world.clock.advance(now_running.every)
                    continue
                break
            world.clock.advance(now_running.every)
        if not by.meanwhile:
            end = world.end()
            assert end == as_expected(expected, end), f"at call {position}, {by.calls[position]}"
        return by

    expected = once().end()
    at_every_call(twice_at_once)


def test_two_schedulers_at_once_publish_each_post_once() -> None:
    def scenario(position: int) -> Injector:
        world = World()
        world.post("p1")
        world.post("p2")
        by = Injector(meanwhile={position: lambda: world.publish()(_left)})

        world.publish(by)(_left)

        assert world.platform.effects == {("publish", "p1"): 1, ("publish", "p2"): 1}
        assert not world.posts.next_at
        return by

    at_every_call(scenario)


def test_two_pollers_at_once_lose_no_comment() -> None:
    def scenario(position: int) -> Injector:
        world = World()
        world.platform.page_size = 2
        comments = {world.platform.say(f"comment {number}").comment_id for number in range(5)}
        by = Injector(meanwhile={position: lambda: world.poll()(WokenBy.SCHEDULE, _left)})

        world.poll(by)(WokenBy.SCHEDULE, _left)

        assert {getattr(fact, "comment_id", "") for fact in world.bus.facts} == comments
        assert world.channels.rows["memory"].cursor.position == "5"
        return by

    at_every_call(scenario)


def test_a_strike_withdrawn_while_its_comment_is_being_hidden_leaves_the_comment_shown() -> None:
    for fault in (None, Fault.KILLED_BEFORE, Fault.KILLED_AFTER, Fault.TIMED_OUT):
        for broken_at in range(12 if fault else 1):
            at_every_call(lambda position, fault=fault, at=broken_at: _withdrawn_meanwhile(position, fault, at))  # type: ignore[misc]  # the defaults bind the loops' values


def _withdrawn_meanwhile(position: int, fault: Fault | None, broken_at: int) -> Injector:
    world = World()
    step = SCENARIOS["enforce_a_removal"](world)[0]
    comment = world.platform.log[0]
    fact = StrikeWithdrawn(comment.author.author_id, comment.comment_id, comment.channel_id, "amir", "a mistake")
    waiting: list[Callable[[], object]] = []

    def withdraw() -> None:
        world.withdraw()(comment.comment_id, "amir", "a mistake")
        try:
            world.enforce().withdrawn(fact)
        except BeadleError:
            waiting.append(lambda: world.enforce().withdrawn(fact))

    by = Injector({broken_at: fault} if fault else None, {position: withdraw})
    try:
        step.do(by)
    except (Exception, Killed):
        world.clock.advance(step.every)
        by.revive()
        step.do(by)
    for message in waiting:
        message()
    if not by.meanwhile:
        assert world.platform.visibility(comment) is Visibility.VISIBLE, (fault, broken_at, by.calls)
        assert all(action.has_ended for action in world.comments.done.values())
    return by


def test_a_post_retracted_while_it_is_being_published_is_not_there_in_the_end() -> None:
    for fault in (None, *Fault):
        for broken_at in range(16 if fault else 1):
            at_every_call(lambda position, fault=fault, at=broken_at: _retracted_meanwhile(position, fault, at))  # type: ignore[misc]  # the defaults bind the loops' values


def _retracted_meanwhile(position: int, fault: Fault | None, broken_at: int) -> Injector:
    world = World()
    world.post("p1")
    retracted: list[bool] = []

    def retract() -> None:
        with suppress(BeadleError):
            world.correct().retract_post("p1", "wrong date", "amir")
            retracted.append(True)

    by = Injector({broken_at: fault} if fault else None, {position: retract})
    for _ in range(12):
        by.revive()
        with suppress(Exception, Killed):
            world.publish(by)(_left)
        if not by.meanwhile and not retracted:
            retract()
        world.clock.advance(timedelta(minutes=1))
    if not by.meanwhile:
        assert not world.platform.published, (fault, broken_at, by.calls)
        assert world.posts.get("p1").status is PostStatus.RETRACTED
        assert not world.posts.next_at
    return by


def test_an_emergency_declared_while_the_last_one_is_being_concluded_keeps_its_schedule() -> None:
    def scenario(position: int) -> Injector:
        world = World()
        now = world.clock.now()
        world.state.declare(Emergency("flood", "Flood", "amir", now - timedelta(hours=9), now - timedelta(minutes=1)))
        world.round_the_clock.switch(True)
        until = now + timedelta(hours=8)
        by = Injector(meanwhile={position: lambda: world.declare().declare("storm", "Storm", "amir", until)})

        with suppress(BeadleError):  # the poller finds that another is on now
            world.poll(by)(WokenBy.EMERGENCY_SCHEDULE, _left)

        if not by.meanwhile:
            assert world.round_the_clock.on, by.calls
            assert {fact.emergency_id for fact in world.bus.facts if isinstance(fact, EmergencyEnded)} == {"flood"}
        return by

    at_every_call(scenario)


def test_two_comments_judged_at_the_same_instant_are_counted_together() -> None:
    def scenario(position: int) -> Injector:
        world = World()
        first = world.platform.say("Write to jane.doe@example.com for the minutes")
        world.judge().received(first)
        second, third = world.platform.say(PHONE), world.platform.say("I will find you and kill you")
        by = Injector(meanwhile={position: lambda: world.judge().received(third)})

        world.judge(by).received(second)

        blocks = [fact for fact in world.bus.facts if isinstance(fact, SanctionDue) and fact.kind == "block"]
        if not by.meanwhile:
            assert blocks
            assert len({fact.sanction_id for fact in blocks}) == 1
            assert len(world.strikes.recorded) == 3
        return by

    at_every_call(scenario)


@pytest.mark.parametrize(
    ("posted_at", "edited_at"),
    [(POSTED_AT, POSTED_AT + timedelta(minutes=1)), (POSTED_AT - timedelta(days=365), None)],
    ids=["edited", "backdated"],
)
def test_an_edited_text_is_hidden_whichever_is_judged_last_and_whenever_it_claims_to_be_posted(
    posted_at: datetime, edited_at: datetime | None
) -> None:
    for order in (0, 1):
        world = World()
        read_at = world.clock.now()
        first = replace(world.platform.say("A lovely park"), posted_at=POSTED_AT, read_at=read_at)
        edited = replace(first, text=PHONE, posted_at=posted_at, edited_at=edited_at, read_at=read_at + TURN)
        for comment in (first, edited) if order else (edited, first):
            world.judge().received(comment)
            world.clock.advance(timedelta(seconds=1))

        for fact in [fact for fact in world.bus.facts if getattr(fact, "verdict", "keep") == Verdict.REMOVE.word]:
            world.enforce().judged(fact)  # type: ignore[arg-type]  # only CommentJudged has that verdict here

        assert world.platform.visibility(edited) is Visibility.HIDDEN


def test_a_post_that_was_retracted_is_not_published_at_once() -> None:
    world = World()
    world.post("p1")
    world.correct().retract_post("p1", "wrong date", "amir")

    with pytest.raises(NotAllowedNow):
        world.publish().now("p1", "amir")
