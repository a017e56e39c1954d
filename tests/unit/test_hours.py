"""Monitoring hours: 09:00 to 17:00 in London, Monday to Friday (clause HR01)."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beadle.adapters.calendar import CouncilCalendar
from beadle.domain.channels import Channel
from beadle.domain.hours import LONDON, MonitoringHours, Opening, hours_of, parsed, require_aware

HOURS = MonitoringHours()
INSTANTS = st.datetimes(
    datetime.fromisoformat("2026-01-01"),
    datetime.fromisoformat("2028-12-31"),
    timezones=st.sampled_from([UTC, LONDON, ZoneInfo("Asia/Tokyo")]),
)


def never(_: date) -> bool:
    return False


class Asked(list[date]):
    """Remembers the days that it was asked about; none of them is closed."""

    def __call__(self, day: date) -> bool:
        self.append(day)
        return False


def include(text: str, is_closed_day: Callable[[date], bool] = never) -> bool:
    """Whether a London wall clock's time is within hours."""
    return HOURS.include(datetime.fromisoformat(text).replace(tzinfo=LONDON), is_closed_day)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("08:59:59", False),
        ("08:59:59.999999", False),
        ("09:00:00", True),
        ("12:30:00", True),
        ("16:59:59", True),
        ("16:59:59.999999", True),
        ("17:00:00", False),
        ("00:00:00", False),
        ("23:59:59", False),
    ],
)
@pytest.mark.parametrize("day", ["2026-11-24", "2026-06-23"], ids=["winter", "summer"])
def test_the_opening_instant_is_in_and_the_closing_instant_is_out(day: str, at: str, expected: bool) -> None:
    assert include(f"{day}T{at}") is expected


@pytest.mark.parametrize(
    ("utc", "expected"),
    [
        # Friday before the clocks go forward on 29 March 2026, and Monday after: 09:00 is an hour earlier in UTC.
        ("2026-03-27T08:59:59", False),
        ("2026-03-27T09:00:00", True),
        ("2026-03-27T16:59:59", True),
        ("2026-03-27T17:00:00", False),
        ("2026-03-30T07:59:59", False),
        ("2026-03-30T08:00:00", True),
        ("2026-03-30T15:59:59", True),
        ("2026-03-30T16:00:00", False),
        # Friday before they go back on 25 October 2026, and Monday after.
        ("2026-10-23T07:59:59", False),
        ("2026-10-23T08:00:00", True),
        ("2026-10-23T16:00:00", False),
        ("2026-10-26T08:00:00", False),
        ("2026-10-26T08:59:59", False),
        ("2026-10-26T09:00:00", True),
        ("2026-10-26T16:59:59", True),
        ("2026-10-26T17:00:00", False),
    ],
)
def test_hours_follow_the_wall_clock_over_both_changes_of_clock(utc: str, expected: bool) -> None:
    assert HOURS.include(datetime.fromisoformat(utc).replace(tzinfo=UTC), never) is expected


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"], ids=["forward", "back"])
def test_the_days_on_which_the_clocks_change_are_sundays_and_out_all_day(day: str) -> None:
    midnight = datetime.fromisoformat(day).replace(tzinfo=LONDON).astimezone(UTC)
    assert not any(HOURS.include(midnight + timedelta(minutes=15 * step), never) for step in range(25 * 4))


def test_a_watch_without_weekends_knows_the_repeated_and_the_missing_hour() -> None:
    nights = MonitoringHours(
        (Opening(frozenset(range(5)), time(1), time(2)),)
    )  # the hour between the changes, on the Mondays beside them
    assert nights.include(datetime(2026, 10, 26, 1, 30, tzinfo=UTC), never)
    assert nights.include(datetime(2026, 3, 30, 0, 30, tzinfo=UTC), never)
    assert not nights.include(datetime(2026, 3, 30, 1, 30, tzinfo=UTC), never)


@pytest.mark.parametrize(("day", "expected"), [("2026-11-20", True), ("2026-11-21", False), ("2026-11-22", False)])
def test_weekends_are_out(day: str, expected: bool) -> None:
    assert include(f"{day}T12:00:00") is expected


def test_closed_days_are_out_from_morning_to_evening() -> None:
    is_closed = CouncilCalendar("ENG", {date(2026, 11, 25)}).is_closed
    for day in ("2026-12-25", "2026-12-28", "2027-12-27", "2027-12-28", "2026-11-25"):
        assert not any(include(f"{day}T{hour:02}:00:00", is_closed) for hour in range(24))
    assert include("2026-12-29T09:00:00", is_closed)


def test_the_calendar_is_not_asked_outside_hours() -> None:
    asked = Asked()
    include("2026-11-24T08:59:59", asked)
    include("2026-11-21T12:00:00", asked)
    assert asked == []


def test_the_day_that_is_asked_for_is_londons() -> None:
    asked = Asked()
    tokyo = datetime(2026, 11, 25, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo"))  # 15:30 in London, the day before
    HOURS.include(tokyo, asked)
    assert asked == [date(2026, 11, 24)]


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        HOURS.include(datetime(2026, 11, 24, 10), never)  # noqa: DTZ001 - a naive one is the point
    with pytest.raises(ValueError, match="no time zone"):
        require_aware(datetime(2026, 11, 24, 10))  # noqa: DTZ001 - as above


@settings(deadline=None)
@given(INSTANTS, st.integers(-14 * 60, 14 * 60))
def test_the_zone_in_which_an_instant_is_written_does_not_matter(at: datetime, offset: int) -> None:
    elsewhere = at.astimezone(timezone(timedelta(minutes=offset)))
    assert HOURS.include(at, never) == HOURS.include(elsewhere, never)


@settings(deadline=None)
@given(INSTANTS)
def test_within_hours_means_a_weekday_between_the_two_times_on_londons_clock(at: datetime) -> None:
    local = at.astimezone(LONDON)
    expected = local.isoweekday() in range(1, 6) and 9 <= local.hour < 17
    assert HOURS.include(at, never) == expected


@settings(deadline=None)
@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_a_weekday_has_eight_hours_however_the_clocks_stand_and_a_closed_day_none(day: date) -> None:
    midnight = datetime.combine(day, time(), LONDON).astimezone(UTC)
    hours = [midnight + timedelta(hours=number) for number in range(26)]
    of_that_day = [at for at in hours if at.astimezone(LONDON).date() == day]
    included = sum(HOURS.include(at, never) for at in of_that_day)
    assert included == (8 if day.weekday() < 5 else 0)
    assert not any(HOURS.include(at, lambda _: True) for at in of_that_day)


# ── Hours of a channel's own ──

LONG = "Mon-Fri 08:00-20:00; Sat 10:00-16:00"


def own(text: str) -> Channel:
    return Channel("visitors", "sandbox", "visitors", "https://example.org", settings={"hours": text})


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-24T08:00", True),
        ("2026-11-24T07:59", False),
        ("2026-11-24T19:59", True),
        ("2026-11-24T20:00", False),
        ("2026-11-28T10:00", True),  # a Saturday
        ("2026-11-28T09:59", False),
        ("2026-11-29T12:00", False),
        # On the Saturdays and Mondays beside both changes of the clock it is the wall clock that counts.
        ("2026-03-28T10:00", True),
        ("2026-03-30T08:00", True),
        ("2026-03-30T07:59", False),
        ("2026-10-24T15:59", True),
        ("2026-10-26T08:00", True),
        ("2026-10-26T20:00", False),
    ],
)
def test_a_channel_may_have_hours_of_its_own(at: str, expected: bool) -> None:
    instant = datetime.fromisoformat(at).replace(tzinfo=LONDON)
    assert hours_of(own(LONG), HOURS).include(instant.astimezone(UTC), never) is expected


@pytest.mark.parametrize("sunday", ["2026-03-29", "2026-10-25"])
def test_a_day_of_the_changes_is_watched_from_midnight_to_midnight_however_long_it_is(sunday: str) -> None:
    hours = parsed("Sun 00:00-24:00")
    begin = datetime.fromisoformat(sunday).replace(tzinfo=LONDON)
    end = (begin + timedelta(days=1)).astimezone(UTC)
    instant, watched = begin.astimezone(UTC), 0
    assert not hours.include(instant - timedelta(seconds=1), never)
    while instant < end:
        assert hours.include(instant, never)
        instant, watched = instant + timedelta(minutes=30), watched + 1
    assert not hours.include(end, never)
    assert watched == (46 if sunday == "2026-03-29" else 50)


def test_a_span_in_the_hour_that_comes_twice_is_in_both_times_and_in_the_one_that_is_left_out_never() -> None:
    hours = parsed("Sun 01:00-02:00")
    quarters = [datetime(2026, 10, 25, tzinfo=UTC) + timedelta(minutes=15 * n) for n in range(16)]
    assert [at.hour for at in quarters if hours.include(at, never)] == [0] * 4 + [1] * 4
    quarters = [datetime(2026, 3, 29, tzinfo=UTC) + timedelta(minutes=15 * n) for n in range(16)]
    assert not [at for at in quarters if hours.include(at, never)]


def test_without_hours_of_its_own_a_channel_has_the_councils() -> None:
    assert hours_of(replace(own(""), settings={}), HOURS) is HOURS


def test_always_is_always_closed_days_included() -> None:
    hours = hours_of(own("Always"), HOURS)
    assert hours.are_always
    assert hours.include(datetime(2026, 12, 25, 3, tzinfo=UTC), lambda _: True)


def test_on_a_closed_day_a_channel_rests_even_if_it_is_a_saturday_of_its_own() -> None:
    assert not hours_of(own(LONG), HOURS).include(datetime(2026, 11, 28, 12, tzinfo=UTC), lambda _: True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nine to five", "no part of hours"),
        ("Mon-Fri", "no part of hours"),
        ("Mon-Fri 9:00-17:00", "no part of hours"),
        ("Mon-Fri 09:00-17:00;", "no part of hours"),
        ("Mon-Fra 09:00-17:00", "'Fra' is none of Mon, Tue"),
        ("Fri-Mon 09:00-17:00", "begins after it ends"),
        ("Mon 17:00-09:00", "closes before it opens"),
        ("Mon 09:00-09:00", "closes before it opens"),
        ("Mon 25:00-26:00", "none of 00:00 to 24:00"),
        ("Mon 24:00-24:00", "none of 00:00 to 24:00"),
        ("Mon 09:00-24:01", "none of 00:00 to 24:00"),
    ],
)
def test_hours_that_cannot_be_read_are_refused_with_the_channel_and_the_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"the hours of channel visitors: .*{why}"):
        hours_of(own(text), HOURS)


@given(st.text(max_size=40))
def test_any_text_is_hours_or_a_reason(text: str) -> None:
    with suppress(ValueError):
        hours = parsed(text)
        assert hours.are_always or hours.openings
