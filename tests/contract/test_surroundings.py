"""The ports around a use case: bus, tokens, round-the-clock schedule, dead letters, clock and calendar."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from beadle.adapters.aws import client
from beadle.adapters.calendar import CouncilCalendar
from beadle.adapters.clock import SystemClock
from beadle.adapters.dead_letters import SqsDeadLetters
from beadle.adapters.eventbridge import EventBridgeBus
from beadle.adapters.round_the_clock import KEPT, SchedulerRoundTheClock
from beadle.domain.comments import MAX_TEXT
from beadle.domain.errors import SettingsMissing
from beadle.domain.ports import Bus, Calendar, Clock, DeadLetters, RoundTheClock
from beadle.events.comments import CommentReceived
from beadle.events.emergencies import PublishingResumed
from beadle.events.envelope import open_envelope
from beadle.events.fact import Fact
from tests.contract.samples import COMMENT, NOW
from tests.fakes import (
    FakeCalendar,
    FixedClock,
    InMemoryDeadLetters,
    InMemoryRoundTheClock,
    RecordingBus,
)

EMBEDDED = pytest.param("aws", marks=pytest.mark.embedded)
BOTH = ["in-memory", EMBEDDED]
WAIT = 5  # seconds for a message


def make_queue() -> str:
    url: str = client("sqs").create_queue(QueueName=f"q-{uuid4().hex[:12]}")["QueueUrl"]
    return url


def receive(queue_url: str, count: int) -> list[dict[str, Any]]:
    """Return `count` messages, or as many as came within some seconds."""
    found: list[dict[str, Any]] = []
    while len(found) < count:
        answer = client("sqs").receive_message(
            QueueUrl=queue_url, MaxNumberOfMessages=10, WaitTimeSeconds=WAIT, MessageAttributeNames=["All"]
        )
        if not answer.get("Messages"):
            break
        found += answer["Messages"]
    return found


# ── The bus ──

Told = Callable[[int], list[Fact]]


@pytest.fixture(params=BOTH)
def bus_and_told(request: pytest.FixtureRequest) -> tuple[Bus, Told]:
    """A bus, and what arrives behind it when so many facts are waited for."""
    if request.param == "in-memory":
        bus = RecordingBus()
        return bus, lambda _: [fact for fact in bus.facts if isinstance(fact, Fact)]
    request.getfixturevalue("aws")
    name, queue_url = f"bus-{uuid4().hex[:12]}", make_queue()
    arn = client("sqs").get_queue_attributes(QueueUrl=queue_url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    client("events").create_event_bus(Name=name)
    pattern = {"detail-type": [{"anything-but": ["Nothing"]}], "source": ["beadle.poller", "beadle.emergency"]}
    client("events").put_rule(Name=name, EventBusName=name, EventPattern=json.dumps(pattern))
    client("events").put_targets(Rule=name, EventBusName=name, Targets=[{"Id": "queue", "Arn": arn}])
    return EventBridgeBus(name), lambda count: [open_envelope(m["Body"]) for m in receive(queue_url, count)]


def seen(number: int, text: str) -> CommentReceived:
    return CommentReceived(
        comment_id=f"c{number}",
        channel_id="sandbox",
        post_id="p1",
        author_id="sandbox:jane",
        author_handle="jane",
        text=text,
        posted_at=NOW,
    )


def test_facts_arrive_as_they_were_told(bus_and_told: tuple[Bus, Told]) -> None:
    bus, told = bus_and_told
    facts = [CommentReceived.of(COMMENT), PublishingResumed("amir", NOW)]
    bus.tell(facts)
    assert sorted(told(2), key=repr) == sorted(facts, key=repr)


def test_many_facts_and_long_ones_arrive_in_full(bus_and_told: tuple[Bus, Told]) -> None:
    bus, told = bus_and_told
    facts = [seen(number, "🌻" * MAX_TEXT if number < 3 else "short") for number in range(25)]
    bus.tell(facts)
    assert sorted(told(25), key=repr) == sorted(facts, key=repr)


def test_nothing_to_tell_is_no_call(bus_and_told: tuple[Bus, Told]) -> None:
    bus, _ = bus_and_told
    bus.tell([])


# ── The round-the-clock schedule ──

IsOn = Callable[[], bool]
DEFINITION = {
    "ScheduleExpression": "rate(2 minutes)",
    "ScheduleExpressionTimezone": "Europe/London",
    "FlexibleTimeWindow": {"Mode": "OFF"},
    "Description": "day and night",
    "Target": {
        "Arn": "arn:aws:lambda:eu-west-2:000000000000:function:poller",
        "RoleArn": "arn:aws:iam::000000000000:role/poller",
        "Input": '{"reason": "emergency"}',
        "RetryPolicy": {"MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 120},
    },
}


@pytest.fixture(params=BOTH)
def schedule_and_is_on(request: pytest.FixtureRequest) -> tuple[RoundTheClock, IsOn]:
    if request.param == "in-memory":
        fake = InMemoryRoundTheClock()
        return fake, lambda: fake.on
    request.getfixturevalue("aws")
    name = f"schedule-{uuid4().hex[:12]}"
    client("scheduler").create_schedule(Name=name, State="DISABLED", **DEFINITION)

    def is_on() -> bool:
        schedule = client("scheduler").get_schedule(Name=name)
        assert {part: schedule[part] for part in DEFINITION} == DEFINITION  # all else is as it was
        return bool(schedule["State"] == "ENABLED")

    return SchedulerRoundTheClock(name), is_on


def test_the_schedule_is_switched_on_and_off_and_stays_otherwise_as_it_was(
    schedule_and_is_on: tuple[RoundTheClock, IsOn],
) -> None:
    schedule, is_on = schedule_and_is_on
    assert not is_on()
    for on in (True, True, False, False, True):
        schedule.switch(on)
        assert is_on() == on


@pytest.mark.embedded
def test_everything_that_a_schedule_can_be_told_is_told_again(aws: object) -> None:
    members = client("scheduler").meta.service_model.operation_model("UpdateSchedule").input_shape.members
    assert set(members) - {"State", "ClientToken"} == set(KEPT)


# ── The dead letters ──

Letters = Callable[[], list[tuple[str, str]]]


@pytest.fixture(params=BOTH)
def dead_letters_and_letters(request: pytest.FixtureRequest) -> tuple[DeadLetters, Letters]:
    if request.param == "in-memory":
        fake = InMemoryDeadLetters()
        return fake, lambda: fake.letters
    request.getfixturevalue("aws")
    queue_url = make_queue()

    def letters() -> list[tuple[str, str]]:
        return [(m["Body"], m["MessageAttributes"]["reason"]["StringValue"]) for m in receive(queue_url, 1)]

    return SqsDeadLetters(queue_url), letters


def test_a_dead_letter_keeps_its_body_and_its_reason(
    dead_letters_and_letters: tuple[DeadLetters, Letters],
) -> None:
    dead_letters, letters = dead_letters_and_letters
    dead_letters.put('{"detail": "…"}', "message: its detail-type names no fact known here")
    assert letters() == [('{"detail": "…"}', "message: its detail-type names no fact known here")]


@pytest.mark.embedded
def test_a_dead_letter_without_a_reason_or_with_an_endless_one_is_kept_too(aws: object) -> None:
    queue_url = make_queue()
    SqsDeadLetters(queue_url).put("body", "")
    SqsDeadLetters(queue_url).put("body", "x" * 1_000_000)
    assert {m["MessageAttributes"]["reason"]["StringValue"] for m in receive(queue_url, 2)} == {"unknown", "x" * 1000}


# ── Clock and calendar ──


@pytest.mark.parametrize("clock", [FixedClock(), SystemClock({})], ids=["fixed", "system"])
def test_the_time_is_aware_and_in_utc(clock: Clock) -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_the_clock_can_be_set_off_for_a_local_run() -> None:
    a_week_on = SystemClock({"BEADLE_CLOCK_OFFSET_SECONDS": "604800.5"}).now() - timedelta(days=7)
    assert abs(a_week_on - datetime.now(UTC)) < timedelta(hours=1)


@pytest.mark.parametrize("offset", ["", "tomorrow", "nan", "inf"])
def test_an_offset_that_is_no_number_is_named(offset: str) -> None:
    with pytest.raises(SettingsMissing, match="BEADLE_CLOCK_OFFSET_SECONDS"):
        SystemClock({"BEADLE_CLOCK_OFFSET_SECONDS": offset})


@pytest.mark.parametrize(
    "calendar", [FakeCalendar({date(2026, 12, 25)}), CouncilCalendar("ENG")], ids=["fake", "council"]
)
def test_a_closed_day_is_closed_and_the_day_before_it_is_not(calendar: Calendar) -> None:
    assert calendar.is_closed(date(2026, 12, 25))
    assert not calendar.is_closed(date(2026, 12, 24))
