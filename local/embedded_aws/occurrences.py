"""When a schedule of EventBridge Scheduler is due: at(), rate() and cron(), in the schedule's own time zone.

Source: the user guide of EventBridge Scheduler, "Schedule types" and "Daylight savings time": a cron time which
the spring change leaves out is skipped, one which the autumn change brings twice is met once, the first time.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from local.embedded_aws.mending import ministack

LONGEST_LOOK_BACK = timedelta(days=1)  # after a machine slept longer, what it missed before is not made up for
_UNITS = {"minute": 60, "hour": 3600, "day": 86400}


class ExpressionInvalid(ValueError):
    """The expression is none that EventBridge Scheduler knows."""


def latest(expression: str, zone: ZoneInfo, after: datetime, until: datetime, anchor: datetime) -> datetime | None:
    """Return the last instant later than `after`, and not later than `until`, at which a schedule is due.

    Args:
        expression: at(...), rate(...) or cron(...) as EventBridge Scheduler writes them.
        zone: the schedule's time zone.
        after: aware.
        until: aware.
        anchor: aware; the instant from which a rate counts.
    Returns:
        An aware instant in UTC, or None when there is none.
    Raises:
        ExpressionInvalid: neither of the three.
    """
    if once := at_instant(expression, zone):
        return once if after < once <= until else None
    return _read(expression)(zone, max(after, until - LONGEST_LOOK_BACK), until, anchor)


def at_instant(expression: str, zone: ZoneInfo) -> datetime | None:
    """Return the instant of an at() expression in UTC, or None when the expression is of another kind."""
    if not (found := re.fullmatch(r"\s*at\((.+)\)\s*", expression)):
        return None
    try:
        wall = datetime.strptime(found[1].strip(), "%Y-%m-%dT%H:%M:%S")  # noqa: DTZ007 - AWS writes local time
    except ValueError as error:
        raise ExpressionInvalid(f"{expression}: the time must be yyyy-mm-ddThh:mm:ss") from error
    return wall.replace(tzinfo=zone).astimezone(UTC)


_Latest = Callable[[ZoneInfo, datetime, datetime, datetime], datetime | None]


def _read(expression: str) -> _Latest:
    if found := re.fullmatch(r"\s*rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)\s*", expression):
        interval = timedelta(seconds=int(found[1]) * _UNITS[found[2]])
        if interval:
            return lambda _zone, after, until, anchor: _latest_of_rate(interval, after, until, anchor)
    if (fields := ministack("services.eventbridge")._parse_cron_fields(expression)) is not None:
        return lambda zone, after, until, _anchor: _latest_of_cron(fields, zone, after, until)
    raise ExpressionInvalid(f"{expression}: neither at(...), rate(...) nor cron(minutes hours day month weekday year)")


def _latest_of_rate(interval: timedelta, after: datetime, until: datetime, anchor: datetime) -> datetime | None:
    passed = (until - anchor) // interval
    due = anchor + passed * interval
    return due if passed >= 1 and due > after else None


def _latest_of_cron(fields: object, zone: ZoneInfo, after: datetime, until: datetime) -> datetime | None:
    """Walk through the times on the wall; cron times are whole minutes."""
    next_on_wall = ministack("services.eventbridge")._cron_next_fire
    due = None
    # The evaluation only steps forward over fields of a date: any zone will do, so the wall's time passes for UTC.
    wall = (after.astimezone(zone) - timedelta(minutes=1)).replace(tzinfo=UTC)
    while (wall := next_on_wall(fields, wall)) is not None:
        instant = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if instant > until:
            break
        exists = instant.astimezone(zone).replace(tzinfo=UTC, fold=0) == wall
        if exists and instant > after:
            due = instant
    return due
