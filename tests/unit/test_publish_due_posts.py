"""Posts go out when they are due, where they may, and exactly once (clause HR02)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from beadle.domain.channels import Capability
from beadle.domain.emergencies import Emergency, Pause
from beadle.domain.errors import (
    Contended,
    CredentialsRefused,
    NotAllowedNow,
    NotFound,
    PlatformRefused,
    PlatformUnavailable,
    RateLimited,
    StoreUnavailable,
)
from beadle.domain.posts import Post, PostStatus, PublishedRef
from beadle.events.posts import PostFailed, PostPublished
from beadle.usecases.publish_due_posts import LAST_ATTEMPT, LEASE, RESERVE
from tests.fakes import InMemoryPlatform
from tests.faults import Fault, Injector, Killed
from tests.world import CHANNEL, World

IN_HOURS = datetime(2026, 11, 24, 10, tzinfo=UTC)
AT_NIGHT = datetime(2026, 11, 24, 18, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    world = World()
    world.clock.set(AT_NIGHT)
    return world


def tick(world: World, times: int = 1, every: timedelta = timedelta(minutes=1)) -> int:
    ended = 0
    for _ in range(times):
        ended += world.publish()(lambda: 55.0)
        world.clock.advance(every)
    return ended


def status(world: World, post_id: str = "p1") -> PostStatus:
    return world.posts.get(post_id).status


class Refusing(InMemoryPlatform):
    """A platform that answers publishing with one error after another, and then publishes."""

    def __init__(self, errors: Sequence[Exception]) -> None:
        super().__init__()
        self.errors = list(errors)

    def publish(self, post: Post) -> PublishedRef:
        if self.errors:
            raise self.errors.pop(0)
        return super().publish(post)


def refusing(world: World, *errors: Exception) -> Refusing:
    platform = Refusing(errors)
    world.platforms.platforms["memory"] = platform
    return platform


def test_a_due_post_goes_out_outside_monitoring_hours_and_is_told(world: World) -> None:
    world.post("p1", any_time=False)

    assert tick(world) == 1
    assert world.platform.effects["publish", "p1"] == 1
    assert [type(fact) for fact in world.bus.facts] == [PostPublished]
    assert tick(world, 5) == 0


@pytest.mark.parametrize(
    ("hours", "goes_out"), [("Mon-Sun 17:00-22:00", False), ("Mon 09:00-17:00", True), ("always", True)]
)
def test_a_channels_own_hours_say_when_its_posts_go_out(world: World, hours: str, goes_out: bool) -> None:
    world.channels.put(replace(CHANNEL, settings={"hours": hours}))
    world.post("p1", any_time=False)

    assert bool(tick(world)) is goes_out


@pytest.mark.parametrize("any_time", [True, False])
def test_in_monitoring_hours_only_a_post_that_says_so_goes_out(world: World, any_time: bool) -> None:
    world.clock.set(IN_HOURS)
    world.post("p1", any_time=any_time)

    assert tick(world) == int(any_time)


def test_a_post_held_back_by_the_hours_goes_out_when_they_are_over(world: World) -> None:
    world.clock.set(datetime(2026, 11, 24, 16, 59, tzinfo=UTC))
    world.post("p1", any_time=False)

    assert [tick(world), tick(world)] == [0, 1]


def test_on_a_bank_holiday_posts_go_out_all_day(world: World) -> None:
    world.clock.set(IN_HOURS)
    world.calendar.closed.add(date(2026, 11, 24))
    world.post("p1", any_time=False)

    assert tick(world) == 1


@pytest.mark.parametrize("hours", [1, -1])
def test_an_emergency_lifts_the_hours_while_it_is_on(world: World, hours: int) -> None:
    world.clock.set(IN_HOURS)
    world.state.declare(Emergency("e", "Flood", "amir", IN_HOURS, IN_HOURS + timedelta(hours=hours)))
    world.post("p1", any_time=False)

    assert tick(world) == int(hours > 0)


def test_a_pause_holds_everything_until_it_is_over(world: World) -> None:
    world.post("p1")
    world.state.set_pause(Pause("A death", "amir", AT_NIGHT))
    held = tick(world)
    world.state.clear_pause()

    assert (held, tick(world)) == (0, 1)


@pytest.mark.parametrize("state", [PostStatus.DRAFT, PostStatus.RETRACTED])
def test_what_is_not_approved_never_goes_out(world: World, state: PostStatus) -> None:
    world.post("p1", state)

    assert tick(world) == 0


def test_a_post_that_is_not_due_waits(world: World) -> None:
    world.post("p1", publish_at=AT_NIGHT + timedelta(minutes=1))

    assert [tick(world), tick(world)] == [0, 1]


def test_a_post_retracted_while_it_waited_is_never_published(world: World) -> None:
    world.post("p1", publish_at=AT_NIGHT + timedelta(minutes=3))
    world.correct().retract_post("p1", "wrong date", "amir")

    tick(world, 10)

    assert not world.platform.published
    assert status(world) is PostStatus.RETRACTED


@pytest.mark.parametrize("error", [PlatformRefused("too long"), NotFound("no such account")])
def test_a_refused_post_fails_at_once_and_is_told(world: World, error: Exception) -> None:
    refusing(world, error)
    world.post("p1")

    assert tick(world, 5) == 1
    assert status(world) is PostStatus.FAILED
    assert [fact.reason for fact in world.bus.facts if isinstance(fact, PostFailed)] == [str(error)]


def test_a_platform_that_cannot_publish_fails_the_post(world: World) -> None:
    world.platform.capabilities -= {Capability.PUBLISH}
    world.post("p1")

    tick(world)

    assert status(world) is PostStatus.FAILED


def test_a_post_on_a_channel_that_is_gone_fails_instead_of_waiting_for_ever(world: World) -> None:
    world.post("p1", channel_id="closed")

    assert tick(world) == 1
    assert world.posts.get("p1").failure == "there is no channel closed"


@pytest.mark.parametrize("error", [PlatformUnavailable("503"), StoreUnavailable("throttled"), KeyError("a mistake")])
def test_what_may_go_through_later_is_tried_again_and_goes_through(world: World, error: Exception) -> None:
    platform = refusing(world, error, error)
    world.post("p1")
    with pytest.raises(ExceptionGroup):
        tick(world)
    assert status(world) is PostStatus.APPROVED
    world.clock.advance(timedelta(minutes=1))
    with pytest.raises(ExceptionGroup):
        tick(world)
    world.clock.advance(timedelta(minutes=2))

    assert tick(world) == 1
    assert platform.effects["publish", "p1"] == 1


def test_a_platform_that_asks_to_wait_is_given_the_time(world: World) -> None:
    refusing(world, RateLimited("slow down", retry_after=600.0))
    world.post("p1")

    assert tick(world) == 0
    assert world.posts.next_at["p1"] == AT_NIGHT + timedelta(seconds=600)


def test_a_refused_token_is_one_task_and_the_post_goes_out_with_the_new_one(world: World) -> None:
    platform = refusing(world, *[CredentialsRefused("renew it")] * 2 * LAST_ATTEMPT)
    world.post("p1")

    assert tick(world, 10 * 2 * LAST_ATTEMPT) == 0
    assert world.posts.get("p1").attempts == 1
    assert tick(world) == 1
    assert platform.effects["publish", "p1"] == 1
    assert list(world.tasks.tasks) == ["token:memory:first"]


def test_it_gives_up_after_twenty_attempts_and_says_so(world: World) -> None:
    refusing(world, *[PlatformUnavailable("503")] * 50)
    world.post("p1")
    for _ in range(LAST_ATTEMPT - 1):
        with pytest.raises(ExceptionGroup):
            world.publish()(lambda: 55.0)
        world.clock.advance(timedelta(minutes=15))

    assert tick(world) == 1
    assert world.posts.get("p1").failure.startswith("gave up after 20 attempts")
    assert [type(fact) for fact in world.bus.facts] == [PostFailed]
    assert tick(world, 10) == 0


def test_a_post_at_which_every_process_dies_is_given_up_too(world: World) -> None:
    injector = Injector()
    world.post("p0")
    world.publish(injector)(lambda: 55.0)
    publishing = injector.calls.index("platform.publish")
    world.post("p1")
    for _ in range(LAST_ATTEMPT):
        with pytest.raises(Killed):
            world.publish(Injector({publishing: Fault.KILLED_BEFORE}))(lambda: 55.0)
        world.clock.advance(LEASE)

    assert tick(world) == 1
    assert status(world) is PostStatus.FAILED


def test_a_post_whose_publisher_died_is_found_on_the_platform_when_its_lease_is_over(world: World) -> None:
    world.post("p1")
    claimed = world.posts.claim(world.posts.get("p1"), AT_NIGHT, AT_NIGHT + LEASE)
    world.platform.publish(claimed)
    during_the_lease = tick(world)
    world.clock.set(AT_NIGHT + LEASE)

    assert (during_the_lease, tick(world)) == (0, 1)
    assert world.platform.effects["publish", "p1"] == 1
    assert status(world) is PostStatus.PUBLISHED


def test_a_post_whose_end_was_not_told_is_only_told(world: World) -> None:
    world.post("p1")
    claimed = world.posts.claim(world.posts.get("p1"), AT_NIGHT, AT_NIGHT + LEASE)
    ref = world.platform.publish(claimed)
    world.posts.finish(replace(claimed, status=PostStatus.PUBLISHED, ref=ref, published_at=AT_NIGHT))

    assert tick(world) == 1
    assert [type(fact) for fact in world.bus.facts] == [PostPublished]
    assert not world.posts.next_at


def test_one_posts_failure_does_not_hold_up_the_others(world: World) -> None:
    refusing(world, PlatformUnavailable("503"))
    world.post("p1", publish_at=AT_NIGHT - timedelta(hours=2))
    world.post("p2")

    with pytest.raises(ExceptionGroup) as raised:
        tick(world)

    assert [error.__notes__ for error in raised.value.exceptions] == [["post p1"]]
    assert status(world, "p2") is PostStatus.PUBLISHED


def test_without_time_left_no_post_is_begun(world: World) -> None:
    world.post("p1")

    assert world.publish()(lambda: RESERVE - 1) == 0
    assert world.posts.get("p1").attempts == 0


# ── Publish now ──


@pytest.mark.parametrize("state", [PostStatus.DRAFT, PostStatus.APPROVED, PostStatus.PUBLISHED])
def test_published_now_a_post_is_there_once_whatever_the_hour_and_the_pause(world: World, state: PostStatus) -> None:
    world.clock.set(IN_HOURS)
    world.post("p1", state, any_time=False, publish_at=IN_HOURS + timedelta(days=1))
    world.state.set_pause(Pause("A death", "amir", IN_HOURS))

    for _ in range(2):
        assert world.publish().now("p1", "amir").status is PostStatus.PUBLISHED

    assert world.platform.effects["publish", "p1"] == 1


@pytest.mark.parametrize("state", [PostStatus.RETRACTED, PostStatus.FAILED])
def test_what_was_retracted_or_refused_is_not_published_now(world: World, state: PostStatus) -> None:
    world.post("p1", state)

    with pytest.raises(NotAllowedNow, match=f"post p1 is {state.value}"):
        world.publish().now("p1", "amir")


def test_a_post_that_is_being_published_is_left_to_whoever_has_it(world: World) -> None:
    world.post("p1")
    world.posts.claim(world.posts.get("p1"), AT_NIGHT, AT_NIGHT + LEASE)

    with pytest.raises(Contended):
        world.publish().now("p1", "amir")


def test_an_unknown_post_is_not_found(world: World) -> None:
    with pytest.raises(NotFound, match="there is no post p9"):
        world.publish().now("p9", "amir")
