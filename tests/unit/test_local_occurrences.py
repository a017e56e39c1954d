"""When schedules are due: time zones, both changes of clock, and each kind of expression."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.embedded_aws.occurrences import ExpressionInvalid, at_instant, latest

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
OFFICE_HOURS = "cron(0/2 9-16 ? * MON-FRI *)"
ANCHOR = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(86400, 3 * 365 * 86400).map(lambda seconds: ANCHOR + timedelta(seconds=seconds))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def every(expression: str, zone: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
    """Every instant at which a ticker that ticks each half minute would fire."""
    step, found = timedelta(seconds=30), []
    while start < end:
        if due := latest(expression, zone, start, start + step, ANCHOR):
            found.append(due)
        start += step
    return found


@pytest.mark.parametrize(
    ("wall", "zone", "instant"),
    [
        ("2026-07-01T09:00:00", LONDON, "2026-07-01T08:00:00"),
        ("2026-12-01T09:00:00", LONDON, "2026-12-01T09:00:00"),
        ("2026-07-01T09:00:00", NEW_YORK, "2026-07-01T13:00:00"),
        ("2026-03-29T01:30:00", LONDON, "2026-03-29T01:30:00"),  # a time which that night does not have
        ("2026-10-25T01:30:00", LONDON, "2026-10-25T00:30:00"),  # a time which that night has twice
    ],
)
def test_at_is_the_time_on_the_wall_of_its_zone(wall: str, zone: ZoneInfo, instant: str) -> None:
    assert at_instant(f"at({wall})", zone) == utc(instant)


def test_office_hours_begin_an_hour_earlier_in_utc_once_summer_time_has_begun() -> None:
    friday = every(OFFICE_HOURS, LONDON, utc("2026-03-27T00:00:00"), utc("2026-03-28T00:00:00"))
    monday = every(OFFICE_HOURS, LONDON, utc("2026-03-30T00:00:00"), utc("2026-03-31T00:00:00"))
    assert (friday[0], friday[-1]) == (utc("2026-03-27T09:00:00"), utc("2026-03-27T16:58:00"))
    assert (monday[0], monday[-1]) == (utc("2026-03-30T08:00:00"), utc("2026-03-30T15:58:00"))


def test_office_hours_have_240_polls_and_none_at_the_weekend() -> None:
    week = every(OFFICE_HOURS, LONDON, utc("2026-11-23T00:00:00"), utc("2026-11-30T00:00:00"))
    assert len(week) == 5 * 240
    assert {due.astimezone(LONDON).isoweekday() for due in week} == {1, 2, 3, 4, 5}


def test_a_time_left_out_in_spring_is_skipped() -> None:
    nights = every("cron(30 1 * * ? *)", LONDON, utc("2026-03-28T00:00:00"), utc("2026-03-31T00:00:00"))
    assert nights == [utc("2026-03-28T01:30:00"), utc("2026-03-30T00:30:00")]


def test_a_time_met_twice_in_autumn_counts_once() -> None:
    nights = every("cron(30 1 * * ? *)", LONDON, utc("2026-10-24T00:00:00"), utc("2026-10-27T00:00:00"))
    assert nights == [utc("2026-10-24T00:30:00"), utc("2026-10-25T00:30:00"), utc("2026-10-26T01:30:00")]


def test_a_rate_takes_no_notice_of_changing_clocks() -> None:
    night = every("rate(1 minute)", LONDON, utc("2026-10-25T00:00:00"), utc("2026-10-25T03:00:00"))
    assert len(night) == 180


def test_after_a_long_sleep_only_the_last_occurrence_is_made_up_for() -> None:
    due = latest("cron(0 9 * * ? *)", LONDON, utc("2026-11-01T00:00:00"), utc("2026-11-20T12:00:00"), ANCHOR)
    assert due == utc("2026-11-20T09:00:00")


@pytest.mark.parametrize(
    "expression",
    ["", "rate(0 minutes)", "rate(2 fortnights)", "cron(* * * * *)", "cron(0 9 1 * MON *)", "at(tomorrow)", "9-17"],
)
def test_an_expression_of_no_kind_is_refused(expression: str) -> None:
    with pytest.raises(ExpressionInvalid, match=r"rate\(|yyyy"):
        latest(expression, LONDON, ANCHOR, ANCHOR + timedelta(days=1), ANCHOR)


@given(
    start=INSTANTS,
    minutes=st.integers(0, 59),
    hours=st.integers(0, 23),
    zone=st.sampled_from([LONDON, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")]),
)
def test_whatever_is_due_stands_on_the_wall_as_the_schedule_says(
    start: datetime, minutes: int, hours: int, zone: ZoneInfo
) -> None:
    until = start + timedelta(hours=23)
    if due := latest(f"cron({minutes} {hours} * * ? *)", zone, start, until, ANCHOR):
        wall = due.astimezone(zone)
        assert start < due <= until
        assert (wall.hour, wall.minute, wall.second, wall.fold) == (hours, minutes, 0, 0)


@given(
    start=INSTANTS,
    cuts=st.lists(st.integers(1, 7200), min_size=1, max_size=12),
    expression=st.sampled_from(["rate(1 minute)", "rate(7 minutes)", OFFICE_HOURS, "cron(0 0/3 * * ? *)"]),
)
def test_no_tick_hides_or_repeats_what_another_shows(start: datetime, cuts: list[int], expression: str) -> None:
    """However unevenly the ticker ticks, the last thing that it fires is the last thing that is due."""
    shown, before = [], start
    for cut in cuts:
        now = before + timedelta(seconds=cut)
        if due := latest(expression, LONDON, before, now, ANCHOR):
            shown.append(due)
        before = now
    assert shown == sorted(set(shown))
    assert shown[-1:] == [due for due in [latest(expression, LONDON, start, before, ANCHOR)] if due]
