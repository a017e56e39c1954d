"""When the channels are read, how far, and what a failure costs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from beadle.domain.channels import ChannelCursor
from beadle.domain.emergencies import Emergency
from beadle.domain.errors import CredentialsRefused, MalformedInput, PlatformRefused, PlatformUnavailable
from beadle.events.comments import CommentEdited, CommentReceived
from beadle.events.emergencies import EmergencyEnded
from beadle.usecases.poll_comments import RESERVE, PollReport, WokenBy
from tests.fakes import InMemoryPlatform
from tests.faults import Fault, Injector
from tests.world import CHANNEL, World


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


IN_HOURS = at("2026-11-24T10:00")
AT_NIGHT = at("2026-11-24T22:00")


@pytest.fixture
def world() -> World:
    world = World()
    world.platform.say("A lovely park")
    return world


def poll(world: World, woken_by: WokenBy = WokenBy.SCHEDULE, left: float = 110.0) -> PollReport:
    return world.poll()(woken_by, lambda: left)


def declare(world: World, hours: int = 8) -> None:
    now = world.clock.now()
    world.state.declare(Emergency("flood", "Flood", "amir", now - timedelta(hours=1), now + timedelta(hours=hours)))
    world.round_the_clock.switch(True)


def test_in_monitoring_hours_the_schedule_reads(world: World) -> None:
    assert poll(world).told == {"memory": 1}
    assert [type(fact) for fact in world.bus.facts] == [CommentReceived]


def test_a_comment_travels_with_the_instant_at_which_it_was_read(world: World) -> None:
    poll(world)

    [fact] = [fact for fact in world.bus.facts if isinstance(fact, CommentReceived)]
    assert fact.read_at == world.clock.now() != fact.posted_at


@pytest.mark.parametrize(
    "instant", ["2026-11-24T08:59:59", "2026-11-24T17:00:00", "2026-11-28T11:00", "2026-07-01T16:30"]
)
def test_outside_monitoring_hours_the_schedule_rests(world: World, instant: str) -> None:
    world.clock.set(at(instant))

    assert poll(world).skipped == "outside monitoring hours"
    assert not world.bus.facts


def test_each_channel_is_read_in_its_own_hours(world: World) -> None:
    evenings, always = InMemoryPlatform(), InMemoryPlatform()
    for name, hours, platform in (("evenings", "Mon-Sun 17:00-22:00", evenings), ("always", "always", always)):
        platform.say("Hello")
        world.channels.put(replace(CHANNEL, channel_id=name, settings={"hours": hours}))
        world.platforms.platforms[name] = platform

    assert poll(world).told == {"memory": 1, "always": 1}
    world.clock.set(at("2026-11-28T18:00"))
    assert poll(world).told == {"evenings": 1}


def test_in_an_emergency_every_channel_is_read_whatever_its_hours(world: World) -> None:
    world.channels.put(replace(CHANNEL, settings={"hours": "Sun 10:00-11:00"}))
    assert poll(world).skipped == "outside monitoring hours"
    declare(world, hours=24)
    assert poll(world).told == {"memory": 1}
    world.clock.set(AT_NIGHT)
    assert not poll(world, WokenBy.EMERGENCY_SCHEDULE).skipped


def test_hours_that_cannot_be_read_are_a_failure_that_names_the_channel(world: World) -> None:
    world.channels.put(replace(CHANNEL, channel_id="odd", settings={"hours": "nine to five"}))
    with pytest.raises(ExceptionGroup, match="channel odd"):
        poll(world)
    assert len(world.bus.facts) == 1


@pytest.mark.parametrize(
    "instant", ["2026-11-24T09:00:00", "2026-11-24T16:59:59", "2026-07-01T08:00", "2026-07-01T15:59"]
)
def test_hours_are_those_of_londons_clock(world: World, instant: str) -> None:
    world.clock.set(at(instant))

    assert not poll(world).skipped


def test_on_a_bank_holiday_the_schedule_rests(world: World) -> None:
    world.calendar.closed.add(date(2026, 11, 24))

    assert poll(world).skipped


def test_by_hand_it_reads_at_any_hour(world: World) -> None:
    world.clock.set(AT_NIGHT)

    assert poll(world, WokenBy.HAND).told == {"memory": 1}


def test_in_an_emergency_the_second_schedule_reads_at_night(world: World) -> None:
    world.clock.set(AT_NIGHT)
    declare(world)

    assert poll(world, WokenBy.EMERGENCY_SCHEDULE).told == {"memory": 1}
    assert poll(world, WokenBy.SCHEDULE).skipped == "outside monitoring hours"


def test_in_monitoring_hours_the_second_schedule_leaves_it_to_the_first(world: World) -> None:
    declare(world)

    assert poll(world, WokenBy.EMERGENCY_SCHEDULE).skipped == "the day's schedule polls now"


def test_without_an_emergency_the_second_schedule_rests(world: World) -> None:
    assert poll(world, WokenBy.EMERGENCY_SCHEDULE).skipped == "no emergency is on"


@pytest.mark.parametrize("woken_by", list(WokenBy))
def test_an_emergency_that_ran_out_is_concluded_by_the_next_poll(world: World, woken_by: WokenBy) -> None:
    declare(world)
    world.clock.advance(timedelta(hours=9))

    poll(world, woken_by)

    ended = [fact for fact in world.bus.facts if isinstance(fact, EmergencyEnded)]
    assert [(fact.emergency_id, fact.ended_by) for fact in ended] == [("flood", "beadle")]
    assert not world.round_the_clock.on
    assert world.state.declared is not None
    assert world.state.declared.ended_at == world.clock.now()


def test_a_concluded_emergency_is_left_alone(world: World) -> None:
    declare(world)
    world.clock.advance(timedelta(hours=24))
    poll(world)
    told = len(world.bus.facts)

    poll(world)

    assert len(world.bus.facts) == told


def test_an_edited_comment_is_told_again_as_edited(world: World) -> None:
    poll(world)
    world.platform.edit("memory:c1", "A terrible park", world.clock.now())

    poll(world)

    assert [type(fact) for fact in world.bus.facts] == [CommentReceived, CommentEdited]
    assert isinstance(world.bus.facts[1], CommentEdited)
    assert world.bus.facts[1].text == "A terrible park"


def test_nothing_new_is_nothing_told(world: World) -> None:
    poll(world)

    assert poll(world).told == {}


class OutOfOrder(InMemoryPlatform):
    """A platform whose comments cannot be read."""

    def comments(self, position: str | None):  # type: ignore[no-untyped-def]  # it never returns
        raise self.error

    error: Exception = PlatformUnavailable("503")


@pytest.mark.parametrize("error", [PlatformUnavailable("503"), PlatformRefused("no"), KeyError("a mistake")])
def test_one_channels_failure_does_not_cost_the_others_their_turn(world: World, error: Exception) -> None:
    broken = OutOfOrder()
    broken.error = error
    world.channels.put(replace(CHANNEL, channel_id="a-broken-one"))
    world.platforms.platforms["a-broken-one"] = broken

    with pytest.raises(ExceptionGroup) as raised:
        poll(world)

    assert raised.value.exceptions == (error,)
    assert error.__notes__ == ["channel a-broken-one"]
    assert len(world.bus.facts) == 1
    assert world.channels.rows["a-broken-one"].cursor.lease == ""


def test_a_refused_token_is_one_task_and_no_failure_and_the_others_are_read(world: World) -> None:
    broken = OutOfOrder()
    broken.error = CredentialsRefused("renew it")
    world.channels.put(replace(CHANNEL, channel_id="a-broken-one"))
    world.platforms.platforms["a-broken-one"] = broken

    for _ in range(40):
        report = poll(world)
        world.clock.advance(timedelta(minutes=2))

    assert report.unfinished == ["a-broken-one"]
    assert [type(fact) for fact in world.bus.facts].count(CommentReceived) == 1
    assert list(world.tasks.tasks) == ["token:a-broken-one:first"]


def test_a_channel_that_another_poll_reads_is_left_to_it(world: World) -> None:
    now = world.clock.now()
    world.channels.lease("memory", "another", now, now + timedelta(minutes=1))

    report = poll(world)

    assert (report.told, report.unfinished) == ({}, ["memory"])


def test_a_channel_whose_reader_died_is_read_after_its_lease(world: World) -> None:
    now = world.clock.now()
    world.channels.lease("memory", "another", now, now + timedelta(minutes=1))
    world.clock.advance(timedelta(minutes=1))

    assert poll(world).told == {"memory": 1}


def test_a_platform_that_asks_to_wait_is_asked_again_next_time(world: World) -> None:
    injector = Injector()
    world.poll(injector)(WokenBy.HAND, lambda: 110.0)
    reading = injector.calls.index("platform.comments")
    world.platform.say("Another")

    report = world.poll(Injector({reading: Fault.THROTTLED}))(WokenBy.HAND, lambda: 110.0)

    assert report.unfinished == ["memory"]
    assert poll(world).told == {"memory": 1}


def test_a_cursor_is_stored_only_after_the_bus_has_accepted_the_page(world: World) -> None:
    injector = Injector()
    world.poll(injector)(WokenBy.HAND, lambda: 110.0)

    assert injector.calls.index("RecordingBus.tell") < injector.calls.index("InMemoryChannels.advance")


def test_out_of_time_after_a_page_it_carries_on_at_the_next_call(world: World) -> None:
    world.platform.page_size = 1
    world.platform.say("Another")
    left = iter([110.0, 110.0, RESERVE - 1])

    report = world.poll()(WokenBy.SCHEDULE, lambda: next(left))

    assert (report.told, report.unfinished) == ({"memory": 1}, ["memory"])
    assert poll(world).told == {"memory": 1}


def test_without_time_left_no_channel_is_begun(world: World) -> None:
    report = poll(world, left=RESERVE - 1)

    assert (report.told, report.unfinished) == ({}, ["memory"])
    assert world.channels.rows["memory"].cursor == ChannelCursor("memory")


def test_ten_thousand_new_comments_are_told_over_several_calls_each_once() -> None:
    world = World()
    for number in range(10_000):
        world.platform.say(f"comment {number}")
    calls, unfinished = 0, ["memory"]
    while unfinished:
        left = (110.0 - 5 * page for page in range(30))  # five seconds a page
        unfinished = world.poll()(WokenBy.SCHEDULE, left.__next__).unfinished
        world.clock.advance(timedelta(minutes=2))
        calls += 1

    ids = [fact.comment_id for fact in world.bus.facts if isinstance(fact, CommentReceived)]
    assert len(ids) == len(set(ids)) == 10_000
    assert calls > 1


def test_an_inactive_channel_is_not_read(world: World) -> None:
    world.channels.put(replace(CHANNEL, active=False))

    assert poll(world) == PollReport()


def test_another_word_woke_nobody() -> None:
    with pytest.raises(MalformedInput, match="woken_by 'cron' is none of schedule, emergency-schedule, hand"):
        WokenBy.of("cron")
