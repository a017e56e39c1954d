"""Who is woken when."""

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from beadle.events.requests import PollRequest
from beadle.usecases.poll_comments import WokenBy
from local.embedded_aws import occurrences
from tests.template.stack import Properties, Stack, referred, texts

LONDON = ZoneInfo("Europe/London")
MONDAYS = [date(2026, 1, 12), date(2026, 3, 30), date(2026, 7, 6), date(2026, 10, 26)]
"""In winter, in summer, and the first one after each change of clock."""


@pytest.fixture
def schedules(stack: Stack) -> dict[str, Properties]:
    """The schedules as they are where nobody says otherwise."""
    defaults = {"PollingSchedule": stack.written["Parameters"]["PollingSchedule"]["Default"]}
    return {
        name: schedule | {"ScheduleExpression": defaults.get(str(referred(expression)), expression)}
        for name, schedule in stack.of("AWS::Scheduler::Schedule").items()
        if (expression := schedule["ScheduleExpression"])
    }


def times(schedule: Properties, day: date) -> list[time]:
    """Return the wall-clock times in London at which a schedule wakes its function on a day."""
    zone = ZoneInfo(schedule["ScheduleExpressionTimezone"])
    begin = datetime.combine(day, time(), LONDON)
    moment, found = begin - timedelta(seconds=1), []
    while moment < begin + timedelta(days=1):
        step = moment + timedelta(minutes=1)
        if due := occurrences.latest(schedule["ScheduleExpression"], zone, moment, step, begin):
            found.append(due.astimezone(LONDON).time())
        moment = step
    return found


@pytest.mark.parametrize("monday", MONDAYS)
def test_the_poller_is_woken_every_two_minutes_from_nine_until_just_before_five(
    schedules: dict[str, Properties], monday: date
) -> None:
    woken = times(schedules["PollerMonitoring"], monday)

    assert woken == [time(hour, minute) for hour in range(9, 17) for minute in range(0, 60, 2)]


@pytest.mark.parametrize("days", [5, 6])
def test_the_poller_sleeps_at_weekends(schedules: dict[str, Properties], days: int) -> None:
    assert times(schedules["PollerMonitoring"], MONDAYS[0] + timedelta(days=days)) == []


def test_the_poller_ends_before_it_is_woken_again(stack: Stack) -> None:
    assert stack.function("poller")["Timeout"] < 120


def test_the_emergency_schedule_is_off_until_somebody_switches_it_on(schedules: dict[str, Properties]) -> None:
    emergency = schedules["PollerEmergency"]

    assert emergency["State"] == "DISABLED"
    assert emergency["ScheduleExpression"] == "rate(2 minutes)"


@pytest.mark.parametrize("room", ["poller", "emergency"])
def test_functions_know_the_emergency_schedule_by_its_name_and_may_switch_it(
    stack: Stack, schedules: dict[str, Properties], room: str
) -> None:
    name = schedules["PollerEmergency"]["Name"]
    [statement] = [s for s in stack.statements(room) if s["Sid"] == "RoundTheClock"]

    assert stack.variables(room)["BEADLE_EMERGENCY_SCHEDULE"] == name
    [named] = texts(statement["Resource"]) if referred(statement["Resource"]) is None else [name["Fn::Sub"]]
    assert named.endswith(name["Fn::Sub"])
    assert statement["Action"] == ["scheduler:GetSchedule", "scheduler:UpdateSchedule"]


def test_posts_are_looked_for_every_minute_of_every_day(schedules: dict[str, Properties]) -> None:
    assert schedules["SchedulerEveryMinute"]["ScheduleExpression"] == "rate(1 minute)"


def test_schedules_keep_londons_time_and_what_they_could_not_deliver(schedules: dict[str, Properties]) -> None:
    assert len(schedules) == 3
    for name, schedule in schedules.items():
        assert schedule["ScheduleExpressionTimezone"] == "Europe/London", name
        assert referred(schedule["Target"]["DeadLetterConfig"]["Arn"]) == "Undelivered", name
        assert referred(schedule["Target"]["RoleArn"]) == "SchedulesRole", name
        assert schedule["Target"]["RetryPolicy"]["MaximumEventAgeInSeconds"] <= 120, name


@pytest.mark.parametrize(
    ("schedule", "woken_by"),
    [("PollerMonitoring", WokenBy.SCHEDULE), ("PollerEmergency", WokenBy.EMERGENCY_SCHEDULE)],
)
def test_the_poller_is_told_which_schedule_woke_it(
    schedules: dict[str, Properties], schedule: str, woken_by: WokenBy
) -> None:
    request = PollRequest.from_detail(json.loads(schedules[schedule]["Target"]["Input"]))

    assert WokenBy.of(request.woken_by) is woken_by


def test_schedules_may_wake_the_functions_that_they_target_and_no_others(stack: Stack) -> None:
    role = stack.of("AWS::IAM::Role")["SchedulesRole"]
    [wake, give_up] = role["Policies"][0]["PolicyDocument"]["Statement"]
    targets = {referred(s["Target"]["Arn"]) for s in stack.of("AWS::Scheduler::Schedule").values()}
    names = [texts(stack.of("AWS::Lambda::Function")[str(target)]["FunctionName"]) for target in targets]

    assert wake["Action"] == "lambda:InvokeFunction"
    assert {arn.rpartition(":function:")[2] for arn in texts(wake["Resource"])} == {name for [name] in names}
    assert (give_up["Action"], referred(give_up["Resource"])) == ("sqs:SendMessage", "Undelivered")
