"""When the council watches its channels: 09:00 to 17:00, Monday to Friday, bank holidays excluded (clause HR01).

A channel may have hours of its own: a visitor centre's that opens on Saturdays, say, or none but "always".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from beadle.domain.channels import Channel

LONDON = ZoneInfo("Europe/London")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ALWAYS = "always"
SETTING = "hours"
_EXAMPLE = 'such as "Mon-Fri 08:00-20:00; Sat 10:00-16:00", or "always"'


@dataclass(frozen=True, slots=True)
class Opening:
    """One span of the wall clock, on some days of the week; the opening minute is in, the closing minute is out."""

    days: frozenset[int]  # 0 is Monday
    opens: time
    closes: time | None  # None: at midnight

    def include(self, local: datetime) -> bool:
        """Return whether a wall clock's time falls within it."""
        at = local.time().replace(tzinfo=None)
        return local.weekday() in self.days and self.opens <= at and (self.closes is None or at < self.closes)


OFFICE = Opening(frozenset(range(5)), time(9), time(17))


@dataclass(frozen=True, slots=True)
class MonitoringHours:
    """The week's hours, on the wall clock of `zone`; without any opening it is always, closed days included."""

    openings: tuple[Opening, ...] = (OFFICE,)
    zone: ZoneInfo = LONDON

    @property
    def are_always(self) -> bool:
        """Whether there is no time outside them."""
        return not self.openings

    def include(self, at: datetime, is_closed_day: Callable[[date], bool]) -> bool:
        """Return whether `at` falls within monitoring hours.

        Args:
            at: aware instant in any zone; a naive one raises ValueError.
            is_closed_day: whether the council is closed on a day of its hours (bank holiday, closure day).
        """
        local = require_aware(at).astimezone(self.zone)
        if self.are_always:
            return True
        return any(opening.include(local) for opening in self.openings) and not is_closed_day(local.date())


def hours_of(channel: Channel, otherwise: MonitoringHours) -> MonitoringHours:
    """Return the channel's own hours, or the council's. ValueError, in words, when its own cannot be read."""
    own = channel.settings.get(SETTING, "")
    try:
        return parsed(own) if own else otherwise
    except ValueError as error:
        raise ValueError(f"the hours of channel {channel.channel_id}: {error}") from None


@cache
def parsed(text: str) -> MonitoringHours:
    """Return the hours that `text` spells, on London's clock. ValueError, in words, when it spells none.

    Each part names days, one or from one to another, and a span within a day: "Mon-Fri 08:00-20:00; Sat 10:00-24:00".
    """
    if text.strip().casefold() == ALWAYS:
        return MonitoringHours(())
    return MonitoringHours(tuple(_opening(part.strip()) for part in text.split(";")))


def _opening(part: str) -> Opening:
    found = re.fullmatch(r"([a-z]{3})(?:-([a-z]{3}))?\s+(\d\d):(\d\d)-(\d\d):(\d\d)", part, re.IGNORECASE | re.ASCII)
    if found is None:
        raise ValueError(f"{part!r} is no part of hours {_EXAMPLE}")
    first, last, *clock = found.groups()
    begin, end = _day(first), _day(last or first)
    if end < begin:
        raise ValueError(f"{part!r} begins after it ends: write the days from Mon to Sun, in parts")
    opens_hour, opens_minute, closes_hour, closes_minute = map(int, clock)
    midnight = (closes_hour, closes_minute) == (24, 0)
    try:
        opens = time(opens_hour, opens_minute)
        closes = None if midnight else time(closes_hour, closes_minute)
    except ValueError:
        raise ValueError(f"{part!r} has a time that is none of 00:00 to 24:00") from None
    if closes is not None and closes <= opens:
        raise ValueError(f"{part!r} closes before it opens: write a night in two parts, up to 24:00 and from 00:00")
    return Opening(frozenset(range(begin, end + 1)), opens, closes)


def _day(word: str) -> int:
    try:
        return DAYS.index(word.capitalize())
    except ValueError:
        raise ValueError(f"{word!r} is none of {', '.join(DAYS)}") from None


def require_aware(at: datetime) -> datetime:
    """Return `at`; ValueError when it carries no zone, since a guess would be an hour wrong half the year."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError(f"{at.isoformat()} has no time zone")
    return at
