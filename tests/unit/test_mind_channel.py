"""What keeps a channel from working becomes one task, until its cause is another."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from beadle.domain.errors import (
    AllowanceSpent,
    CredentialsRefused,
    OfficerAwaited,
    PlatformRefused,
    PlatformUnavailable,
    RateLimited,
)
from beadle.domain.ports import Standing
from beadle.domain.tasks import OfficerTask, TaskStatus
from beadle.events.judgements import CommentJudged
from beadle.usecases.mind_channel import LOOKING_AGAIN
from beadle.usecases.poll_comments import WokenBy
from tests.fakes import InMemoryPlatform
from tests.world import CHANNEL, World

REFUSED = CredentialsRefused("memory: 401 ExpiredToken. Make a new app password")
SPENT = AllowanceSpent("youtube:memory:2026-11-24: its limit of 10000 is reached", 7200, "youtube:memory:2026-11-24")


@pytest.fixture
def world() -> World:
    return World()


def tasks(world: World) -> list[OfficerTask]:
    return list(world.tasks.tasks.values())


def poll(world: World, times: int = 1) -> None:
    for _ in range(times):
        world.poll()(WokenBy.HAND, lambda: 110.0)
        world.clock.advance(timedelta(minutes=2))


class Account(InMemoryPlatform):
    """A platform that says of the account what it is told to, and refuses or limits what it is told to."""

    def __init__(self, world: World) -> None:
        super().__init__()
        world.platforms.platforms[CHANNEL.channel_id] = self
        self.stands: Standing | Exception = Standing("Council", "https://platform.example/council")
        self.error: Exception | None = None
        self.asked = 0

    def standing(self) -> Standing:
        self.asked += 1
        if isinstance(self.stands, Exception):
            raise self.stands
        return self.stands

    def visibility(self, comment):  # type: ignore[no-untyped-def]  # as InMemoryPlatform has it
        if self.error:
            raise self.error
        return super().visibility(comment)


# ── Tokens ──


def test_a_refused_token_is_one_task_however_often_it_is_met_and_told_of_for_a_while_only(world: World) -> None:
    for _ in range(60):
        world.mind().trouble("memory", REFUSED)
        world.clock.advance(timedelta(minutes=1))

    [task] = tasks(world)
    assert task.urgent
    assert "Make a new app password" in task.instructions
    assert len(world.bus.facts) == LOOKING_AGAIN / timedelta(minutes=1)


def test_a_new_token_that_is_refused_as_well_is_a_new_task(world: World) -> None:
    world.mind().trouble("memory", REFUSED)
    given_at = world.clock.now() + timedelta(hours=1)
    world.channels.put(replace(CHANNEL, token_given_at=given_at))
    for minutes in range(-1, 30):  # at first, functions that are running still use the old one
        world.clock.set(given_at + timedelta(minutes=minutes))
        world.mind().trouble("memory", REFUSED)
        assert len(tasks(world)) == (1 if minutes < 6 else 2)


def test_a_task_that_was_closed_though_the_token_is_refused_still_is_asked_for_again_once_a_day(world: World) -> None:
    for hour in range(72):
        world.mind().trouble("memory", REFUSED)
        for task in tasks(world):
            if task.status is TaskStatus.OPEN:
                world.tasks.decide(
                    task.task_id, TaskStatus.CONFIRMED, "amir", f"done in hour {hour}", world.clock.now()
                )
        world.clock.advance(timedelta(hours=1))

    assert len(tasks(world)) == 1 + 4  # the first, and one for each day that the 72 hours touch


def test_no_part_of_a_token_is_in_its_task(world: World) -> None:
    world.channels.put(replace(CHANNEL, token_given_at=datetime(2026, 11, 24, 9, tzinfo=UTC)))
    world.mind().trouble("memory", REFUSED)

    [task] = tasks(world)
    assert task.task_id == "token:memory:2026-11-24T09:00:00+00:00"


def message(world: World) -> str:
    recorded = world.recorded()
    fact = CommentJudged(
        recorded.comment_id,
        recorded.revision,
        "memory",
        recorded.author.author_id,
        "remove",
        ("AU08",),
        (),
        1,
        "1+test",
        world.clock.now(),
        "beadle",
    )
    return json.dumps({"detail-type": "CommentJudged", "detail": fact.to_detail()})


def test_what_waits_for_a_token_is_kept_in_its_queue_and_goes_on_by_itself(world: World) -> None:
    account = Account(world)
    body = message(world)
    account.error = REFUSED
    for _ in range(3):
        with pytest.raises(OfficerAwaited) as awaited:
            world.receivers()["enforcer"](body)
        assert awaited.value.retry_after == LOOKING_AGAIN.total_seconds()
    assert (len(tasks(world)), world.dead_letters.letters) == (1, [])

    account.error = None
    assert world.receivers()["enforcer"](body) == ("CommentJudged",)
    assert world.comments.done


def test_what_waits_for_the_token_of_a_channel_that_was_removed_is_given_up(world: World) -> None:
    Account(world).error = REFUSED
    body = message(world)
    world.channels.put(replace(CHANNEL, active=False))

    assert world.receivers()["enforcer"](body) == ()
    assert (tasks(world), len(world.dead_letters.letters)) == ([], 1)


# ── Allowances ──


def test_an_allowance_that_is_used_up_is_one_task_for_its_period_and_says_when_it_goes_on(world: World) -> None:
    for _ in range(30):
        world.mind().trouble("memory", SPENT)
        world.clock.advance(timedelta(minutes=2))
    world.mind().trouble("memory", AllowanceSpent("x: reached", 60, "youtube:memory:2026-11-25"))

    first, second = tasks(world)
    assert "its limit of 10000 is reached" in first.instructions
    assert "in 2 hours" in first.instructions
    assert "in 1 minutes" in second.instructions


def test_a_platform_that_only_asks_to_wait_is_no_officers_business(world: World) -> None:
    Account(world).error = RateLimited("slow down", 60)
    with pytest.raises(RateLimited):
        world.receivers()["enforcer"](message(world))
    assert tasks(world) == []


def test_a_spent_allowance_in_a_queue_asks_an_officer_and_waits_as_long_as_the_period_lasts(world: World) -> None:
    Account(world).error = SPENT
    with pytest.raises(AllowanceSpent):
        world.receivers()["enforcer"](message(world))
    assert len(tasks(world)) == 1


# ── Once a day ──


def test_how_an_account_stands_is_asked_once_a_day(world: World) -> None:
    account = Account(world)
    poll(world, 5)
    assert account.asked == 1
    world.clock.advance(timedelta(days=1))
    poll(world, 5)
    assert account.asked == 2
    assert tasks(world) == []


@pytest.mark.parametrize(("days", "is_asked"), [(30, False), (7.1, False), (7, True), (1, True), (-1, True)])
def test_a_token_that_runs_out_within_a_week_is_asked_for_once(world: World, days: float, is_asked: bool) -> None:
    account = Account(world)
    expires = world.clock.now() + timedelta(days=days)
    account.stands = Standing("Council", "https://platform.example", token_expires_at=expires)
    poll(world)
    if days > 2:  # the day after it may be within the week
        assert bool(tasks(world)) is is_asked
    for _ in range(2):
        world.clock.advance(timedelta(hours=25))
        poll(world)
    assert len(tasks(world)) <= 1


def test_permissions_that_are_missing_are_named(world: World) -> None:
    account = Account(world)
    account.stands = Standing("Council", "https://platform.example", ("pages_manage_engagement", "instagram_basic"))
    poll(world, 3)

    [task] = tasks(world)
    assert "lacks: instagram_basic, pages_manage_engagement" in task.instructions


def test_a_failure_to_ask_is_tried_again_by_the_next_poll_and_a_refusal_is_a_task(world: World) -> None:
    account = Account(world)
    account.stands = PlatformUnavailable("503")
    with pytest.raises(ExceptionGroup):
        poll(world)
    account.stands = PlatformRefused("memory: 400 no such field")
    poll(world, 3)

    [task] = tasks(world)
    assert "400 no such field" in task.instructions
    assert account.asked == 2


def test_a_token_that_serves_for_reading_but_not_for_asking_is_a_task_and_reading_goes_on(world: World) -> None:
    account = Account(world)
    account.stands = REFUSED
    account.say("A lovely park")
    poll(world)
    assert len(tasks(world)) == 1
    assert any(type(fact).__name__ == "CommentReceived" for fact in world.bus.facts)
